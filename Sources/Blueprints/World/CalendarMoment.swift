import Kernel

/// A moment on the clock on the wall: counted from the midnight, in UTC, before the run began.
///
/// Unlike an instant of the run it may lie before the start.
public struct CalendarMoment: Comparable, Sendable {
  /// The time since that midnight [ns].
  public var nanoseconds: Int64

  /// So long after that midnight, or before it.
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// The last moment that is not later and lies a whole number of lengths from midnight.
  public func roundedDown(to length: TimeSpan) -> CalendarMoment {
    let rest = nanoseconds % length.nanoseconds
    return CalendarMoment(
      nanoseconds: nanoseconds - (rest < 0 ? rest + length.nanoseconds : rest))
  }

  /// The moment so much earlier.
  public static func - (moment: CalendarMoment, length: TimeSpan) -> CalendarMoment {
    CalendarMoment(nanoseconds: moment.nanoseconds - length.nanoseconds)
  }

  /// The moment so much later.
  public static func + (moment: CalendarMoment, length: TimeSpan) -> CalendarMoment {
    CalendarMoment(nanoseconds: moment.nanoseconds + length.nanoseconds)
  }

  /// The earlier first.
  public static func < (a: CalendarMoment, b: CalendarMoment) -> Bool {
    a.nanoseconds < b.nanoseconds
  }
}

extension World {
  /// The present on the clock on the wall.
  public var calendarNow: CalendarMoment {
    CalendarMoment(nanoseconds: (now - .start + almanac.timeOfDay).nanoseconds)
  }
}
