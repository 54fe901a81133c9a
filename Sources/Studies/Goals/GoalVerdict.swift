import Blueprints
import Kernel
import Measures
import Scenarios

/// Whether the runs of a design meet a goal.
package struct GoalVerdict: Sendable {
  /// What came out.
  package enum Outcome: String, Sendable {
    case met, missed, undecided
  }

  /// The goal.
  package let goal: Goal
  /// What came out.
  package let outcome: Outcome
  /// The figure of each replication, in the base of the goal's unit; nil where nothing was
  /// measured, infinite where it never happened.
  package let figures: [Double?]
  /// The mean of the figures that were measured; nil where none was.
  package let figure: Double?
  /// Student's 95 % interval over replications; nil with one, or where a figure is missing or
  /// infinite.
  package let interval: ConfidenceInterval?
  /// The share of the replications that met the goal, with Wilson's 95 % interval; nil with one.
  ///
  /// What was not measured was not met.
  package let metShare: ConfidenceInterval?
  /// How many replications would decide, as far as can be told; nil where that is decided or
  /// cannot be told.
  package let decidingReplications: Int64?

  /// The verdict on a goal from the figures of its replications.
  ///
  /// It is judged as `AskedFigure.Bound.outcome` says.
  package init(_ goal: Goal, figures: [Double?]) {
    self.goal = goal
    self.figures = figures
    let known = figures.compactMap { $0 }
    let finite = known.count == figures.count && known.allSatisfy { $0.isFinite }
    let interval = finite ? ConfidenceInterval(of: known) : nil
    self.interval = interval
    figure = known.isEmpty ? nil : interval?.mean ?? known.reduce(0, +) / Double(known.count)
    metShare =
      figures.count > 1
      ? ConfidenceInterval(
        share: Int64(known.filter { goal.isMet(by: $0) }.count), of: Int64(figures.count)) : nil
    outcome = AskedFigure.Bound(goal.figureComparison, goal.figureBound).outcome(of: figures)
    decidingReplications =
      outcome == .undecided
      ? interval.flatMap { Self.needed($0, bound: goal.figureBound, now: figures.count) } : nil
  }

  /// The verdicts on all goals of a design, from the results of its replications.
  package static func all(
    of scenario: Scenario, _ design: Design, _ results: [RunResult]
  ) -> [GoalVerdict] {
    design.goals.map { goal in
      GoalVerdict(
        goal,
        figures: results.map { GoalFigures($0, scenario, design).figure(of: goal) })
    }
  }

  /// How many replications bring the interval clear of the bound, if mean and spread stay as they
  /// are.
  private static func needed(
    _ interval: ConfidenceInterval, bound: Double, now: Int
  ) -> Int64? {
    let distance = (interval.mean - bound).magnitude
    guard distance > 0 else { return nil }
    let ratio = interval.halfWidth / distance
    let needed = Double(now) * ratio * ratio
    return needed < 1e9 ? max(Int64(needed) + 1, Int64(now) + 1) : nil
  }
}

extension Goal {
  /// What the figure is compared with: of a goal that has to hold for some time, that time.
  package var figureBound: Double { lasting.map { Double($0.nanoseconds) } ?? bound }
  /// How the figure is compared.
  package var figureComparison: Comparison { lasting == nil ? comparison : .atLeast }
  /// The unit of the figure.
  package var figureUnit: UnitOfMeasure { lasting == nil ? unit : .nanoseconds }

  /// Whether a figure meets the goal.
  package func isMet(by figure: Double) -> Bool { figureComparison.holds(figure, figureBound) }
}
