/// What was run, from which seed, and how far.
enum RunRecord {
  static func fact(of subject: Subject) -> Fact {
    let first = subject.first
    let start = first.start.map { (key: "start", value: Fact.text($0.description)) }
    let zoneData = first.zoneData.map { (key: "timeZoneData", value: Fact.text($0)) }
    let entries: [(key: String, value: Fact)] = [
      ("seed", .text(String(first.seed))), ("replications", .whole(Int64(subject.runs.count))),
      ("calibration", .text(first.calibration.name)),
      ("changes", .list(subject.changes.map { .text($0) })),
      ("messages", subject.messages.fact), ("trafficEnd", .moment(first.trafficEnd)),
      ("end", .moment(first.end)), ("drained", .moment(first.drained)),
      ("events", .whole(Int64(clamping: first.events))),
      ("fingerprints", .list(subject.runs.map { .text($0.fingerprint.description) })),
    ]
    return .object(entries + [start, zoneData].compactMap { $0 })
  }
}
