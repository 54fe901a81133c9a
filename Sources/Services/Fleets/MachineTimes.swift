import Blueprints
import Kernel

/// How long the steps in the life of a machine take.
struct MachineTimes {
  /// From the order until it runs.
  let pending: DrawnTime
  /// From there until what it serves is up.
  let boot: DrawnTime
  /// From the order to stop until it is shut down.
  let stop: DrawnTime
  /// From the order to end until it is gone.
  let end: DrawnTime
}
