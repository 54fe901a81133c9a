import Measures
import Studies

/// How well figures are known, in words.
enum CertaintyWords {
  /// Why replications came to an end, and what may be relied upon.
  static func text(of certainty: Certainty) -> String {
    let asked = percent(certainty.precision.share)
    let count = NumberText.grouped(Int64(certainty.replications))
    let looks =
      certainty.looks == 1
      ? "one look" : "\(certainty.looks) looks, each with its part of the error"
    let missing = certainty.findings.filter { $0 == nil }.count
    let rest =
      switch missing {
      case 0: ""
      case certainty.findings.count: " No figure is there in every replication, so none is known."
      case 1: " One figure is not there in every replication and was not waited for."
      default: " \(missing) figures are not there in every replication and were not waited for."
      }
    if missing == certainty.findings.count { return "Stopped after \(count) replications." + rest }
    guard certainty.isKnown else {
      return "Stopped at \(count) replications, the most that was allowed, before every figure was"
        + " known to \(asked)." + rest
    }
    return "Stopped after \(count) replications: every figure is known to \(asked), with 95 %"
      + " confidence for all together, after \(looks)." + rest
  }

  /// For each goal how well its figure is known, where that is less than was asked; else empty.
  static func notes(of certainty: Certainty) -> [String] {
    certainty.findings.map { finding in
      guard let finding, !finding.isKnown else { return "" }
      return reached(finding).map { "known to \(percent($0)) only" } ?? "as good as unknown"
    }
  }

  /// The share of the true figure by which the estimate is off at most; nil where the interval
  /// reaches zero.
  static func reached(_ finding: SequentialMean.Finding) -> Double? {
    let (half, mean) = (finding.interval.halfWidth, finding.interval.mean.magnitude)
    if half == 0 { return 0 }
    return half < mean ? half / (mean - half) : nil
  }

  /// Two digits, as `5 %` or `0.25 %`.
  private static func percent(_ share: Double) -> String {
    Quantity(real: share, .share).text
  }
}
