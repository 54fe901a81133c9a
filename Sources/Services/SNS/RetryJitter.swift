import Blueprints
import Kernel

/// Lets retries come a little earlier or later than their policy says.
struct RetryJitter {
  private let purpose: Purpose
  private let share: Double
  private let delivery: Delivery
  private let wire: UInt64

  /// The jitter of retries at a consumer, on a wire of a subscription.
  init(to consumer: String, by delivery: Delivery, on subscription: String, in world: World) {
    self.delivery = delivery
    wire = stableHash(subscription)
    purpose = world.purpose("redelivery/\(consumer)")
    share = world.calibration.real(Topic.retryJitter)
  }

  /// The delay before a message's n-th retry.
  func length(_ delay: TimeSpan, for name: Name, _ retry: UInt32) -> TimeSpan {
    let draw = purpose.word(for: name, delivery.draw(retry, on: wire))
    let factor = 1 + share * (2 * unit(draw) - 1)
    return TimeSpan(rounding: Double(delay.nanoseconds) * factor)
  }
}
