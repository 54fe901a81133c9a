import Measures
import Studies

/// What it takes to get the same report again, and by which to see that it is the same.
enum ReproduceSection {
  static func section(of subject: Subject) -> Section? {
    let first = subject.first
    var rows = [
      Row("messages", subject.messages.text, note: "meant to be sent by the clients"),
      Row("seed", String(first.seed), note: replications(of: subject)),
      Row("fingerprint", first.fingerprint.description, note: "of every delivery"),
      Row("report format", String(Report.format), note: "calibration \(first.calibration.name)"),
    ]
    if let start = start(of: [first]) { rows.insert(start, at: 1) }
    return section(rows)
  }

  /// The section of some rows, and of what the command line changed.
  static func section(_ rows: [Row], changes: [String] = []) -> Section {
    Section("Reproduce", [.rows(rows + changes.map { Row("changed", $0) })])
  }

  /// By what the files of a study are known.
  static func files(of study: Study) -> Row {
    Row("files", String(study.sources, radix: 16), note: "the scenario and its templates")
  }

  /// The date of the start, with the edition of the time zones, where a run asked for them.
  static func start(of runs: [RunResult]) -> Row? {
    let zones = runs.compactMap { $0.zoneData }.first.map { "time-zone data \($0)" }
    return runs.compactMap { $0.start }.first.map {
      Row("start", $0.description, note: zones ?? "")
    }
  }

  private static func replications(of subject: Subject) -> String {
    switch subject.runs.count {
    case 1: "one replication"
    default: "\(subject.runs.count) replications; ± is the 95 % interval of their mean"
    }
  }
}
