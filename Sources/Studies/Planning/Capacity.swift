/// The largest load that a design carries within its goals, and what it took to find it.
package struct Capacity: Sendable {
  /// What was asked; its one setting is the load, from the greatest value to the least.
  package let question: PlanQuestion
  /// Every load that was run, in the order in which they were.
  package let tried: [Plan.Trying]
  /// The place of the greatest load that is carried, in what was tried; nil where none is.
  package let carried: Int?
  /// The place of the least load above it that is not; nil where none was found.
  package let failing: Int?
  /// The place of the load above it of which that was left undecided; nil where there is none.
  package let left: Int?
  /// Loads that refute that less load never makes a goal worse.
  package let contradictions: [Plan.Contradiction]
  /// Whether what is carried and what is not lie next to each other, or at an end of the range.
  package let isComplete: Bool
  /// How many runs it took.
  package let runs: Int
  /// With what probability the test of one mean at one load errs at most.
  package let error: Double

  /// The setting that the load is.
  package var path: String { question.knobs[0].path }
  /// The loads between which was sought, from the least to the greatest.
  package var range: (least: String, greatest: String) {
    let values = question.knobs[0].values
    return (values[values.count - 1], values[0])
  }

  /// What is known of the greatest load that is carried.
  package var most: Plan.Trying? { carried.map { tried[$0] } }
  /// What is known of the least load that is not.
  package var least: Plan.Trying? { failing.map { tried[$0] } }
  /// What is known of the load above it that was left undecided.
  package var undecided: Plan.Trying? { left.map { tried[$0] } }
  /// Whether both ends are proven, and nothing refutes what that rests on.
  package var isProven: Bool {
    isComplete && contradictions.isEmpty && most.map { $0.standing == .meets } ?? true
      && least.map { $0.standing == .misses } ?? true
  }

  /// The value of the load at a point.
  package func load(of trying: Plan.Trying) -> String { trying.point.value(of: path) ?? "" }
}
