import Blueprints
import Documents
import Measures
import Scenarios

extension Replications {
  /// The results of several designs, each run equally often, until all their figures are known.
  ///
  /// It is looked after 10, 20, 40 replications and so on, whatever the number of cores: how many
  /// there are follows from the results alone.
  ///
  /// - Throws: All errors of the first design and replication that has any.
  package static func run(
    _ scenario: Scenario, _ designs: [Design], until precision: Precision, catalogue: Catalogue,
    by crew: Crew = .whole, watch: Watch = Watch()
  ) throws(InputErrors) -> [[RunResult]] {
    let goals = designs.reduce(0) { $0 + $1.goals.count }
    var results: [[RunResult]] = designs.map { _ in [] }
    for look in SequentialMean.looks(most: Int(precision.most)) {
      let more = try run(
        scenario, designs, UInt32(results[0].count)..<UInt32(look), catalogue: catalogue,
        by: crew, watch: watch)
      for design in designs.indices { results[design] += more[design] }
      let isKnown = designs.indices.allSatisfy { index in
        let verdicts = GoalVerdict.all(of: scenario, designs[index], results[index])
        return Certainty(of: verdicts, asking: precision, sharing: goals).isKnown
      }
      if isKnown || watch.isCancelled() { break }
    }
    return results
  }
}
