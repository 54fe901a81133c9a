import Documents
import Reports
import Schedules

/// Tells when a schedule fires next, for a person or line by line for a program.
enum ScheduleCommand {
  private static let zone = Option(
    "zone", "ZONE", .text, "The time zone whose clocks count, as Europe/Berlin; else UTC.")
  private static let next = Option(
    "next", "N", .count(1...1_000), "How many times it shows; else five.")
  private static let from = Option(
    "from", "TIME", .text, "The moment after which it looks, as 2026-11-20T12:00:00Z; else now.")
  private static let anchor = Option(
    "anchor", "TIME", .text, "When a rate began to count; else the moment after which it looks.")
  private static let dialect = Option(
    "dialect", "DIALECT", .choice(ScheduleDialect.allCases.map { $0.rawValue }),
    "Whose expression it is; else the scheduler's.")

  static let command = Command(
    name: "schedule",
    summary: "Shows when a schedule fires next; without an expression answers lines of JSON.",
    argument: .optional("EXPRESSION"), options: [zone, next, from, anchor, dialect],
    lineKeys: [
      .init("id", "Comes back with the answer."),
      .init("expression", "The expression: cron(…), rate(…) or at(…)."),
      .init("dialect", "Whose expression it is: rules, scheduler or both; else the scheduler's."),
      .init("timezone", "The time zone whose clocks count; else UTC."),
      .init("from", "The moment after which it looks; else now."),
      .init("anchor", "When a rate began to count; else the moment after which it looks."),
    ],
    perform: perform)

  private static func perform(_ invocation: Invocation) -> ExitCode {
    let outside = invocation.outside
    guard let expression = invocation.argument else {
      let answers = ScheduleAnswers(zones: outside.zones, today: outside.today)
      return LineAnswers.give(outside) { answers.answer($0) }
    }
    do throws(InputError) {
      let question = try question(expression, invocation)
      let times = question.next(Int(invocation.count(next) ?? 5))
      outside.output.write(page(question, times, outside))
      return .done
    } catch {
      return outside.refuse(error)
    }
  }

  private static func question(
    _ expression: String, _ invocation: Invocation
  ) throws(InputError) -> ScheduleQuestion {
    let outside = invocation.outside
    return try ScheduleQuestion(
      expression, for: invocation.value(dialect) ?? ScheduleDialect.scheduler.rawValue,
      in: invocation.value(zone), of: outside.zones,
      from: try moment(invocation.value(from), "--from") ?? outside.today(),
      anchor: try moment(invocation.value(anchor), "--anchor"))
  }

  private static func moment(
    _ text: String?, _ name: String
  ) throws(InputError) -> Timestamp? {
    guard let text else { return nil }
    return try ScheduleQuestion.moment(text, as: name)
  }

  private static func page(
    _ question: ScheduleQuestion, _ times: [Timestamp], _ outside: Outside
  ) -> String {
    let isLocal = !TimeZoneDatabase.isUniversal(question.zone.name)
    let head = "\(question.expression.text), after \(question.from)\n\n"
    guard !times.isEmpty else { return head + "  It will not fire any more.\n" }
    let lines = times.map { moment in
      let local = question.zone.local(moment)
      let weekday = weekdays[local.date.weekday - 1]
      guard isLocal else { return "  \(weekday)  \(moment)\n" }
      let sign = offset(question.zone.offset(at: moment))
      return "  \(weekday)  \(moment)  \(local)\(sign)\n"
    }
    guard isLocal else { return head + lines.joined() }
    let heads = "       \(Lettering.padded("UTC", to: 22))\(question.zone.name)\n"
    return head + heads + lines.joined() + "\n  time-zone data \(outside.zones.version)\n"
  }

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

  /// An offset as ISO 8601 writes it: `+01:00`.
  private static func offset(_ seconds: Int64) -> String {
    let minutes = abs(seconds) / 60
    let (hour, minute) = (String(minutes / 60), String(minutes % 60))
    return (seconds < 0 ? "-" : "+") + (hour.count < 2 ? "0" : "") + hour + ":"
      + (minute.count < 2 ? "0" : "") + minute
  }
}
