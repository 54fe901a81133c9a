import Documents

/// A file of results: the study, which part of it, and a line of JSON for each of its runs.
///
/// Whole runs stand in it, never sums over runs. So files join to what one machine would have
/// written, and every report is made from the joined runs.
package struct StudyFile: Equatable, Sendable {
  /// What `format` says in a file that this program reads.
  static let format = "spillway-study-1"

  /// What was studied.
  package var study: Study
  /// Which part of it.
  package var shard: Shard
  /// Its runs, in the order of the study.
  package var trials: [Trial]

  /// The results of a part of a study.
  package init(_ study: Study, _ shard: Shard = .whole, _ trials: [Trial]) {
    self.study = study
    self.shard = shard
    self.trials = trials
  }

  /// The file as it is written: the head, then a line for each run.
  package var text: String {
    ([Self.head(of: study, shard)] + trials.map { $0.line }).joined(separator: "\n") + "\n"
  }

  /// The line that a file of a part of a study begins with.
  package static func head(of study: Study, _ shard: Shard) -> String {
    var writer = JSONWriter(.compact)
    writer.object {
      $0.member("format", format)
      study.write(to: &$0)
      $0.member("shard", shard.text)
    }
    return writer.text
  }

  /// The file that a text is.
  ///
  /// - Parameter skipsDamage: Whether lines that cannot be read are passed over, as their runs are
  ///   missed anyway.
  /// - Throws: Where it is no file of results, or not a whole one.
  package static func read(
    _ source: SourceText, skippingDamage skipsDamage: Bool = false
  ) throws(InputError) -> StudyFile {
    let lines = source.lines
    guard let first = lines.first else {
      throw InputError("\(source.name) is empty", remedy: "name a file that a shard wrote")
    }
    let head = try StudyReader.read(first)
    let trials = try trials(in: lines.dropFirst(), of: head.study, skippingDamage: skipsDamage)
    return StudyFile(head.study, head.shard, trials)
  }

  /// The runs that a text of nothing but runs holds, a line for each.
  ///
  /// - Throws: That a line is no run of the study.
  package static func trials(in source: SourceText, of study: Study) throws(InputError) -> [Trial] {
    try trials(in: source.lines[...], of: study, skippingDamage: false)
  }

  private static func trials(
    in lines: ArraySlice<SourceText>, of study: Study, skippingDamage skipsDamage: Bool
  ) throws(InputError) -> [Trial] {
    var trials: [Trial] = []
    for line in lines {
      do throws(InputError) {
        trials.append(try Trial(line: line, of: study))
      } catch {
        if !skipsDamage { throw error }
      }
    }
    return trials
  }
}

extension SourceText {
  /// Its lines, each a text of its own that goes by the file's name and its number.
  fileprivate var lines: [SourceText] {
    text.split(separator: "\n", omittingEmptySubsequences: true).enumerated().map {
      SourceText(name: "\(name), line \($0.offset + 1)", text: String($0.element))
    }
  }
}
