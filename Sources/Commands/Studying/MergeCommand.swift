import Documents
import Measures
import Reports
import Studies

/// Joins the files of shards into what one machine would have written.
enum MergeCommand {
  static let out = Option(
    "out", "DIR", .text, "Writes the report to DIR/sweep instead of reports/SCENARIO/sweep.")

  static let command = Command(
    name: "merge", summary: "Joins the shards of a sweep into the report that one machine writes.",
    argument: .several("FILE|DIR"), options: [out, RunCommand.format, RunCommand.quiet],
    perform: perform)

  private static func perform(_ invocation: Invocation) -> ExitCode {
    let outside = invocation.outside
    do throws(InputErrors) {
      let file = try StudyFile.joined(try files(invocation))
      if let imbalance = file.trials.flatMap({ $0.imbalances }).first {
        return outside.confess(imbalance)
      }
      let folder = SweepFolder(try base(of: file.study, invocation))
      do throws(InputError) { try folder.write(file, outside) } catch { throw InputErrors(error) }
      let sweep = Sweep(file)
      if !invocation.has(RunCommand.quiet) {
        folder.show(sweep, invocation)
        let runs = NumberText.grouped(Int64(file.trials.count))
        outside.errors.write("\(runs) runs · \(folder.path)/\n")
      }
      return sweep.meetsGoals ? .done : .missed
    } catch {
      return outside.refuse(error)
    }
  }

  /// The files that are named, those of a folder among them.
  private static func files(_ invocation: Invocation) throws(InputErrors) -> [StudyFile.Named] {
    let outside = invocation.outside
    var files: [StudyFile.Named] = []
    do throws(InputError) {
      var paths: [String] = []
      for path in invocation.arguments { paths += try Self.paths(path, outside) }
      for path in paths {
        let text = try SourceText.decoding(try outside.read(path), name: path)
        files.append((path, try StudyFile.read(text, skippingDamage: true)))
      }
    } catch {
      throw InputErrors(error)
    }
    return files
  }

  private static func paths(_ path: String, _ outside: Outside) throws(InputError) -> [String] {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    switch outside.place(path) {
    case .file: return [path]
    case .folder:
      let shards = try outside.list(path).filter(SweepFolder.isShard)
      guard !shards.isEmpty else {
        throw InputError(
          "the folder \(path) holds no shard",
          remedy: "name the folder in which shard-1-of-N.jsonl is")
      }
      return shards.map { "\(path)/\($0)" }
    case .nothing:
      throw InputError(
        "there is no file \(path)", remedy: "name the files of all shards, or their folder")
    }
  }

  /// Where reports go; a file may come from anywhere, and leads nowhere else.
  private static func base(
    of study: Study, _ invocation: Invocation
  ) throws(InputErrors) -> String {
    if let out = invocation.value(out) { return out }
    let words = study.scenario.split(separator: "/", omittingEmptySubsequences: false)
    guard !words.contains(where: { ["", ".", ".."].contains($0) }) else {
      throw InputErrors(
        InputError(
          "these results are of a scenario called \(study.scenario)",
          remedy: "say where the report goes: --out DIR"))
    }
    return "reports/\(study.scenario)"
  }
}
