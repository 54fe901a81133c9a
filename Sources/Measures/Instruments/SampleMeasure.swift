import Kernel

/// Takes samples one at a time: their histogram in all and, where asked for, cells over time.
///
/// Series and cells are touched only when one of their intervals ends: between two ends they are
/// the difference of running totals.
package final class SampleMeasure {
  // What every call touches stands first, so that it shares a cache line.
  @exclusivity(unchecked) private var boundary: Instant
  @exclusivity(unchecked) private var least = Int64.max
  @exclusivity(unchecked) private var greatest = Int64.min

  /// All samples since the beginning.
  @exclusivity(unchecked) package private(set) var histogram = Histogram()
  /// The samples of each interval, up to the last one that is over.
  @exclusivity(unchecked) package private(set) var series: CellSeries?
  /// The samples of each calendar minute, up to the last one that is over.
  @exclusivity(unchecked) package private(set) var minutes: CellSeries?

  @exclusivity(unchecked) private var foldedCount: Int64 = 0
  @exclusivity(unchecked) private var foldedSum: UInt128 = 0
  private var isFinished = false

  /// No samples yet, and the records asked for.
  package init(_ tracking: Tracking = .none) {
    series = tracking.seriesGrid.map { CellSeries($0) }
    minutes = tracking.minuteGrid.map { CellSeries($0) }
    boundary = Tracking.boundary(tracking.seriesGrid, tracking.minuteGrid)
  }

  /// Takes one non-negative sample at an instant that must not lie in the past.
  package func record(_ value: Int64, at now: Instant) {
    if now >= boundary { fold(at: now) }
    histogram.record(value)
    least = min(least, value)
    greatest = max(greatest, value)
  }

  /// Takes a length of time, which must not be negative, as a sample in nanoseconds.
  package func record(_ length: TimeSpan, at now: Instant) {
    record(length.nanoseconds, at: now)
  }

  /// Closes the intervals that are over, so that they can be read while the run goes on.
  package func settle(at now: Instant) {
    if now >= boundary { fold(at: now) }
  }

  /// Forgets the samples taken before an instant: the warm-up is over.
  package func restart(at now: Instant) {
    fold(at: now)
    histogram = Histogram()
    foldedCount = 0
    foldedSum = 0
    series?.restart(at: now)
    minutes?.restart(at: now)
  }

  /// Closes the last interval; no sample may be taken afterwards.
  package func finish(at now: Instant) {
    fold(at: now)
    series?.finish(at: now)
    minutes?.finish(at: now)
    boundary = Instant(nanoseconds: .min)
    isFinished = true
  }

  @inline(never)
  private func fold(at now: Instant) {
    precondition(!isFinished, "sampled at \(now), after the end")
    let seen = Cell(
      sampleCount: histogram.count - foldedCount, sum: Int128(histogram.sum - foldedSum),
      least: least, greatest: greatest)
    series?.merge(seen)
    series?.advance(to: now)
    minutes?.merge(seen)
    minutes?.advance(to: now)
    foldedCount = histogram.count
    foldedSum = histogram.sum
    least = .max
    greatest = .min
    boundary = Tracking.boundary(series?.grid, minutes?.grid)
  }
}
