import Studies

/// What was run, from which seed, and how far.
enum RunRecord {
  static func fact(of subject: Subject) -> Fact {
    let first = subject.first
    let entries: [(key: String, value: Fact)] = [
      ("seed", .text(String(first.seed))), ("replications", .whole(Int64(subject.runs.count))),
      ("calibration", .text(first.calibration.name)),
      ("changes", .list(subject.changes.map { .text($0) })),
      ("messages", subject.messages.fact), ("trafficEnd", .moment(first.trafficEnd)),
      ("end", .moment(first.end)), ("drained", .moment(first.drained)),
      ("events", .whole(Int64(clamping: first.events))),
      ("fingerprints", .list(subject.runs.map { .text($0.fingerprint.description) })),
    ]
    return .object(entries + precision(subject.certainty) + dates(of: [first]))
  }

  /// How well the figures of goals are known, where replications went on until they were.
  static func precision(_ certainty: Certainty?) -> [(key: String, value: Fact)] {
    certainty.map { [(key: "precision", value: fact(of: $0))] } ?? []
  }

  private static func fact(of certainty: Certainty) -> Fact {
    .object([
      ("asked", .real(certainty.precision.share)),
      ("most", .whole(Int64(certainty.precision.most))),
      ("looks", .whole(Int64(certainty.looks))),
      ("isKnown", .flag(certainty.isKnown)),
      (
        "reached",
        .list(
          certainty.findings.map { finding in
            finding.flatMap { CertaintyWords.reached($0) }.map { .real($0) } ?? .none
          })
      ),
    ])
  }

  /// The date of the start and the edition of the time zones, where a run asked for them.
  static func dates(of runs: [RunResult]) -> [(key: String, value: Fact)] {
    let start = runs.compactMap { $0.start }.first
    let zoneData = runs.compactMap { $0.zoneData }.first
    return [
      start.map { (key: "start", value: .text($0.description)) },
      zoneData.map { (key: "timeZoneData", value: .text($0)) },
    ].compactMap { $0 }
  }
}
