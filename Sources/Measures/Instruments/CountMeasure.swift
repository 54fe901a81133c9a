import Kernel

/// Counts how often something happened, in all and, where asked for, over time.
///
/// Series and cells are touched only when one of their intervals ends: between two ends they are
/// the difference of running totals, so an addition costs the same with them and without. Whoever
/// owns the measure calls `settle` at each end, before anything more happens.
public final class CountMeasure {
  // What every call touches stands first, so that it shares a cache line.
  private var least = Int64.max
  private var greatest = Int64.min

  /// The sum of all that was added.
  public private(set) var total: Int64 = 0
  /// How many additions there were, those of zero included.
  public private(set) var additions: Int64 = 0
  /// The sum of each interval, up to the last one that is over.
  public private(set) var series: CountSeries?
  /// Each calendar minute, an addition being a sample, up to the last one that is over.
  public private(set) var minutes: CellSeries?
  /// Each interval that somebody watches during the run; a warm-up does not end it.
  public private(set) var watched: CellSeries?

  private var settledTotal: Int64 = 0
  private var settledAdditions: Int64 = 0
  private var isFinished = false

  /// A count of zero that keeps the records asked for.
  public init(_ tracking: Tracking = .none) {
    series = tracking.seriesGrid.map { CountSeries($0) }
    minutes = tracking.minuteGrid.map { CellSeries($0) }
  }

  /// Lets go of everything but the totals, which takes most of the memory.
  public func forgetCourse() { (series, minutes, watched) = (nil, nil, nil) }

  /// Keeps the intervals of a grid from now on, for whoever reads them while the run goes on.
  public func watch(over grid: IntervalGrid) { watched = CellSeries(grid) }

  /// Adds to the count, which its owner has settled up to the instant: it is not looked at.
  @inline(__always)
  public func add(_ number: Int64, at now: Instant) {
    // Things that each take time to simulate number fewer than 2^63.
    total &+= number
    additions &+= 1
    least = min(least, number)
    greatest = max(greatest, number)
  }

  /// Closes the intervals that are over; what is added next falls into the one open then.
  public func settle(at now: Instant) {
    precondition(!isFinished, "counted at \(now), after the end")
    series?.merge(total - settledTotal)
    series?.advance(to: now)
    let seen = Cell(
      sampleCount: additions - settledAdditions, sum: Int128(total - settledTotal),
      least: least, greatest: greatest)
    minutes?.merge(seen)
    minutes?.advance(to: now)
    watched?.merge(seen)
    watched?.advance(to: now)
    settledTotal = total
    settledAdditions = additions
    least = .max
    greatest = .min
  }

  /// Forgets what was counted before an instant: the warm-up is over.
  public func restart(at now: Instant) {
    settle(at: now)
    total = 0
    additions = 0
    settledTotal = 0
    settledAdditions = 0
    series?.restart(at: now)
    minutes?.restart(at: now)
  }

  /// Closes the last interval; nothing may be added afterwards.
  public func finish(at now: Instant) {
    settle(at: now)
    series?.finish(at: now)
    minutes?.finish(at: now)
    isFinished = true
  }
}
