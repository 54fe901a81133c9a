import Blueprints
import Kernel

/// Which stretches of the metric an evaluation looks at: periods that end with the last minute
/// whose data has arrived, and so slide with it.
struct AlarmWindow: Equatable {
  /// The longest window that is looked at every minute.
  private static let day = TimeSpan.days(1)
  /// Periods shorter than this have alarms that are evaluated more often.
  private static let minute = TimeSpan.minutes(1)

  /// The length of a period.
  let period: TimeSpan
  /// How many periods are considered.
  let periods: Int64
  /// How many more are looked at.
  let extra: Int64
  /// By which intervals the metric has values.
  let resolution: TimeSpan
  /// After how long data has arrived.
  let delay: TimeSpan

  /// Whether it costs more, for a period below a minute.
  var isHighResolution: Bool { period < Self.minute }

  /// How far apart evaluations are.
  var cadence: TimeSpan {
    if isHighResolution { return .seconds(10) }
    return period * periods > Self.day ? .hours(1) : Self.minute
  }

  /// When each period that an evaluation looks at begins, the oldest first.
  func begins(at now: CalendarMoment) -> [CalendarMoment] {
    // Data has the time at which its interval began, so it is part of a period before it is over.
    let lead = max(resolution - min(cadence, resolution), .zero)
    let end = (now - delay - lead).roundedDown(to: cadence)
    let count = periods + extra
    return (0..<count).map { end - period * (count - $0) }
  }
}
