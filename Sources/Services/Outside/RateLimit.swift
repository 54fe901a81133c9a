import Blueprints
import Documents
import Kernel

/// A bound on requests in a time, exact for any rate, with one second's worth of burst.
///
/// A request costs as many tokens as make the refill a whole number of them: at 30/min two, with
/// one token a second.
struct RateLimit {
  private(set) var bucket: TokenBucket
  let cost: Int64

  /// The bound of a rate; nil where it is zero or outside what 64 bits hold.
  init?(_ rate: Rate) {
    var (a, b) = (Int128(rate.count) * 1_000_000_000, Int128(rate.per.nanoseconds))
    let (refill, span) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    guard rate.count > 0, let tokens = Int64(exactly: refill / a), tokens <= 1_000_000_000,
      let cost = Int64(exactly: span / a), cost <= 100_000_000_000_000
    else { return nil }
    self.cost = cost
    bucket = TokenBucket(rate: tokens, capacity: max(tokens, cost))
  }

  /// Takes a request, if there is room for it.
  mutating func take(at now: Instant) -> Bool { bucket.take(cost, at: now) }
}
