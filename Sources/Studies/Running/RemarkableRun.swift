import Blueprints
import Documents
import Scenarios

/// A run that follows, beside the usual sample, the messages that somebody would ask about.
///
/// Which are the slowest is known at the end only. So the run is made twice, which is the same run,
/// and the second time those are followed that the first one found.
package enum RemarkableRun {
  /// Makes the first replication of a design twice.
  ///
  /// - Throws: All errors of the design at once.
  package static func run(
    _ scenario: Scenario, _ design: Design, catalogue: Catalogue, watch: Watch = Watch()
  ) throws(InputErrors) -> RunResult {
    var sampling = TraceSampling(scenario.calibration)
    sampling.seeksRemarkable = true
    let first = try Simulation.run(
      scenario, design, catalogue: catalogue, watch: watch, tracing: .sample(sampling))
    sampling.seeksRemarkable = false
    sampling.wanted = first.traces?.remarkable.roots ?? []
    let second = try Simulation.run(
      scenario, design, catalogue: catalogue, watch: watch, tracing: .sample(sampling))
    guard !watch.isCancelled() else { return second }
    precondition(
      first.fingerprint == second.fingerprint,
      "\(design.name) went another way the second time: \(second.fingerprint)")
    if let found = first.traces?.remarkable { second.traces?.keep(found) }
    return second
  }
}
