/// A length of simulated time in whole nanoseconds.
public struct TimeSpan: Comparable, Hashable, Sendable, BitwiseCopyable {
  /// The length [ns]; negative where a difference of instants is.
  public var nanoseconds: Int64

  /// No time at all.
  public static let zero = TimeSpan(nanoseconds: 0)
  /// The longest length there is, about 292 years; stands for "never".
  public static let forever = TimeSpan(nanoseconds: .max)

  /// A length of the given number of nanoseconds.
  @inlinable
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// The one way from a real number of nanoseconds to simulated time.
  ///
  /// Halves round up, negative values count as zero, and what is too long for 64 bits is `forever`.
  public init(rounding nanoseconds: Double) {
    if nanoseconds > 0, nanoseconds < 0x1p63 - 1024 {
      self.nanoseconds = Int64(nanoseconds + 0.5)
    } else {
      precondition(!nanoseconds.isNaN, "a length of time is not a number")
      self.nanoseconds = nanoseconds > 0 ? .max : 0
    }
  }

  /// A length of the given number of microseconds.
  public static func microseconds(_ count: Int64) -> TimeSpan { .init(nanoseconds: count * 1_000) }
  /// A length of the given number of milliseconds.
  public static func milliseconds(_ count: Int64) -> TimeSpan {
    .init(nanoseconds: count * 1_000_000)
  }
  /// A length of the given number of seconds.
  public static func seconds(_ count: Int64) -> TimeSpan {
    .init(nanoseconds: count * 1_000_000_000)
  }
  /// A length of the given number of minutes.
  public static func minutes(_ count: Int64) -> TimeSpan { .seconds(count * 60) }
  /// A length of the given number of hours.
  public static func hours(_ count: Int64) -> TimeSpan { .seconds(count * 3_600) }
  /// A length of the given number of days.
  public static func days(_ count: Int64) -> TimeSpan { .hours(count * 24) }

  /// The shorter first.
  @inlinable
  public static func < (a: TimeSpan, b: TimeSpan) -> Bool { a.nanoseconds < b.nanoseconds }
  /// Both lengths, one after the other; `forever` where that is too long for 64 bits.
  @inlinable
  public static func + (a: TimeSpan, b: TimeSpan) -> TimeSpan {
    let (sum, overflow) = a.nanoseconds.addingReportingOverflow(b.nanoseconds)
    return overflow ? .forever : TimeSpan(nanoseconds: sum)
  }
  /// The first length less the second.
  @inlinable
  public static func - (a: TimeSpan, b: TimeSpan) -> TimeSpan {
    TimeSpan(nanoseconds: a.nanoseconds - b.nanoseconds)
  }
  /// The length a whole number of times.
  public static func * (a: TimeSpan, count: Int64) -> TimeSpan {
    TimeSpan(nanoseconds: a.nanoseconds * count)
  }
  /// Lengthens by another length.
  @inlinable
  public static func += (a: inout TimeSpan, b: TimeSpan) { a = a + b }

  /// The length in seconds, for rules that are real-valued.
  public var seconds: Double { Double(nanoseconds) / 1e9 }
}
