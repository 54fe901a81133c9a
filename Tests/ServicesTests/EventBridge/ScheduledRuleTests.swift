import Bench
import Documents
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// Rules of the default bus that fire by themselves.
@Suite struct ScheduledRuleTests {
  private static func bench(
    _ expression: String, state: String = "ENABLED", calibration: String = "ideal"
  ) throws -> Bench {
    let template = """
      Resources:
        Jobs: {Type: AWS::SQS::Queue}
        News: {Type: AWS::SNS::Topic}
        Nightly:
          Type: AWS::Events::Rule
          Properties:
            ScheduleExpression: \(expression)
            State: \(state)
            Targets: [{Id: Jobs, Arn: !GetAtt Jobs.Arn}]
      """
    let scenario = """
      duration: 2 d
      calibration: \(calibration)
      start: 2026-11-20T22:30:00Z
      traffic: {App: {to: News, rate: 1/h}}
      """
    return try Bench(template: template, scenario: scenario)
  }

  @Test func `a nightly rule fires at 23:00 in UTC, with the standard event`() throws {
    let bench = try Self.bench("cron(0 23 * * ? *)")
    let result = bench.run()
    #expect(try result.count("TriggeredRules", at: "Nightly") == 2)
    #expect(try result.count("NumberOfMessagesSent", at: "Jobs") == 2)
    #expect(result.start?.description == "2026-11-20T22:30:00Z")
    let event = try #require(bench.world.kinds.compactMap { $0.content }.first)
    #expect(event["source"] == .text("aws.events"))
    #expect(event["detail-type"] == .text("Scheduled Event"))
    #expect(event["detail"] == .empty)
  }

  @Test func `a rate counts from the creation of the rule`() throws {
    let result = try Self.bench("rate(1 day)").run()
    #expect(try result.count("TriggeredRules", at: "Nightly") == 2)
    #expect(try Self.bench("rate(2 days)").run().count("TriggeredRules", at: "Nightly") == 1)
  }

  @Test func `a rule fires somewhere within its minute`() throws {
    let result = try Self.bench("rate(1 minute)", calibration: "aws-2026").run()
    let sums = try result.counts("TriggeredRules", at: "Nightly")
    #expect(sums.reduce(0, +) > 2_870 && sums.contains { $0 != sums.first })
  }

  @Test func `a rule that is disabled does not fire`() throws {
    let result = try Self.bench("rate(1 hour)", state: "DISABLED").run()
    #expect(try result.count("TriggeredRules", at: "Nightly") == 0)
  }

  @Test func `a rule whose times are over says so, and takes no words of the scheduler's`() throws {
    let over = "Nightly does not fire any more after 2026-11-20T22:30:00Z"
    #expect(try Self.bench("cron(0 23 * * ? 2025)").notes == [over])
    let wrong =
      "Parameter ScheduleExpression is not valid. Reason: the unit is day where the number"
    #expect {
      try Self.bench("rate(1 days)")
    } throws: { error in
      (error as? InputErrors)?.errors.first?.problem == wrong + " is 1"
    }
  }
}
