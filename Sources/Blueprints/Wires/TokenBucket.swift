import Kernel

/// A rate with a burst: tokens come in continuously up to a capacity, and whoever wants something
/// takes some.
///
/// Tokens are counted in billionths, so that no rate is rounded: at a rate of *r* tokens a second
/// one nanosecond brings *r* of them.
public struct TokenBucket: BitwiseCopyable {
  /// Tokens that come in a second; none where it is 0.
  public var rate: Int64
  /// The most tokens that wait; nothing is ever taken where it is 0.
  public var capacity: Int64
  private var units: Int128
  private var last = Instant.start
  private var least: Int128
  private var second = BusiestSecond()

  private static var token: Int128 { 1_000_000_000 }

  /// A bucket that is full, or holds fewer tokens at first.
  public init(rate: Int64, capacity: Int64, holding tokens: Int64? = nil) {
    precondition(rate >= 0 && capacity >= 0, "a bucket of \(capacity) filled at \(rate)/s")
    self.rate = rate
    self.capacity = capacity
    units = Int128(tokens ?? capacity) * Self.token
    least = units
  }

  /// The most tokens that were taken in a second of the clock.
  public var busiest: Int64 { second.peak }

  /// The most tokens that were missing at once; more than the capacity where some were owed.
  public var deepest: Int64 {
    let token = Self.token
    return Int64((max(0, Int128(capacity) * token - least) + token - 1) / token)
  }

  /// Takes a number of tokens if they are there.
  public mutating func take(_ count: Int64 = 1, at now: Instant) -> Bool {
    refill(at: now)
    let wanted = Int128(count) * Self.token
    guard units >= wanted else { return false }
    units -= wanted
    note(count, at: now)
    return true
  }

  /// Takes a number of tokens whether they are there or not.
  ///
  /// What is owed comes in before anything else. A negative number is given back.
  public mutating func draw(_ count: Int64, at now: Instant) {
    refill(at: now)
    units = min(Int128(capacity) * Self.token, units - Int128(count) * Self.token)
    note(count, at: now)
  }

  /// When a number of tokens will be there, if nobody else takes any; `never` where the bucket is
  /// too small.
  public mutating func ready(_ count: Int64 = 1, at now: Instant) -> Instant {
    refill(at: now)
    let missing = Int128(count) * Self.token - units
    guard missing > 0 else { return now }
    guard rate > 0, count <= capacity else { return .never }
    return now + TimeSpan(nanoseconds: Int64((missing + Int128(rate) - 1) / Int128(rate)))
  }

  /// Whole tokens that are there now; negative where some are owed.
  public mutating func available(at now: Instant) -> Int64 {
    refill(at: now)
    return Int64(units / Self.token)
  }

  @inline(__always)
  private mutating func note(_ count: Int64, at now: Instant) {
    if units < least { least = units }
    second.add(count, at: now)
  }

  private mutating func refill(at now: Instant) {
    let elapsed = (now - last).nanoseconds
    guard elapsed > 0 else { return }
    units = min(Int128(capacity) * Self.token, units + Int128(elapsed) * Int128(rate))
    last = now
  }
}
