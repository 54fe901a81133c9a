import Bench
import Testing

@testable import Schedules

/// What AWS refuses, and the reason that is given for it.
@Suite struct RefusedExpressionTests {
  private static func reason(_ text: String, _ dialect: ScheduleDialect) -> String? {
    do throws(ScheduleError) {
      _ = try ScheduleExpression(text, for: dialect)
      return nil
    } catch {
      return error.reason
    }
  }

  @Test(arguments: [
    ("cron(0 1 * * * *)", "neither day-of-month nor day-of-week is ?"),
    ("cron(0 1 ? * ? *)", "day-of-month and day-of-week are both ?"),
    ("cron(7 20 * * NOT *)", "neither day-of-month nor day-of-week is ?"),
    ("cron(7 20 ? * NOT *)", "NOT is no day-of-week"),
    ("cron(71 8 1 * ? *)", "the minute is 71, which is not from 0 to 59"),
    ("cron(0 dummy ? * MON-FRI *)", "DUMMY is no hour"),
    ("cron(0 24 * * ? *)", "the hour is 24, which is not from 0 to 23"),
    ("cron(INVALID)", "cron has 1 fields instead of six"),
    ("cron()", "cron has 0 fields instead of six"),
    ("cron(0 10 * * ?)", "cron has 5 fields instead of six"),
    ("cron(0 0 * * ? * *)", "cron has 7 fields instead of six"),
    ("cron(0 10 ? * 3#1,6#3 *)", "day-of-week has # and more than one element"),
    ("cron(0 10 0 * ? *)", "the day-of-month is 0, which is not from 1 to 31"),
    ("cron(0 10 ? * 8 *)", "the day-of-week is 8, which is not from 1 to 7"),
    ("cron(0 10 * 13 ? *)", "the month is 13, which is not from 1 to 12"),
    ("cron(0 10 * * ? 1969)", "the year is 1969, which is not from 1970 to 2199"),
    ("cron(0 10 * * ? 2030-2029)", "the year goes from 2030 back to 2029"),
    ("cron(0 0 ? * 3#6 *)", "the number behind # is 6, which is not from 1 to 5"),
    ("cron(0/0 0 * * ? *)", "the step of the minute is 0"),
    ("cron(0/ 0 * * ? *)", "nothing is no step of the minute"),
    ("cron(0/5/5 0 * * ? *)", "0/5/5 has two steps"),
    ("cron(1-2-3 0 * * ? *)", "1-2-3 has more than two ends"),
    ("cron(1, 0 * * ? *)", "minute has an empty place"),
    ("cron(0 0 ? * 15W *)", "15W is no day-of-week"),
    (
      "cron(0 12 L-3 * ? *)",
      "L-3 is not possible: in day-of-month L stands alone, or as LW"
    ),
    ("cron(0 12 1-L * ? *)", "1-L is not possible: in day-of-month L stands alone, or as LW"),
    (
      "cron(0 12 ? * L-3 *)",
      "L-3 is not possible: in day-of-week L stands alone, or behind a day as in 6L"
    ),
    ("cron(0 L * * ? *)", "L is no hour"), ("cron(0 0 1#2 * ? *)", "1#2 is no day-of-month"),
    ("cron(0 0 ?,1 * ? *)", "? is no day-of-month"),
    ("rate()", "a rate is a number, a space and a unit"),
    ("rate(10)", "a rate is a number, a space and a unit"),
    ("rate( 10 minutes )", "a rate is a number, a space and a unit"),
    ("rate(0 minutes)", "0 is no whole number above 0"),
    ("rate(-10 minutes)", "-10 is no whole number above 0"),
    ("rate(foo minutes)", "foo is no whole number above 0"),
    ("rate(99999999999999999999 days)", "99999999999999999999 is no whole number above 0"),
    ("rate(999999999999999999 days)", "999999999999999999 is too large"),
    ("rate(10 MINUTES)", "MINUTES is none of minute, hour and day, or their plurals"),
    ("rate(10 seconds)", "seconds is none of minute, hour and day, or their plurals"),
    ("rate(10 minutess)", "minutess is none of minute, hour and day, or their plurals"),
  ])
  func `both services refuse it`(text: String, reason: String) {
    for dialect in ScheduleDialect.allCases {
      #expect(Self.reason(text, dialect) == reason, "\(text)")
    }
  }

  @Test func `rules want a unit that agrees with its number, the scheduler does not`() {
    for (text, unit) in [("rate(1 minutes)", "minute"), ("rate(1 days)", "day")] {
      #expect(Self.reason(text, .rules) == "the unit is \(unit) where the number is 1")
      #expect(Self.reason(text, .both) == "the unit is \(unit) where the number is 1")
      #expect(Self.reason(text, .scheduler) == nil)
    }
    #expect(Self.reason("rate(10 hour)", .rules) == "the unit is hours where the number is 10")
  }

  @Test func `rules know no moments`() {
    let reason = "rules know no at(…), which EventBridge Scheduler does"
    #expect(Self.reason("at(2026-01-01T00:00:00)", .rules) == reason)
    #expect(Self.reason("at(2026-01-01T00:00:00)", .scheduler) == nil)
  }

  @Test(arguments: ["2021-12-31T23:59:59Z", "2021-12-31", "2026-02-30T00:00:00", ""])
  func `a moment has a day, a time to the second, and no zone`(moment: String) {
    #expect(
      Self.reason("at(\(moment))", .scheduler)
        == "\(moment) is no time like 2026-11-20T13:00:00, without a zone")
  }

  @Test(arguments: [
    " rate(10 minutes)", "rate(10 minutes) ", "CRON(0 1 * * ? *)", "0 1 * * ? *", "",
  ])
  func `an expression is one of the forms, and nothing beside it`(text: String) {
    #expect(Self.reason(text, .rules) == "it is neither cron(…) nor rate(…)")
    #expect(Self.reason(text, .scheduler) == "it is none of cron(…), rate(…) and at(…)")
  }

  @Test func `an expression has 256 characters at most`() {
    let minutes = (0..<59).map { String($0) }.joined(separator: ",") + ",000000000000000000"
    let long = "cron(\(minutes),\(minutes) 0 * * ? *)"
    #expect(Self.reason(long, .scheduler) == "it has more than 256 characters")
  }

  @Test func `each service refuses in its own words`() {
    let rules = ScheduleError("so", "cron()", .rules)
    #expect(rules.message == "Parameter ScheduleExpression is not valid. Reason: so")
    let scheduler = ScheduleError("so", "cron()", .scheduler)
    #expect(scheduler.message == "Invalid Schedule Expression cron(). Reason: so")
  }

  @Test func `a zone that nobody knows is refused with the nearest name`() throws {
    #expect {
      try Bench.zones.zone(named: "Europe/Berln")
    } throws: { error in
      "\(error)".contains("there is no time zone Europe/Berln")
        && "\(error)".contains("did you mean Europe/Berlin?")
    }
    #expect(throws: (any Error).self) { try Bench.zones.zone(named: "GMT+5") }
    #expect(Bench.zones.version != "unknown")
  }
}
