import Kernel

/// Takes samples one at a time: their histogram in all and, where asked for, cells over time.
///
/// Series and cells are touched only when one of their intervals ends: between two ends they are
/// the difference of running totals. Whoever owns the measure calls `settle` at each end, before
/// anything more happens.
public final class SampleMeasure {
  // What every call touches stands first, so that it shares a cache line.
  private var fresh = 0
  /// The samples that are not counted yet: many are counted at once, which is what costs.
  private let waiting = Row<Int64>(repeating: 0, count: 32)
  private var counted = Histogram()
  private var least = Int64.max
  private var greatest = Int64.min
  /// The samples of each interval, up to the last one that is over.
  public private(set) var series: CellSeries?
  /// The samples of each calendar minute, up to the last one that is over.
  public private(set) var minutes: CellSeries?
  /// The samples of each interval that somebody watches; a warm-up does not end it.
  public private(set) var watched: CellSeries?
  /// The same samples, each counted by its value, where somebody asks for percentiles.
  public private(set) var distributions: HistogramSeries?

  private var settledCount: Int64 = 0
  private var settledSum: UInt128 = 0
  private var isFinished = false

  /// No samples yet, and the records asked for.
  public init(_ tracking: Tracking = .none) {
    series = tracking.seriesGrid.map { CellSeries($0) }
    minutes = tracking.minuteGrid.map { CellSeries($0) }
  }

  /// Lets go of everything but the totals, which takes most of the memory.
  public func forgetCourse() { (series, minutes, watched, distributions) = (nil, nil, nil, nil) }

  /// Keeps the intervals of a grid from now on, for whoever reads them while the run goes on.
  public func watch(over grid: IntervalGrid) { watched = CellSeries(grid) }

  /// Keeps the values of each interval too, from now on.
  public func watchDistributions(over grid: IntervalGrid) {
    distributions = HistogramSeries(grid, from: histogram)
  }

  /// Takes one non-negative sample; the owner has settled up to the instant: it is not looked at.
  @inline(__always)
  public func record(_ value: Int64, at now: Instant) {
    precondition(value >= 0, "a sample of \(value) is negative")
    waiting[fresh] = value
    fresh &+= 1
    if fresh == waiting.count { countWaiting() }
  }

  /// Takes a length of time, which must not be negative, as a sample in nanoseconds.
  public func record(_ length: TimeSpan, at now: Instant) {
    record(length.nanoseconds, at: now)
  }

  /// All samples since the beginning.
  public var histogram: Histogram {
    countWaiting()
    return counted
  }

  /// Closes the intervals that are over; what is recorded next falls into the one open then.
  public func settle(at now: Instant) {
    precondition(!isFinished, "sampled at \(now), after the end")
    countWaiting()
    let seen = Cell(
      sampleCount: counted.count - settledCount, sum: Int128(counted.sum - settledSum),
      least: least, greatest: greatest)
    series?.merge(seen)
    series?.advance(to: now)
    minutes?.merge(seen)
    minutes?.advance(to: now)
    watched?.merge(seen)
    watched?.advance(to: now)
    distributions?.take(counted, between: least, and: greatest)
    distributions?.advance(to: now)
    settledCount = counted.count
    settledSum = counted.sum
    least = .max
    greatest = .min
  }

  /// Forgets the samples taken before an instant: the warm-up is over.
  public func restart(at now: Instant) {
    settle(at: now)
    counted = Histogram()
    distributions?.forget()
    settledCount = 0
    settledSum = 0
    series?.restart(at: now)
    minutes?.restart(at: now)
  }

  /// Closes the last interval; no sample may be taken afterwards.
  public func finish(at now: Instant) {
    settle(at: now)
    series?.finish(at: now)
    minutes?.finish(at: now)
    isFinished = true
  }

  @inline(never)
  private func countWaiting() {
    guard fresh > 0 else { return }
    let extremes = counted.record(first: fresh, of: waiting)
    least = min(least, extremes.least)
    greatest = max(greatest, extremes.greatest)
    fresh = 0
  }
}
