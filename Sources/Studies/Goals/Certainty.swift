import Kernel
import Measures
import Scenarios

/// How well the figures of goals are known after so many replications.
///
/// All of them together are as far off as asked with a probability of at most 5 %: each goal has an
/// equal part of the error, and each look a part of that.
package struct Certainty: Equatable, Sendable {
  /// The probability that any figure is said to be known and is further off.
  private static let error = 0.05

  /// What was asked for.
  package let precision: Precision
  /// How many replications there are.
  package let replications: Int
  /// How often it was looked.
  package let looks: Int
  /// What is known of the figure of each goal; nil where some replication has none, or one without
  /// end, and more replications would not help.
  package let findings: [SequentialMean.Finding?]

  /// Whether every figure that every replication has is known as well as asked.
  package var isKnown: Bool { findings.allSatisfy { $0?.isKnown ?? true } }

  /// What is known after the replications that were judged.
  ///
  /// - Parameter goals: How many goals have to be known together.
  package init(of verdicts: [GoalVerdict], asking precision: Precision, sharing goals: Int) {
    let replications = verdicts.first?.figures.count ?? 0
    let looks = SequentialMean.looks(most: Int(precision.most))
    let look = looks.firstIndex { $0 >= replications } ?? looks.count - 1
    self.precision = precision
    self.replications = replications
    self.looks = look + 1
    findings = verdicts.map { verdict in
      guard verdict.interval != nil else { return nil }
      return SequentialMean(
        precision: precision.share, leastMean: Self.leastMean(of: verdict.goal.figureUnit),
        error: Self.error / Double(max(goals, 1))
      ).finding(of: verdict.figures.compactMap { $0 }, atLook: look)
    }
  }

  /// A figure that is nearer to zero need not be known better than this one would be.
  ///
  /// A microsecond, a thousandth of a whole, or one of what is counted: else a figure of zero with
  /// one exception in a thousand runs would need a hundred thousand of them.
  private static func leastMean(of unit: UnitOfMeasure) -> Double {
    switch unit.scale {
    case .time: 1_000
    case .share: 0.001
    case .size, .number, .money, .rate: 1
    }
  }
}
