import Kernel
import Measures
import Studies

/// The contents of `report.json`, key by key in their order.
enum Record {
  static func fact(of subject: Subject, digest: String, _ traces: TraceReading?) -> Fact {
    let cascades = subject.cascades
    return .object(
      main(of: subject) + (cascades.isEmpty ? [] : [("cascades", .list(cascades.map { $0.fact }))])
        + steady(subject.longRun)
        + [("seriesDigest", .text(digest)), ("traces", traces?.fact ?? .none)])
  }

  private static func steady(_ run: LongRun?) -> [(key: String, value: Fact)] {
    run.map { [(key: "steady", value: LongRunWords.fact(of: $0))] } ?? []
  }

  /// What every report holds.
  private static func main(of subject: Subject) -> [(key: String, value: Fact)] {
    [
      ("format", .whole(Report.format)), ("title", .text(subject.title)),
      ("design", .text(subject.design.isEmpty ? subject.first.design : subject.design)),
      ("run", RunRecord.fact(of: subject)),
      ("goals", .list(subject.verdicts.map(goal))),
      ("latency", LatencyRecord.fact(of: subject)),
      ("resources", ResourceRecord.fact(of: subject)),
      ("edges", .list(subject.edges.map { $0.fact })),
      ("effects", ConsumerRecord.fact(of: subject)),
      ("limits", LimitRecord.fact(of: subject)),
      ("permissions", subject.permissions.fact),
      ("advice", AdviceRecord.fact(of: subject)),
      ("cost", CostRecord.fact(of: subject)),
      ("episodes", EpisodeRecord.fact(of: subject)),
      ("story", StoryRecord.fact(of: subject)),
      ("assumptions", AssumptionRecord.fact(of: subject.assumptions)),
      ("notes", NoteRecord.fact(of: subject.notes)),
    ]
  }

  static func goal(_ verdict: Verdict) -> Fact {
    let outcome =
      switch verdict.mark {
      case .met: "met"
      case .missed: "missed"
      case .undecided: "undecided"
      }
    var entries: [(key: String, value: Fact)] = [
      ("goal", .text(verdict.goal)), ("outcome", .text(outcome)), ("figure", verdict.fact),
      ("limit", verdict.limit),
    ]
    if let met = verdict.met { entries.append((key: "met", value: met)) }
    return .object(entries)
  }
}
