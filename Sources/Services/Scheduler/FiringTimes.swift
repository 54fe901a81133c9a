import Blueprints
import Documents
import Kernel
import Schedules

/// The moments of a run at which a schedule, or a rule with a schedule, is due.
///
/// What is due at the very start of a run counts. A rate begins to count with the run unless a date
/// is given: a rule fires first when one interval is over, a schedule of EventBridge Scheduler at
/// once.
struct FiringTimes: Sendable {
  /// How late the firing is behind the moment at which it is due.
  static let precision = Parameter(
    "schedule.precision", .time(.uniform(.init(minimum: 0, maximum: 60e9))), in: .anyLength,
    "From the moment at which a schedule is due to its firing.",
    source: .documented(
      "https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html: within the "
        + "minute; that all of it is alike is assumed")
  ).ideally(.span(.zero))

  private let expression: ScheduleExpression
  private let zone: TimeZoneRules
  private let anchor: Timestamp
  private let first: Timestamp
  private let last: Timestamp

  /// The times of an expression.
  ///
  /// - Parameters:
  ///   - dates: Between which dates it fires; both are part of the time.
  init(
    _ expression: ScheduleExpression, by zone: TimeZoneRules = .utc,
    between dates: (first: Timestamp?, last: Timestamp?) = (nil, nil), in world: World
  ) {
    world.readsDate = true
    self.expression = expression
    self.zone = zone
    let start = world.almanac.start
    anchor = dates.first ?? start
    first = max(dates.first ?? start, start)
    last = dates.last ?? Timestamp(seconds: .max)
  }

  /// The times of a rule on the default bus.
  ///
  /// - Throws: What AWS refuses the expression for, at its place.
  init(rule text: String, at place: Place, in world: World) throws(InputError) {
    self.init(try Self.expression(text, for: .rules, at: place), in: world)
  }

  /// An expression of a template.
  ///
  /// - Throws: What AWS refuses it for, at its place.
  static func expression(
    _ text: String, for dialect: ScheduleDialect, at place: Place
  ) throws(InputError) -> ScheduleExpression {
    do throws(ScheduleError) {
      return try ScheduleExpression(text, for: dialect)
    } catch {
      throw InputError(error.message, remedy: "try it with spillway schedule", at: place)
    }
  }

  /// The first moment of the run at which it is due; nil where there is none.
  func first(in world: World) -> Instant? {
    due(after: Timestamp(seconds: first.seconds - 1), in: world)
  }

  /// The first moment later than one at which it is due; nil where there is none.
  func next(after moment: Instant, in world: World) -> Instant? {
    due(after: max(world.date(of: moment), Timestamp(seconds: first.seconds - 1)), in: world)
  }

  private func due(after date: Timestamp, in world: World) -> Instant? {
    guard let next = expression.next(after: date, in: zone, anchor: anchor), next <= last,
      let moment = world.moment(of: next), moment != .never
    else { return nil }
    return moment
  }
}
