import Kernel

/// Follows a level: its extremes and integral in all and, where asked for, over time.
///
/// Series and cells are touched only when one of their intervals ends: between two ends they are
/// the difference of running integrals, so a change costs the same with them and without. Whoever
/// owns the measure calls `settle` at each end, before anything more happens.
public final class GaugeMeasure {
  // What every call touches stands first, so that it shares a cache line.
  private var least: Int64
  private var greatest: Int64

  /// The level, whose extremes since it was last settled stand beside it.
  private var current: Gauge
  /// The level in each interval, up to the last one that is over.
  public private(set) var series: CellSeries?
  /// The level in each calendar minute, up to the last one that is over.
  public private(set) var minutes: CellSeries?
  /// The level in each interval that somebody watches during the run; a warm-up does not end it.
  public private(set) var watched: CellSeries?

  private var settled = Instant.start
  private var settledIntegral: Int128 = 0
  private var isFinished = false

  /// A level at the start of the run that keeps the records asked for.
  ///
  /// From the threshold on, if there is one, the time counts as saturated.
  public init(_ tracking: Tracking = .none, level: Int64 = 0, threshold: Int64 = .max) {
    current = Gauge(level, threshold: threshold)
    least = level
    greatest = level
    series = tracking.seriesGrid.map { CellSeries($0) }
    minutes = tracking.minuteGrid.map { CellSeries($0) }
  }

  /// Lets go of everything but the totals, which takes most of the memory.
  public func forgetCourse() { (series, minutes, watched) = (nil, nil, nil) }

  /// Keeps the intervals of a grid from now on, for whoever reads them while the run goes on.
  public func watch(over grid: IntervalGrid) { watched = CellSeries(grid) }

  /// The level itself, with what it amounted to since the beginning.
  public var gauge: Gauge {
    var gauge = current
    gauge.saw(least, greatest)
    return gauge
  }

  /// Moves to a level at an instant that must not lie in the past.
  @inline(__always)
  public func set(_ level: Int64, at now: Instant) {
    current.move(to: level, at: now)
    least = min(least, level)
    greatest = max(greatest, level)
  }

  /// Moves the level up, or with a negative number down.
  @inline(__always)
  public func add(_ change: Int64, at now: Instant) {
    set(current.level + change, at: now)
  }

  /// Replaces the threshold from now on, as when a quota or a reservation changes.
  public func changeThreshold(to threshold: Int64, at now: Instant) {
    current.changeThreshold(to: threshold, at: now)
  }

  /// Closes the intervals that are over, and brings the level up to the instant.
  public func settle(at now: Instant) {
    precondition(!isFinished, "gauged at \(now), after the end")
    let seen = Cell(
      sampleCount: (current.settled - settled).nanoseconds, sum: current.integral - settledIntegral,
      least: least, greatest: greatest)
    current.saw(least, greatest)
    series?.merge(seen)
    series?.hold(current.level, from: current.settled, until: now)
    minutes?.merge(seen)
    minutes?.hold(current.level, from: current.settled, until: now)
    watched?.merge(seen)
    watched?.hold(current.level, from: current.settled, until: now)
    current.settle(at: now)
    settled = now
    settledIntegral = current.integral
    least = current.level
    greatest = current.level
  }

  /// Forgets all but the level and the threshold: the warm-up is over.
  public func restart(at now: Instant) {
    settle(at: now)
    current.restart(at: now)
    settledIntegral = 0
    series?.restart(at: now)
    minutes?.restart(at: now)
  }

  /// Closes the last interval; the level may not change afterwards.
  public func finish(at now: Instant) {
    settle(at: now)
    series?.finish(at: now)
    minutes?.finish(at: now)
    isFinished = true
  }
}
