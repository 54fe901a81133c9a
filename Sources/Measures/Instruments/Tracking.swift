import Kernel

/// Which records a measure keeps of its course over time, beside its totals.
package struct Tracking: Equatable, Sendable {
  /// The interval of its series; nil keeps none.
  package var interval: TimeSpan?
  /// How long after a full calendar minute the run starts; nil keeps no minute cells.
  package var pastMinute: TimeSpan?

  /// Totals alone.
  package static let none = Tracking()

  /// A series, minute cells, both or neither.
  package init(interval: TimeSpan? = nil, pastMinute: TimeSpan? = nil) {
    self.interval = interval
    self.pastMinute = pastMinute
  }

  /// The intervals of the series, where one is kept.
  var seriesGrid: IntervalGrid? { interval.map { IntervalGrid(every: $0) } }
  /// The calendar minutes, where cells are kept.
  var minuteGrid: IntervalGrid? { pastMinute.map { IntervalGrid(minutesAfter: $0) } }

  /// The earlier of two ends of intervals; never where there are none.
  static func boundary(_ series: IntervalGrid?, _ minutes: IntervalGrid?) -> Instant {
    min(series?.end ?? .never, minutes?.end ?? .never)
  }
}
