import Kernel

/// Which records a measure keeps of its course over time, beside its totals.
public struct Tracking: Equatable, Sendable {
  /// The interval of its series; nil keeps none.
  public var interval: TimeSpan?
  /// How long after a full calendar minute the run starts; nil keeps no minute cells.
  public var pastMinute: TimeSpan?

  /// Totals alone.
  public static let none = Tracking()

  /// A series, minute cells, both or neither.
  public init(interval: TimeSpan? = nil, pastMinute: TimeSpan? = nil) {
    self.interval = interval
    self.pastMinute = pastMinute
  }

  /// The intervals of the series, where one is kept.
  var seriesGrid: IntervalGrid? { interval.map { IntervalGrid(every: $0) } }
  /// The calendar minutes, where cells are kept.
  var minuteGrid: IntervalGrid? { pastMinute.map { IntervalGrid(minutesAfter: $0) } }
}

/// When the next interval of any record ends: the owner of the measures settles them then.
public struct TrackingClock {
  private var series: IntervalGrid?
  private var minutes: IntervalGrid?
  /// The next end of an interval; never where no records are kept.
  public private(set) var boundary: Instant

  /// A clock at the start of the run.
  public init(_ tracking: Tracking) {
    series = tracking.seriesGrid
    minutes = tracking.minuteGrid
    boundary = min(series?.end ?? .never, minutes?.end ?? .never)
  }

  /// Goes on to the next end after an instant.
  public mutating func advance(to now: Instant) {
    _ = series?.advance(to: now)
    _ = minutes?.advance(to: now)
    boundary = min(series?.end ?? .never, minutes?.end ?? .never)
  }
}
