import Blueprints
import Documents
import Scenarios

/// Several designs of a scenario, run on the same messages, replication by replication.
///
/// Replications of one number have the same draws in every design, so what differs between them is
/// the designs' doing, and the difference of their figures varies less than either figure.
package struct Comparison: Sendable {
  /// How many replications are run where nobody says it: enough for an interval that says
  /// something.
  package static let usualReplications: UInt32 = 10

  /// The designs; the first is the base, which the others are compared with.
  package let designs: [Design]
  /// The runs of each design, in the order of the replications.
  package let runs: [[RunResult]]

  /// Runs at least two designs as often as is said.
  ///
  /// - Parameter replications: Nil goes on until every figure of every design is known as the
  ///   scenario asks.
  /// - Throws: All errors of a design that cannot be run.
  package init(
    _ scenario: Scenario, _ designs: [Design], replications: UInt32?, catalogue: Catalogue,
    by crew: Crew = .whole, watch: Replications.Watch = .init()
  ) throws(InputErrors) {
    precondition(designs.count > 1, "a comparison of \(designs.count) designs")
    self.designs = designs
    if let replications {
      runs = try Replications.run(
        scenario, designs, replications: replications, catalogue: catalogue, by: crew, watch: watch)
    } else {
      runs = try Replications.run(
        scenario, designs, until: scenario.precision ?? .usual, catalogue: catalogue, by: crew,
        watch: watch)
    }
  }

  /// How the goals of each design were judged.
  package func verdicts(of scenario: Scenario) -> [[GoalVerdict]] {
    zip(designs, runs).map { GoalVerdict.all(of: scenario, $0, $1) }
  }

  /// How well the goals' figures of all designs together are known.
  package func certainty(of scenario: Scenario, asking precision: Precision) -> Certainty {
    let verdicts = Array(verdicts(of: scenario).joined())
    return Certainty(of: verdicts, asking: precision, sharing: verdicts.count)
  }
}
