import Kernel

/// A whole level that rises and falls over time, with its extremes and its integral.
///
///     var depth = Gauge()
///     depth.set(4, at: .start)
///     depth.set(0, at: .start + .seconds(3))
///     depth.mean(upTo: .start + .seconds(4))  // 3.0
public struct Gauge: Equatable, Sendable {
  /// The level now.
  public private(set) var level: Int64
  /// The greatest level since the beginning, the one at the beginning included.
  public private(set) var maximum: Int64
  /// The least level since the beginning, the one at the beginning included.
  public private(set) var minimum: Int64
  /// The level from which on a limit counts as saturated; the greatest integer stands for none.
  public private(set) var threshold: Int64
  /// When measuring began: the start, or the end of the warm-up.
  public private(set) var beginning: Instant
  /// Up to when integral and time at the threshold are known.
  public private(set) var settled: Instant
  /// The integral of the level from the beginning to the settled instant [level × ns].
  public private(set) var integral: Int128 = 0
  /// The time at or above the threshold, from the beginning to the settled instant.
  public private(set) var timeAtThreshold = TimeSpan.zero

  /// A level that holds from the given instant on.
  public init(_ level: Int64 = 0, threshold: Int64 = .max, at beginning: Instant = .start) {
    self.level = level
    self.maximum = level
    self.minimum = level
    self.threshold = threshold
    self.beginning = beginning
    self.settled = beginning
  }

  /// Brings integral and time at the threshold up to an instant that must not lie in the past.
  @inline(__always)
  public mutating func settle(at now: Instant) {
    precondition(now >= settled, "a gauge went back from \(settled) to \(now)")
    // Instants are not negative, so the difference fits; the product of two 64-bit numbers fits in
    // 128 bits, and over a run of 2^63 ns so does the sum.
    let elapsed = now.nanoseconds &- settled.nanoseconds
    integral &+= Int128(level) &* Int128(elapsed)
    if level >= threshold { timeAtThreshold.nanoseconds &+= elapsed }
    settled = now
  }

  /// Moves to a level at an instant that must not lie in the past.
  @inline(__always)
  public mutating func set(_ level: Int64, at now: Instant) {
    move(to: level, at: now)
    saw(level, level)
  }

  /// Moves to a level whose extremes somebody else follows, who says so with `saw`.
  @inline(__always)
  mutating func move(to level: Int64, at now: Instant) {
    settle(at: now)
    self.level = level
  }

  /// Takes the extremes of a stretch of time for its own.
  @inline(__always)
  mutating func saw(_ least: Int64, _ greatest: Int64) {
    maximum = max(maximum, greatest)
    minimum = min(minimum, least)
  }

  /// Moves the level up, or with a negative number down.
  public mutating func add(_ change: Int64, at now: Instant) {
    set(level + change, at: now)
  }

  /// Replaces the threshold from now on, as when a quota or a reservation changes.
  public mutating func changeThreshold(to threshold: Int64, at now: Instant) {
    settle(at: now)
    self.threshold = threshold
  }

  /// Forgets all but the level and the threshold: the warm-up is over.
  public mutating func restart(at now: Instant) {
    self = Gauge(level, threshold: threshold, at: now)
  }

  /// The gauge as it will be at a later instant if nothing changes until then.
  public func settling(at now: Instant) -> Gauge {
    var later = self
    later.settle(at: now)
    return later
  }

  /// The time-weighted mean from the beginning up to an instant; nil where no time has passed.
  public func mean(upTo now: Instant) -> Double? {
    let length = now - beginning
    return length > .zero
      ? Wide.real(settling(at: now).integral) / Double(length.nanoseconds) : nil
  }
}
