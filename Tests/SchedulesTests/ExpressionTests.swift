import Bench
import Testing

@testable import Schedules

/// The rules of expressions, with the times of the facts: after Friday 2026-11-20T12:00:00Z.
@Suite struct ExpressionTests {
  private static let noon = "2026-11-20T12:00:00Z"

  static func next(
    _ text: String, _ zone: String = "UTC", from: String = noon, count: Int = 3,
    dialect: ScheduleDialect = .scheduler
  ) throws -> [String] {
    let schedule = try ScheduleExpression(text, for: dialect)
    let rules = try Bench.zones.zone(named: zone)
    var last = try #require(Timestamp(from))
    let anchor = last
    var times: [String] = []
    while times.count < count, let time = schedule.next(after: last, in: rules, anchor: anchor) {
      times.append(time.description)
      last = time
    }
    return times
  }

  @Test(arguments: [
    ("cron(0 10 * * ? *)", "11-21T10:00 11-22T10:00 11-23T10:00"),
    ("cron(15 12 * * ? *)", "11-20T12:15 11-21T12:15 11-22T12:15"),
    ("cron(0 18 ? * MON-FRI *)", "11-20T18:00 11-23T18:00 11-24T18:00"),
    ("cron(0/15 * * * ? *)", "11-20T12:15 11-20T12:30 11-20T12:45"),
    ("cron(1/10 * * * ? *)", "11-20T12:01 11-20T12:11 11-20T12:21"),
    ("cron(0/30 20-2 ? * MON-FRI *)", "11-20T20:00 11-20T20:30 11-20T21:00"),
    ("cron(5,35 14 * * ? *)", "11-20T14:05 11-20T14:35 11-21T14:05"),
    ("cron(0-59/10 0-23/2 ? * * *)", "11-20T12:10 11-20T12:20 11-20T12:30"),
    ("cron(0 0/4 * * ? *)", "11-20T16:00 11-20T20:00 11-21T00:00"),
    ("cron(*/15 * * * ? *)", "11-20T12:15 11-20T12:30 11-20T12:45"),
    ("cron(0 20-2/3 * * ? *)", "11-20T20:00 11-20T23:00 11-21T02:00"),
    ("cron(50-10/10 0 * * ? *)", "11-21T00:00 11-21T00:10 11-21T00:50"),
    ("cron(0 9 ? * mon-FRI *)", "11-23T09:00 11-24T09:00 11-25T09:00"),
    ("cron(0 9 ? * MON-FRI/2 *)", "11-23T09:00 11-25T09:00 11-27T09:00"),
    ("cron(0 0 ? * L *)", "11-21T00:00 11-28T00:00 12-05T00:00"),
  ])
  func `fields are lists, ranges that may wrap, and steps`(text: String, times: String) throws {
    let wanted = times.split(separator: " ").map { "2026-\($0):00Z" }
    #expect(try Self.next(text) == wanted, "\(text)")
  }

  @Test(arguments: [
    ("cron(0 8 1 * ? *)", "2026-12-01T08 2027-01-01T08 2027-02-01T08"),
    ("cron(0 10 ? * 6L *)", "2026-11-27T10 2026-12-25T10 2027-01-29T10"),
    ("cron(0 2 ? * SAT#3 *)", "2026-11-21T02 2026-12-19T02 2027-01-16T02"),
    ("cron(0 9 ? * 3#2 *)", "2026-12-08T09 2027-01-12T09 2027-02-09T09"),
    ("cron(0 9 ? * 2#5 *)", "2026-11-30T09 2027-03-29T09 2027-05-31T09"),
    ("cron(0 0 L * ? *)", "2026-11-30T00 2026-12-31T00 2027-01-31T00"),
    ("cron(0 0 LW * ? *)", "2026-11-30T00 2026-12-31T00 2027-01-29T00"),
    ("cron(0 9 1W * ? *)", "2026-12-01T09 2027-01-01T09 2027-02-01T09"),
    ("cron(0 9 3W * ? *)", "2026-12-03T09 2027-01-04T09 2027-02-03T09"),
    ("cron(0 9 31W * ? *)", "2026-12-31T09 2027-01-29T09 2027-03-31T09"),
    ("cron(0 0 29 2 ? *)", "2028-02-29T00 2032-02-29T00 2036-02-29T00"),
    ("cron(0 0 31 * ? *)", "2026-12-31T00 2027-01-31T00 2027-03-31T00"),
    ("cron(0 12 ? JAN,JUL MON *)", "2027-01-04T12 2027-01-11T12 2027-01-18T12"),
    ("cron(0 0 1 NOV-FEB ? *)", "2026-12-01T00 2027-01-01T00 2027-02-01T00"),
    ("cron(0 0 1 1 ? 2030/2)", "2030-01-01T00 2032-01-01T00 2034-01-01T00"),
    ("cron(0 10 ? * 6L 2019-2022)", ""), ("cron(0 0 30 2 ? *)", ""),
    ("cron(0 0 31 2,4,6,9,11 ? *)", ""),
  ])
  func `days are those of the month or of the week`(text: String, times: String) throws {
    let wanted = times.split(separator: " ").map { "\($0):00:00Z" }
    #expect(try Self.next(text) == wanted, "\(text)")
  }

