import Kernel

/// What an on-demand table is ready for in one direction: twice its previous peak, and never less
/// than at first.
///
/// A peak is the highest rate that was sustained over one stretch of time, a minute by default. It
/// counts as previous once the growth time has passed since it was reached, as AWS promises no more
/// than a doubling within 30 minutes.
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
  private var previous: Int64 = 0
  private var pending: ContiguousArray<Reached> = []
  private var oldest = 0

  /// A table that saw no traffic yet, ready for an initial rate [1/s].
  init(initial: Int64, stretch: TimeSpan, growth: TimeSpan) {
    precondition(stretch > .zero, "a rate over \(stretch.nanoseconds) ns")
    self.initial = initial
    self.stretch = stretch
    self.growth = growth
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
    while oldest < pending.count, pending[oldest].at + growth <= now {
      previous = pending[oldest].rate
      oldest += 1
    }
    let (doubled, overflow) = previous.multipliedReportingOverflow(by: 2)
    return overflow ? .max : max(initial, doubled)
  }

  /// Ends every stretch that is over.
  private mutating func close(until now: Instant) {
    guard now >= stretchEnd else { return }
    let rate = Int64(Int128(used) * 1_000_000_000 / Int128(stretch.nanoseconds))
    if rate > max(previous, pending.last?.rate ?? 0) {
      pending.append(Reached(rate: rate, at: stretchEnd))
    }
    used = 0
    let over = (now - stretchEnd).nanoseconds / stretch.nanoseconds + 1
    stretchEnd = stretchEnd + stretch * over
  }
}
