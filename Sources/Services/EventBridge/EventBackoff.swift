import Blueprints
import Kernel

/// How long a bus waits before it tries a target again: doubling delays, each shortened by chance.
struct EventBackoff {
  private let purpose: Purpose
  private let first: TimeSpan
  private let cap: TimeSpan
  private let jitter: Double

  /// The backoff on the way to a target; its draws are for a role: `redelivery/ProcessOrder`.
  init(for role: String, in world: World) {
    purpose = world.purpose(role)
    first = world.calibration.span(EventBusParameters.retryDelay)
    cap = world.calibration.span(EventBusParameters.retryCap)
    jitter = world.calibration.real(EventBusParameters.retryJitter)
  }

  /// The delay before a message's n-th retry, from 1.
  ///
  /// - Parameter draw: The number of its draw; n itself unless something tells wires apart.
  func delay(before retry: UInt32, of name: Name, draw: UInt32? = nil) -> TimeSpan {
    var delay = first
    var doublings = retry - 1
    while doublings > 0, delay < cap {
      delay = delay * 2
      doublings -= 1
    }
    let factor = 1 - jitter * unit(purpose.word(for: name, draw ?? retry))
    return TimeSpan(rounding: Double(min(delay, cap).nanoseconds) * factor)
  }
}
