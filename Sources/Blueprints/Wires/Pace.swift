import Kernel

/// An average rate that nobody is turned away by: who comes too early waits for a place in line.
///
/// One second's worth may come at once. Moments are counted in nanoseconds times the rate, so that
/// no rate is rounded.
public struct Pace: BitwiseCopyable {
  /// How many come through in a second.
  public let rate: Int64
  /// When the line ends, in nanoseconds times the rate.
  private var end: Int128 = 0
  private var second = BusiestSecond()

  /// A pace with nobody in line, at least one in a second.
  public init(perSecond rate: Int64) {
    precondition(rate > 0, "a pace of \(rate)/s")
    self.rate = rate
  }

  /// The next place in line: now, or when it is free.
  public mutating func place(at now: Instant) -> Instant {
    let place = next(at: now)
    end = max(end, Int128(now.nanoseconds) * Int128(rate)) + 1_000_000_000
    second.add(1, at: place)
    return place
  }

  /// The most that came through in a second of the clock.
  public var busiest: Int64 { second.peak }

  /// Where the next place in line would be.
  public func next(at now: Instant) -> Instant {
    let (second, rate) = (Int128(1_000_000_000), Int128(rate))
    let free = end - (second * rate - second)
    guard free > Int128(now.nanoseconds) * rate else { return now }
    return Instant(nanoseconds: Int64((free + rate - 1) / rate))
  }
}
