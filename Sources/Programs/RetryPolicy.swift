import Kernel

/// How a caller tries again: the retries of an AWS SDK, which happen inside the caller's own time.
///
/// Numbers from botocore's `_retry.json` and `standard.py`, and from the announcement of the
/// retries of November 2026.
public struct RetryPolicy: Sendable, BitwiseCopyable {
  /// Attempts in all, the first included; at least 1.
  public var attempts: UInt32
  /// The first delay after a throttled attempt [ns].
  public var throttledBase: Int64
  /// The first delay after another failed attempt [ns].
  public var failedBase: Int64
  /// No delay is longer, before chance shortens it [ns].
  public var cap: Int64
  /// Whether a delay is drawn between zero and its bound, or taken in full.
  public var jitter: Bool
  /// What a retry after a throttled attempt takes from the quota; 0 where there is no quota.
  public var throttledCost: Int32 = 0
  /// What a retry after another failed attempt takes from the quota; 0 where there is no quota.
  public var failedCost: Int32 = 0
  /// Whether the client slows down when it is throttled.
  public var isAdaptive = false

  /// Nobody tries again.
  public static let none = RetryPolicy(
    attempts: 1, throttledBase: 0, failedBase: 0, cap: 0, jitter: false)

  /// The profile of a name for an ordinary service or for DynamoDB; nil for a name that is none.
  public static func named(_ name: String, dynamoDB: Bool) -> RetryPolicy? {
    let (millisecond, second): (Int64, Int64) = (1_000_000, 1_000_000_000)
    switch name {
    case "none": return RetryPolicy.none
    case "legacy":
      guard dynamoDB else {
        return RetryPolicy(
          attempts: 5, throttledBase: second, failedBase: second, cap: .max, jitter: true)
      }
      return RetryPolicy(
        attempts: 10, throttledBase: 50 * millisecond, failedBase: 50 * millisecond, cap: .max,
        jitter: false)
    case "standard", "adaptive":
      return RetryPolicy(
        attempts: 3, throttledBase: second, failedBase: second, cap: 20 * second, jitter: true,
        throttledCost: 5, failedCost: 5, isAdaptive: name == "adaptive")
    case "standard-2026":
      return RetryPolicy(
        attempts: dynamoDB ? 4 : 3, throttledBase: second,
        failedBase: dynamoDB ? 25 * millisecond : 50 * millisecond, cap: 20 * second,
        jitter: true, throttledCost: 5, failedCost: 14)
    default: return nil
    }
  }

  /// The names of the profiles.
  public static let names = ["none", "legacy", "standard", "standard-2026", "adaptive"]

  /// What a retry takes from the quota; 0 where there is no quota.
  public func cost(throttled: Bool) -> Int32 { throttled ? throttledCost : failedCost }

  /// The delay before the n-th retry, from 1, made from a draw.
  public func delay(before retry: UInt32, throttled: Bool, word: UInt64) -> TimeSpan {
    let base = throttled ? throttledBase : failedBase
    let doublings = min(retry - 1, 40)
    let (product, overflow) = base.multipliedReportingOverflow(by: 1 << Int64(doublings))
    let bound = min(overflow ? .max : product, cap)
    guard jitter else { return TimeSpan(nanoseconds: bound) }
    return TimeSpan(rounding: unit(word) * Double(bound))
  }
}
