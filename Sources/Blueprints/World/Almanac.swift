import Kernel
import Schedules

/// What the calendar says at the start of a run, and the clocks of the world.
public struct Almanac: Sendable {
  /// The date of a run that has none of its own: a Thursday, midnight in UTC.
  public static let usualStart = Timestamp(seconds: 1_767_225_600)

  /// The date at which simulated time begins.
  public var start: Timestamp
  /// The time zones, as whoever runs the model has them.
  public var zones: TimeZoneDatabase

  /// How long the day of the start, in UTC, is old by then.
  public var timeOfDay: TimeSpan { .seconds(start.seconds % 86_400) }

  /// A date, 2026-01-01T00:00:00Z unless one is given, and the zones that are known.
  public init(start: Timestamp? = nil, zones: TimeZoneDatabase = .none) {
    self.start = start ?? Self.usualStart
    self.zones = zones
  }
}
