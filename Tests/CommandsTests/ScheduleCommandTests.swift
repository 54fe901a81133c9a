import Testing

@testable import Commands

@Suite struct ScheduleCommandTests {
  private static func desk(_ input: [String] = []) -> Desk {
    let desk = Desk()
    desk.input = input
    return desk
  }

  @Test func `a person sees the next times, in UTC and as the clocks show them`() {
    let desk = Self.desk()
    let words = ["schedule", "cron(0 23 ? * MON-FRI *)", "--zone", "Europe/Berlin", "--next", "2"]
    #expect(desk.run(words + ["--from", "2026-11-20T12:00:00Z"]) == .done)
    #expect(
      desk.output == """
        cron(0 23 ? * MON-FRI *), after 2026-11-20T12:00:00Z

               UTC                   Europe/Berlin
          Fri  2026-11-20T22:00:00Z  2026-11-20T23:00:00+01:00
          Mon  2026-11-23T22:00:00Z  2026-11-23T23:00:00+01:00

          time-zone data \(Desk.zoneData)

        """)
  }

  @Test func `without a zone and a moment it is UTC and now`() {
    let desk = Self.desk()
    #expect(desk.run(["schedule", "rate(1 hour)", "--next", "1"]) == .done)
    #expect(
      desk.output == "rate(1 hour), after 1970-01-01T00:00:00Z\n\n  Thu  1970-01-01T01:00:00Z\n")
    #expect(desk.run(["schedule", "cron(0 0 30 2 ? *)"]) == .done)
    #expect(desk.output.hasSuffix("\n  It will not fire any more.\n"))
  }

  @Test func `what is wrong is said`() {
    let desk = Self.desk()
    #expect(desk.run(["schedule", "cron(61 0 * * ? *)"]) == .wrongInput)
    #expect(
      desk.errors.contains(
        "Invalid Schedule Expression cron(61 0 * * ? *). Reason: the minute is 61, which is not"))
    #expect(desk.run(["schedule", "rate(1 day)", "--from", "tomorrow"]) == .wrongInput)
    #expect(desk.errors.contains("--from is tomorrow, which is no moment"))
    #expect(desk.run(["schedule", "rate(1 day)", "--zone", "Europe/Berln"]) == .wrongInput)
    #expect(desk.errors.contains("did you mean Europe/Berlin?"))
    let rules = ["schedule", "rate(1 day)", "--dialect", "rules", "--zone", "Europe/Berlin"]
    #expect(desk.run(rules) == .wrongInput)
    #expect(desk.errors.contains("scheduled rules know no time zone but UTC"))
  }

  @Test func `a program asks line by line and is answered in order`() {
    let desk = Self.desk([
      #"{"id":1,"expression":"cron(30 2 * * ? *)","timezone":"Europe/Berlin","#
        + #""from":"2026-03-27T12:00:00Z"}"# + "\n" + #"{"id":"x","expression":"rate(12 hours)","#,
      #""from":"2026-10-31T00:00:00Z","anchor":"2026-10-30T12:00:00Z","dialect":"both"}"# + "\n\n",
      #"{"id":[2],"expression":"rate(1 days)","dialect":"rules"}"# + "\nnonsense\n"
        + #"{"id":3,"expression":"at(2022-12-31T23:59:59)"}"#,
    ])
    desk.today = 1_800_000_000
    #expect(desk.run(["schedule"]) == .done)
    #expect(
      desk.output == """
        {"id":1,"next":["2026-03-28T01:30:00Z","2026-03-30T00:30:00Z","2026-03-31T00:30:00Z",\
        "2026-04-01T00:30:00Z","2026-04-02T00:30:00Z"]}
        {"id":"x","next":["2026-10-31T12:00:00Z","2026-11-01T00:00:00Z","2026-11-01T12:00:00Z",\
        "2026-11-02T00:00:00Z","2026-11-02T12:00:00Z"]}
        {"id":[2],"error":"Parameter ScheduleExpression is not valid. Reason: the unit is day \
        where the number is 1"}
        {"id":null,"error":"nonsense is no value of JSON"}
        {"id":3,"next":[]}

        """)
  }

  @Test func `a line that asks for too little is told so`() {
    let desk = Self.desk([
      #"{"id":1}"# + "\n" + #"{"id":2,"expression":5}"# + "\n[]\n"
        + #"{"id":3,"expression":"rate(1 day)","dialect":"aws"}"# + "\n"
        + #"{"id":4,"expression":"rate(1 day)","from":"now"}"# + "\n"
    ])
    #expect(desk.run(["schedule"]) == .done)
    #expect(
      desk.output == """
        {"id":1,"error":"the line has no expression"}
        {"id":2,"error":"expression is no text"}
        {"id":null,"error":"the line is no JSON object"}
        {"id":3,"error":"aws is none of rules, scheduler and both"}
        {"id":4,"error":"from is now, which is no moment"}

        """)
  }
}
