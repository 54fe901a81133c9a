import Blueprints
import Kernel

/// How long S3 waits before it tries a destination again: doubling delays, each shortened by
/// chance.
struct NotificationBackoff {
  private let purpose: Purpose
  private let first: TimeSpan
  private let cap: TimeSpan
  private let jitter: Double
  /// How old a notification may become.
  let maximumAge: TimeSpan

  /// The backoff on the way to a destination; its draws are for a role: `redelivery/Thumbnails`.
  init(for role: String, in world: World) {
    purpose = world.purpose(role)
    first = world.calibration.span(BucketParameters.retryDelay)
    cap = world.calibration.span(BucketParameters.retryCap)
    jitter = world.calibration.real(BucketParameters.retryJitter)
    maximumAge = world.calibration.span(BucketParameters.retryAge)
  }

  /// The delay before a notification's n-th retry, from 1.
  ///
  /// - Parameter draw: The number of its draw, which tells routes apart.
  func delay(before retry: UInt32, of name: Name, draw: UInt32) -> TimeSpan {
    var delay = first
    var doublings = retry - 1
    while doublings > 0, delay < cap {
      delay = delay * 2
      doublings -= 1
    }
    let factor = 1 - jitter * unit(purpose.word(for: name, draw))
    return TimeSpan(rounding: Double(min(delay, cap).nanoseconds) * factor)
  }
}
