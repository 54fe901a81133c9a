import Measures
import Scenarios
import Studies

/// What the runs at a point of a sweep came to in one figure.
struct SweptFigure {
  /// What was asked.
  let asked: AskedFigure
  /// The figure of each replication; nil where nothing was measured, infinite where it never
  /// happened.
  let values: [Double?]

  private var known: [Double] { values.compactMap { $0 } }
  private var isFinite: Bool {
    known.count == values.count && !known.isEmpty && known.allSatisfy { $0.isFinite }
  }
  private var figure: Figure { Figure(known.map { .real($0) }, asked.unit) }

  /// The mean over replications; nil unless each of them has a finite figure.
  var mean: Double? { isFinite ? figure.mean : nil }
  /// The 95 % interval of that mean; nil with one replication.
  var interval: ConfidenceInterval? { isFinite ? figure.interval : nil }
  /// How it was judged; nil where it is no goal.
  var outcome: GoalVerdict.Outcome? { asked.bound?.outcome(of: values) }

  /// The figure as people read it.
  var text: String {
    if isFinite { return figure.text }
    if known.isEmpty { return "–" }
    let never = known.filter { !$0.isFinite }.count
    if never == values.count { return "never" }
    return never > 0
      ? "never in \(never) of \(values.count)" : "in \(known.count) of \(values.count)"
  }

  /// The sign of how it was judged, with a space behind it; empty where it is no goal.
  var sign: String { outcome.map { "\($0.mark.sign) " } ?? "" }

  /// What `report.json` says of it: a number, mean and interval, `never`, or null.
  var fact: Fact {
    if isFinite { return figure.fact }
    return known.contains { !$0.isFinite } ? .text("never") : .none
  }
}

extension AskedFigure {
  /// What is the better the more of it there is, unless a goal says otherwise.
  private static let welcome = ["goodput", "completed", "acknowledged"]

  /// Whether the least is the best; nil where neither the least nor the greatest is.
  var prefersLess: Bool? {
    guard let bound else { return !Self.welcome.contains { name.hasPrefix($0) } }
    return bound.wantsLess
  }
}
