import Kernel

/// Time cut into intervals of equal length, of which the first may be shorter, and one is open.
///
/// An interval holds its beginning and not its end.
public struct IntervalGrid: Equatable, Sendable {
  /// When the first interval begins.
  public let start: Instant
  /// When the first interval ends.
  public let firstEnd: Instant
  /// The length of every interval but perhaps the first.
  public let length: TimeSpan
  /// When the open interval ends.
  public private(set) var end: Instant

  /// Intervals of a length that begin at the start of the run.
  public init(every length: TimeSpan) {
    self.init(from: .start, firstEnd: .start + length, every: length)
  }

  /// Calendar minutes of a run that starts so long after a full minute.
  public init(minutesAfter pastMinute: TimeSpan) {
    self.init(every: .minutes(1), after: pastMinute)
  }

  /// Intervals of the calendar in a run that starts so long after the begin of one.
  public init(every length: TimeSpan, after past: TimeSpan) {
    precondition(past >= .zero && past < length, "\(past) is not within \(length)")
    self.init(from: .start, firstEnd: .start + length - past, every: length)
  }

  private init(from start: Instant, firstEnd: Instant, every length: TimeSpan) {
    precondition(length > .zero && firstEnd > start, "no intervals of \(length) from \(start)")
    self.start = start
    self.firstEnd = firstEnd
    self.length = length
    self.end = firstEnd
  }

  /// When the open interval began.
  public var begin: Instant { end == firstEnd ? start : end - length }

  /// Moves on until the open interval holds an instant; how many intervals were left behind.
  public mutating func advance(to now: Instant) -> Int {
    guard now >= end else { return 0 }
    let passed = (now - end).nanoseconds / length.nanoseconds + 1
    precondition(passed < 1 << 24, "\(passed) intervals of \(length) up to \(now)")
    end = end + length * passed
    return Int(passed)
  }

  /// The same boundaries with a first interval cut short by a new start, which must not be past.
  public func restarting(at now: Instant) -> IntervalGrid {
    precondition(now >= begin, "restart at \(now), before \(begin)")
    var moved = self
    _ = moved.advance(to: now)
    return IntervalGrid(from: now, firstEnd: moved.end, every: length)
  }

  /// When the interval of an index, counted from zero, begins.
  public func begin(of index: Int) -> Instant {
    index == 0 ? start : firstEnd + length * Int64(index - 1)
  }

  /// When the interval of an index, counted from zero, ends.
  public func end(of index: Int) -> Instant { firstEnd + length * Int64(index) }
}