  @Test func `at is one moment, and never again`() throws {
    let pacific = "America/Los_Angeles"
    #expect(try Self.next("at(2026-11-20T13:00:00)", pacific) == ["2026-11-20T21:00:00Z"])
    #expect(try Self.next("at(2022-12-31T23:59:59)").isEmpty)
    #expect(
      try Self.next("at(2026-03-29T02:30:00)", "Europe/Berlin", from: "2026-01-01T00:00:00Z")
        .isEmpty)
  }

  @Test func `a rate counts from its anchor, a rule's first after one interval`() throws {
    let scheduler = try ScheduleExpression("rate(5 minutes)", for: .scheduler)
    let rules = try ScheduleExpression("rate(5 minutes)", for: .rules)
    let anchor = try #require(Timestamp("2026-11-20T12:00:07Z"))
    let before = try #require(Timestamp(Self.noon))
    #expect(scheduler.next(after: before, anchor: anchor) == anchor)
    #expect(rules.next(after: before, anchor: anchor)?.description == "2026-11-20T12:05:07Z")
    #expect(scheduler.next(after: anchor, anchor: anchor)?.description == "2026-11-20T12:05:07Z")
  }

  @Test func `a day of a rate has 24 hours whatever clocks do`() throws {
    let zone = "America/New_York"
    #expect(
      try Self.next("rate(1 day)", zone, from: "2027-03-13T15:00:00Z", count: 1)
        == ["2027-03-14T15:00:00Z"])
  }

  @Test func `a local time that does not exist is skipped`() throws {
    #expect(
      try Self.next("cron(30 2 * * ? *)", "America/Los_Angeles", from: "2027-03-12T12:00:00Z")
        == ["2027-03-13T10:30:00Z", "2027-03-15T09:30:00Z", "2027-03-16T09:30:00Z"])
  }

  @Test func `a local time that occurs twice is taken once, the first time`() throws {
    #expect(
      try Self.next("cron(30 1 * * ? *)", "America/Los_Angeles", from: "2027-11-05T12:00:00Z")
        == ["2027-11-06T08:30:00Z", "2027-11-07T08:30:00Z", "2027-11-08T09:30:00Z"])
  }

  @Test func `the field-wise search finds what a search minute by minute finds`() throws {
    let expressions = [
      "cron(7/13 3-22/4 ? * TUE-SAT *)", "cron(0 0 29W * ? *)", "cron(59 23 L * ? *)",
      "cron(3 4 ? 2,12 1#5 2027)", "cron(* 5 1-7 */5 ? *)", "cron(0 12 5,LW 6 ? *)",
    ]
    for text in expressions {
      let schedule = try ScheduleExpression(text, for: .both)
      let cron = try CronReader.read(Array(text.utf8)[5..<text.utf8.count - 1])
      var (found, stepped): ([Int64], [Int64]) = ([], [])
      var last = try #require(Timestamp("2026-12-01T00:00:00Z"))
      let end = last.seconds + 120 * 86_400
      for second in stride(from: last.seconds + 60, through: end, by: 60) {
        let date = CivilDay(daysSince1970: second / 86_400)
        let (hour, minute) = (Int(second / 3_600 % 24), Int(second / 60 % 60))
        let isMeant =
          cron.minutes.has(minute) && cron.hours.has(hour) && cron.months.has(date.month)
          && cron.days.bits(ofMonth: date.month, of: date.year).has(date.day)
          && cron.years[date.year - 1_970]
        if isMeant { stepped.append(second) }
      }
      while let next = schedule.next(after: last), next.seconds <= end {
        found.append(next.seconds)
        last = next
      }
      #expect(found == stepped, "\(text)")
    }
  }
}
