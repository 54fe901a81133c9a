import Blueprints
import Kernel

/// How long a service waits before it tries a delivery again: doubling delays, each shortened by
/// chance.
struct DeliveryBackoff {
  /// What a service says of its delays.
  struct Terms: Sendable {
    /// The delay before the first retry.
    let first: Parameter
    /// The longest delay.
    let cap: Parameter
    /// The share of a delay by which it may be shorter.
    let jitter: Parameter
  }

  private let purpose: Purpose
  private let first: TimeSpan
  private let cap: TimeSpan
  private let jitter: Double

  /// The backoff on the way to a consumer, after whom its draws are named.
  init(_ terms: Terms, to consumer: String, in world: World) {
    purpose = world.purpose("redelivery/\(consumer)")
    first = world.calibration.span(terms.first)
    cap = world.calibration.span(terms.cap)
    jitter = world.calibration.real(terms.jitter)
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
