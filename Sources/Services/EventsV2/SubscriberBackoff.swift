import Blueprints
import Kernel

/// How long a subscriber waits before it tries an event again: doubling delays, each shortened by
/// chance.
struct SubscriberBackoff {
  private let purpose: Purpose
  private let first: TimeSpan
  private let cap: TimeSpan
  private let jitter: Double
  private let delivery: Delivery
  private let wire: UInt64

  init(to consumer: String, by delivery: Delivery, on subscriber: String, in world: World) {
    self.delivery = delivery
    wire = stableHash(subscriber)
    purpose = world.purpose("redelivery/\(consumer)")
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
    let draw = purpose.word(for: name, delivery.draw(retry, on: wire))
    let factor = 1 - jitter * unit(draw)
    return TimeSpan(rounding: Double(min(delay, cap).nanoseconds) * factor)
  }
}
