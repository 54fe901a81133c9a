import Blueprints

/// Which messages a run follows on their way.
package enum Tracing: Sendable {
  /// Those that X-Ray would sample, in the first replication alone.
  case usual
  /// None.
  case nothing
  /// Those of a sample.
  case sample(TraceSampling)

  func sampling(of replication: UInt32, _ calibration: Calibration) -> TraceSampling? {
    switch self {
    case .usual: replication == 0 ? TraceSampling(calibration) : nil
    case .nothing: nil
    case .sample(let sampling): sampling
    }
  }
}
