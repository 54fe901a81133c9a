import Kernel
import Measures
import Studies

/// What one run of steady traffic says of mean latencies, in words and for programs.
enum LongRunWords {
  /// The rows and warnings that stand below the latencies.
  static func blocks(of run: LongRun) -> [Section.Block] {
    [
      .remark(
        "Means of steady traffic without the warm-up that MSER-5 finds; ± is the 95 % interval by"
          + " batch means."),
      .rows(run.journeys.map(row)),
    ] + warnings(of: run).map { .remark($0) }
  }

  private static func row(_ journey: LongRun.Journey) -> Row {
    let name = "\(journey.client) to \(journey.consumer)"
    switch journey.finding {
    case .mean(let interval):
      let mean = Quantity(real: interval.mean, .nanoseconds).text
      let half = Quantity(real: interval.halfWidth, .nanoseconds).text
      let cut =
        journey.warmUp == .zero
        ? "no warm-up" : "a warm-up of \(TimeText.text(journey.warmUp))"
      return Row(name, "\(mean) ± \(half)", note: "\(LongRun.batches) batches after \(cut)")
    case .brief(let count, let length):
      return Row(name, "–", note: brief(count, length))
    case .unsettled:
      return Row(name, "–", note: "the run is too short: latencies have not settled; run longer")
    case .dependent:
      return Row(
        name, "–", note: "the run is too short: its batches depend on each other; run longer")
    }
  }

  /// How much is missing: intervals follow from how long a run may take, its drain included.
  private static func brief(_ count: Int, _ length: TimeSpan) -> String {
    let least = Int64(LongRun.fewestIntervals)
    return "\(count) intervals of \(TimeText.text(length)) are too few for \(LongRun.batches)"
      + " batches; run for \(TimeText.text(length * least)) beside the warm-up"
      + (length > .seconds(1) ? ", or with a shorter drain, which makes intervals shorter" : "")
  }

  /// Why the figures of the run may not hold for a longer one.
  static func warnings(of run: LongRun) -> [String] {
    let growing = run.growing.map {
      "The backlog of \($0) grew until the traffic ended: it gets more than it can do, and a longer"
        + " run has longer latencies."
    }
    let left = "The run has not drained: what still waits at its end is in no latency."
    return growing + (run.isDrained ? [] : [left])
  }

  /// What `report.json` says of it.
  static func fact(of run: LongRun) -> Fact {
    .object([
      ("journeys", .list(run.journeys.map(fact))),
      ("growing", .list(run.growing.map { .text($0) })), ("drained", .flag(run.isDrained)),
    ])
  }

  private static func fact(of journey: LongRun.Journey) -> Fact {
    let (finding, interval): (String, ConfidenceInterval?) =
      switch journey.finding {
      case .mean(let interval): ("mean", interval)
      case .brief: ("brief", nil)
      case .unsettled: ("unsettled", nil)
      case .dependent: ("dependent", nil)
      }
    return .object([
      ("from", .text(journey.client)), ("to", .text(journey.consumer)),
      ("finding", .text(finding)), ("warmUp", .whole(journey.warmUp.nanoseconds)),
      ("mean", interval.map { .real($0.mean) } ?? .none),
      ("low", interval.map { .real($0.low) } ?? .none),
      ("high", interval.map { .real($0.high) } ?? .none),
    ])
  }
}
