/// The tokens that the retries of an SDK client pay with, so that a service that fails for long is
/// not asked over and over.
///
/// Only what is answered well fills it again: with what its own last retry took, or with one token
/// if it took none. Numbers from botocore's `quota.py`.
public struct RetryQuota: Sendable, BitwiseCopyable {
  /// As many tokens as there are at the start, and never more.
  public static let capacity: Int32 = 500
  /// What is left.
  public private(set) var tokens = Self.capacity

  /// A full quota.
  public init() {}

  /// Takes the cost of a retry; false where too little is left, and then nothing is taken.
  public mutating func take(_ cost: Int32) -> Bool {
    guard cost <= tokens else { return false }
    tokens -= cost
    return true
  }

  /// Fills up after a good answer to an attempt; `held` is what its retry took, zero for a first
  /// attempt.
  public mutating func refund(_ held: Int32) {
    tokens = min(tokens + (held == 0 ? 1 : held), Self.capacity)
  }
}
