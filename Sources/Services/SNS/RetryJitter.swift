import Blueprints
import Kernel

/// Lets retries come a little earlier or later than their policy says.
struct RetryJitter {
  private let purpose: Purpose
  private let share: Double

  /// The jitter of a subscription's retries.
  init(of label: String, in world: World) {
    purpose = world.purpose("retry/\(label)")
    share = world.calibration.real(Topic.retryJitter)
  }

  /// The delay before a message's n-th retry.
  func length(_ delay: TimeSpan, for name: Name, _ retry: UInt32) -> TimeSpan {
    let factor = 1 + share * (2 * unit(purpose.word(for: name, retry)) - 1)
    return TimeSpan(rounding: Double(delay.nanoseconds) * factor)
  }
}
