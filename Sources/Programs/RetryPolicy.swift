import Blueprints
import Kernel

/// How a caller tries again: the retries of an AWS SDK or a loop of its own, which happen inside
/// the caller's own time.
///
/// Numbers from botocore's `_retry.json`, `standard.py` and `endpoint.py` (sockets), and from the
/// announcement of the retries of November 2026; the kinds of jitter from "Exponential Backoff And
/// Jitter" of the AWS Architecture Blog.
public struct RetryPolicy: Sendable, BitwiseCopyable {
  /// How chance changes a delay whose bound doubles with every retry.
  public enum Jitter: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    /// Not at all: the bound itself.
    case none
    /// Anything between zero and the bound.
    case full
    /// Half the bound, and anything up to the other half.
    case equal
    /// Anything between the first bound and three times the delay before, up to the cap.
    case decorrelated

    /// The word of a scenario.
    public var word: String {
      switch self {
      case .none: "none"
      case .full: "full"
      case .equal: "equal"
      case .decorrelated: "decorrelated"
      }
    }
  }

  /// Attempts in all, the first included; at least 1.
  public var attempts: UInt32
  /// The first delay after a throttled attempt [ns].
  public var throttledBase: Int64
  /// The first delay after another failed attempt [ns].
  public var failedBase: Int64
  /// No delay is longer, before chance shortens it [ns].
  public var cap: Int64
  /// How a delay is drawn.
  public var jitter: Jitter
  /// What a retry after a throttled attempt takes from the quota; 0 where there is no quota.
  public var throttledCost: Int32 = 0
  /// What a retry after another failed attempt takes from the quota; 0 where there is no quota.
  public var failedCost: Int32 = 0
  /// What a retry after an attempt that timed out takes from the quota.
  public var timedOutCost: Int32 = 0
  /// Whether the client slows down when it is throttled.
  public var isAdaptive = false
  /// How long a socket waits for an answer: for ever, but that of an SDK.
  public var readTimeout = TimeSpan.forever
  /// Whether it tries again too where the code that was called threw, which an SDK takes for an
  /// answer.
  public var retriesWhatThrew = false

  /// Nobody tries again.
  public static let none = RetryPolicy(
    attempts: 1, throttledBase: 0, failedBase: 0, cap: 0, jitter: .none)

  /// The profile of a name for an ordinary service or for DynamoDB; nil for a name that is none.
  public static func named(_ name: String, dynamoDB: Bool) -> RetryPolicy? {
    var policy = profile(name, dynamoDB: dynamoDB)
    if name != "none" { policy?.readTimeout = .seconds(60) }
    return policy
  }

  private static func profile(_ name: String, dynamoDB: Bool) -> RetryPolicy? {
    let (millisecond, second): (Int64, Int64) = (1_000_000, 1_000_000_000)
    switch name {
    case "none": return RetryPolicy.none
    case "legacy":
      guard dynamoDB else {
        return RetryPolicy(
          attempts: 5, throttledBase: second, failedBase: second, cap: .max, jitter: .full)
      }
      return RetryPolicy(
        attempts: 10, throttledBase: 50 * millisecond, failedBase: 50 * millisecond, cap: .max,
        jitter: .none)
    case "standard", "adaptive":
      return RetryPolicy(
        attempts: 3, throttledBase: second, failedBase: second, cap: 20 * second, jitter: .full,
        throttledCost: 5, failedCost: 5, timedOutCost: 10, isAdaptive: name == "adaptive")
    case "standard-2026":
      return RetryPolicy(
        attempts: dynamoDB ? 4 : 3, throttledBase: second,
        failedBase: dynamoDB ? 25 * millisecond : 50 * millisecond, cap: 20 * second,
        jitter: .full, throttledCost: 5, failedCost: 14, timedOutCost: 14)
    default: return nil
    }
  }

  /// The names of the profiles.
  public static let names = ["none", "legacy", "standard", "standard-2026", "adaptive"]

  /// A loop of a caller's own: so many attempts in all, with delays whose bound doubles from a base
  /// up to a cap.
  public static func own(
    attempts: UInt32, base: TimeSpan, cap: TimeSpan, jitter: Jitter
  ) -> RetryPolicy {
    RetryPolicy(
      attempts: attempts, throttledBase: base.nanoseconds, failedBase: base.nanoseconds,
      cap: cap.nanoseconds, jitter: jitter, retriesWhatThrew: true)
  }

  /// What a retry takes from the quota after an attempt that was lost in a way; 0 where there is no
  /// quota.
  public func cost(after loss: Edge.Loss) -> Int32 {
    switch loss {
    case .throttled: throttledCost
    case .timedOut: timedOutCost
    default: failedCost
    }
  }

  /// The delay before the n-th retry, from 1, made from the draw of each retry up to it.
  public func delay(
    before retry: UInt32, throttled: Bool, words: (UInt32) -> UInt64
  ) -> TimeSpan {
    guard jitter == .decorrelated else { return delay(before: retry, throttled, words(retry)) }
    let base = Double(throttled ? throttledBase : failedBase)
    var delay = base
    // What it was before is drawn again instead of being kept.
    for retry in 1...retry {
      delay = min(base + unit(words(retry)) * (3 * delay - base), Double(cap))
    }
    return TimeSpan(rounding: delay)
  }

  private func delay(before retry: UInt32, _ throttled: Bool, _ word: UInt64) -> TimeSpan {
    let base = throttled ? throttledBase : failedBase
    let doublings = min(retry - 1, 40)
    let (product, overflow) = base.multipliedReportingOverflow(by: 1 << Int64(doublings))
    let bound = min(overflow ? .max : product, cap)
    switch jitter {
    case .full: return TimeSpan(rounding: unit(word) * Double(bound))
    case .equal: return TimeSpan(rounding: Double(bound) * (0.5 + 0.5 * unit(word)))
    case .none, .decorrelated: return TimeSpan(nanoseconds: bound)
    }
  }
}
