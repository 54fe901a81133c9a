import Documents

extension StudyFile {
  /// A file of results under its name.
  package typealias Named = (name: String, file: StudyFile)

  /// The study that several files hold together, as one machine would have written it.
  ///
  /// - Throws: Everything that keeps them from being one: files of another study, runs of which two
  ///   files say different things, and what is missing.
  package static func joined(_ files: [Named]) throws(InputErrors) -> StudyFile {
    precondition(!files.isEmpty, "a study of no files")
    let study = files[0].file.study
    let strangers = files.dropFirst().compactMap { other in
      study.difference(to: other.file.study).map { difference in
        InputError(
          "\(other.name) does not belong to \(files[0].name): \(difference)",
          remedy: "merge files of one study")
      }
    }
    if !strangers.isEmpty { throw InputErrors(strangers) }
    let runs = try known(in: files, of: study)
    let missing = missing(in: files, of: study, but: runs)
    if !missing.isEmpty { throw InputErrors(missing) }
    return StudyFile(study, .whole, study.trials.compactMap { runs[$0] })
  }

  private static func known(
    in files: [Named], of study: Study
  ) throws(InputErrors) -> [Trial.Key: Trial] {
    let wanted = Set(study.trials)
    var runs: [Trial.Key: Trial] = [:]
    var homes: [Trial.Key: String] = [:]
    for (name, file) in files {
      for trial in file.trials {
        guard wanted.contains(trial.key) else {
          throw InputErrors(
            InputError(
              "\(name) has a run that is not in its study: \(trial.key.text)",
              remedy: "run this shard again"))
        }
        if let earlier = runs[trial.key], let home = homes[trial.key], earlier != trial {
          throw InputErrors(
            InputError(
              "\(home) and \(name) say different things of the run \(trial.key.text)",
              remedy: "run both shards again, on a machine that can be trusted"))
        }
        runs[trial.key] = trial
        homes[trial.key] = name
      }
    }
    return runs
  }

  // MARK: What is missing

  /// So many runs of a damaged file are named.
  private static let mostNamed = 5

  private static func missing(
    in files: [Named], of study: Study, but runs: [Trial.Key: Trial]
  ) -> [InputError] {
    var errors: [InputError] = []
    var left = Set(study.trials.filter { runs[$0] == nil })
    for (name, file) in files {
      let own = study.trials(of: file.shard)
      let lost = own.filter { left.contains($0) }
      guard !lost.isEmpty else { continue }
      left.subtract(lost)
      let named = lost.prefix(mostNamed).map { $0.text }.joined(separator: "; ")
      errors.append(
        InputError(
          "\(name) is damaged: it lacks \(lost.count) of its \(own.count) runs: \(named)"
            + (lost.count > mostNamed ? "; and more" : ""),
          remedy: "run --shard \(file.shard.text) again"))
    }
    guard !left.isEmpty else { return errors }
    let count = files[0].file.shard.count
    let absent = (1...count).map { Shard($0, of: count) }.filter { shard in
      study.trials(of: shard).contains { left.contains($0) }
    }
    let names = absent.map { $0.text }.joined(separator: ", ")
    errors.append(
      InputError(
        absent.count == 1 ? "shard \(names) is missing" : "shards \(names) are missing",
        remedy: "run \(absent.count == 1 ? "it" : "them") with --shard, and merge again"))
    return errors
  }
}

extension Trial.Key {
  /// How it is written: `Queue.VisibilityTimeout=30, replication 2`, counted from 1.
  package var text: String {
    let number = "replication \(replication + 1)"
    return point.text.isEmpty ? number : "\(point.text), \(number)"
  }
}

extension Study {
  /// What keeps runs of another study from standing beside those of this one, in words; nil where
  /// nothing does.
  func difference(to other: Study) -> String? {
    let texts: [(String, String, String)] = [
      ("version", version, other.version), ("command", command, other.command),
      ("scenario", scenario, other.scenario), ("seed", String(seed), String(other.seed)),
      ("changes", changes.joined(separator: " "), other.changes.joined(separator: " ")),
      ("designs", designs.joined(separator: ","), other.designs.joined(separator: ",")),
      ("replications", String(replications), String(other.replications)),
    ]
    for (name, own, theirs) in texts where own != theirs {
      return "\(name) \(theirs.isEmpty ? "none" : theirs), and not \(own.isEmpty ? "none" : own)"
    }
    if sources != other.sources { return "the files of the scenario are others" }
    if knobs != other.knobs || points != other.points { return "it varies other settings" }
    if figures != other.figures { return "it asks for other figures" }
    return self == other ? nil : "its title is another"
  }
}
