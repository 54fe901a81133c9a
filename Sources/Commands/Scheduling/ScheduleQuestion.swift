import Documents
import Schedules

/// Somebody wants to know when a schedule fires.
struct ScheduleQuestion {
  /// What the schedule is.
  let expression: ScheduleExpression
  /// Whose clocks count.
  let zone: TimeZoneRules
  /// After which moment.
  let from: Timestamp
  private let anchor: Timestamp?

  /// A question in the words of whoever asks it.
  ///
  /// - Throws: What is wrong with one of them.
  init(
    _ expression: String, for dialect: String, in zone: String?, of zones: TimeZoneDatabase,
    from: Timestamp, anchor: Timestamp?
  ) throws(InputError) {
    guard let dialect = ScheduleDialect(rawValue: dialect) else {
      throw InputError("\(dialect) is none of rules, scheduler and both")
    }
    do throws(ScheduleError) {
      self.expression = try ScheduleExpression(expression, for: dialect)
    } catch {
      throw InputError(error.message)
    }
    let rules = try zones.zone(named: zone ?? "UTC")
    if dialect == .rules, !TimeZoneDatabase.isUniversal(rules.name) {
      throw InputError("scheduled rules know no time zone but UTC")
    }
    self.zone = rules
    self.from = from
    self.anchor = anchor
  }

  /// The next times, so many at most.
  func next(_ count: Int) -> [Timestamp] {
    var times: [Timestamp] = []
    var last = from
    while times.count < count,
      let time = expression.next(after: last, in: zone, anchor: anchor ?? from)
    {
      times.append(time)
      last = time
    }
    return times
  }

  /// The moment that a text says.
  static func moment(_ text: String, as name: String) throws(InputError) -> Timestamp {
    guard let moment = Timestamp(text) else {
      throw InputError(
        "\(name) is \(text), which is no moment", remedy: "write it like 2026-11-20T12:00:00Z")
    }
    return moment
  }
}
