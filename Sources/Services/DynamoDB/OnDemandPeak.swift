import Kernel

/// What an on-demand table or stream is ready for in one direction: twice its peak, and never less
/// than at first.
///
/// A rate that is sustained over one stretch of time, a minute by default, is the new peak at once,
/// as far as it is no more than twice the peak before; what is past that counts once the growth
/// time has passed since it was reached. So a peak doubles at once, and not again within 30
/// minutes. What is new is as if its peak had been half of what it is ready for.
struct OnDemandPeak {
  /// The highest rate of a stretch that no earlier one reached, and when the stretch ended.
  private struct Reached {
    var rate: Int64
    var at: Instant
  }

  private let initial: Int64
  private let stretch: TimeSpan
  private let growth: TimeSpan
  private var stretchEnd: Instant
  private var used: Int64 = 0
  /// The peak of the growth time ago.
  private var previous: Int64
  private var peaks: ContiguousArray<Reached> = []
  private var oldest = 0

  /// A table that saw no traffic yet, ready for an initial rate [1/s].
  init(initial: Int64, stretch: TimeSpan, growth: TimeSpan) {
    precondition(stretch > .zero, "a rate over \(stretch.nanoseconds) ns")
    self.initial = initial
    self.stretch = stretch
    self.growth = growth
    previous = initial / 2
    stretchEnd = .start + stretch
  }

  /// Counts units that were used.
  mutating func use(_ units: Int64, at now: Instant) {
    close(until: now)
    used += units
  }

  /// The rate that the table is ready for now [1/s].
  mutating func allowed(at now: Instant) -> Int64 {
    close(until: now)
    while oldest < peaks.count, peaks[oldest].at + growth <= now {
      previous = peaks[oldest].rate
      oldest += 1
    }
    return max(initial, Self.twice(min(highest, Self.twice(previous))))
  }

  /// The highest rate of a stretch so far.
  private var highest: Int64 { peaks.last?.rate ?? previous }

  private static func twice(_ rate: Int64) -> Int64 {
    let (doubled, overflow) = rate.multipliedReportingOverflow(by: 2)
    return overflow ? .max : doubled
  }

  /// Ends every stretch that is over.
  private mutating func close(until now: Instant) {
    guard now >= stretchEnd else { return }
    let rate = Int64(Int128(used) * 1_000_000_000 / Int128(stretch.nanoseconds))
    if rate > highest { peaks.append(Reached(rate: rate, at: stretchEnd)) }
    used = 0
    let over = (now - stretchEnd).nanoseconds / stretch.nanoseconds + 1
    stretchEnd = stretchEnd + stretch * over
  }
}
