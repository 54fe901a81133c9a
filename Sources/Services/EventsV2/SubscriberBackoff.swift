import Blueprints
import Kernel

/// How long a subscriber waits before it tries an event again: doubling delays, each shortened by
/// chance.
struct SubscriberBackoff {
  private let purpose: Purpose
  private let first: TimeSpan
  private let cap: TimeSpan
  private let jitter: Double

  init(of label: String, in world: World) {
    purpose = world.purpose("retry/\(label)")
    first = world.calibration.span(CustomBusParameters.retryDelay)
    cap = world.calibration.span(CustomBusParameters.retryCap)
    jitter = world.calibration.real(CustomBusParameters.retryJitter)
  }

  /// The delay before a message's n-th retry, from 1.
  func delay(before retry: UInt32, of name: Name) -> TimeSpan {
    var delay = first
    var doublings = retry - 1
    while doublings > 0, delay < cap {
      delay = delay * 2
      doublings -= 1
    }
    let factor = 1 - jitter * unit(purpose.word(for: name, retry))
    return TimeSpan(rounding: Double(min(delay, cap).nanoseconds) * factor)
  }
}
