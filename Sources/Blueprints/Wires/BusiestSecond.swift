import Kernel

/// How much came through in the busiest second of the clock.
///
/// Seconds are those of the clock and do not overlap, so that nothing but a counter is kept. A rate
/// with a burst may be exceeded in one of them.
public struct BusiestSecond: BitwiseCopyable {
  /// The most that came through in one second.
  public private(set) var peak: Int64 = 0
  private var count: Int64 = 0
  /// When the second ends that is counted.
  private var end = Instant.start

  /// A second in which nothing came through.
  public init() {}

  /// Counts what comes through; a negative number was given back.
  @inline(__always)
  public mutating func add(_ more: Int64, at now: Instant) {
    if now >= end {
      count = 0
      let second: Int64 = 1_000_000_000
      end = Instant(nanoseconds: (now.nanoseconds / second + 1) * second)
    }
    count &+= more
    if count > peak { peak = count }
  }
}
