import Kernel

/// A rate that several resources share, as the messages an account may publish in a second.
public final class SharedRate {
  /// Its tokens, with what was taken of them.
  public private(set) var bucket: TokenBucket

  /// A rate whose burst is what comes in a second, unless another one is given.
  public init(perSecond rate: Int64, burst: Int64? = nil) {
    bucket = TokenBucket(rate: rate, capacity: burst ?? rate)
  }

  /// Takes a number of tokens if they are there.
  public func take(_ count: Int64 = 1, at now: Instant) -> Bool {
    bucket.take(count, at: now)
  }
}
