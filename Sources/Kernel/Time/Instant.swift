/// A point in simulated time, in whole nanoseconds since the run began.
public struct Instant: Comparable, Hashable, Sendable, BitwiseCopyable {
  /// The time since the start of the run [ns], never negative.
  public var nanoseconds: Int64

  /// The moment at which a run begins.
  public static let start = Instant(nanoseconds: 0)
  /// A moment that no run reaches.
  public static let never = Instant(nanoseconds: .max)

  /// The moment the given number of nanoseconds after the start.
  @inlinable
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// The earlier first.
  @inlinable
  public static func < (a: Instant, b: Instant) -> Bool { a.nanoseconds < b.nanoseconds }
  /// The moment a length of time later; `never` where that is past the end of all time.
  @inlinable
  public static func + (a: Instant, b: TimeSpan) -> Instant {
    let (sum, overflow) = a.nanoseconds.addingReportingOverflow(b.nanoseconds)
    return overflow ? .never : Instant(nanoseconds: sum)
  }
  /// The moment a length of time earlier.
  @inlinable
  public static func - (a: Instant, b: TimeSpan) -> Instant {
    Instant(nanoseconds: a.nanoseconds - b.nanoseconds)
  }
  /// How long after the second moment the first one is.
  @inlinable
  public static func - (a: Instant, b: Instant) -> TimeSpan {
    TimeSpan(nanoseconds: a.nanoseconds - b.nanoseconds)
  }
}
