import Kernel

/// The rule by which a measure's course over time is cut into intervals.
public enum Series {
  /// More points than this are not kept where a longer interval avoids it.
  public static let mostPoints: Int64 = 2_000

  /// The interval lengths to choose from: 1, 5, 10, 30 s, 1, 5, 15 min, 1 h.
  public static let intervals: [TimeSpan] = [
    .seconds(1), .seconds(5), .seconds(10), .seconds(30),
    .minutes(1), .minutes(5), .minutes(15), .hours(1),
  ]

  /// The shortest interval that cuts a span into at most 2,000; one hour where none does.
  public static func interval(for span: TimeSpan) -> TimeSpan {
    for interval in intervals where span.nanoseconds <= interval.nanoseconds * mostPoints {
      return interval
    }
    return .hours(1)
  }
}
