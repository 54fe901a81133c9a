import Bench
import Kernel
import Scenarios
import Testing

@testable import Studies

/// A rule whose webhook always fails, and a subscription that is always refused, each with a queue
/// for what it gives up: 299 events and 59 announcements in a minute.
private let template = """
  Resources:
    EventDLQ: {Type: AWS::SQS::Queue}
    AnnouncementDLQ: {Type: AWS::SQS::Queue}
    Bus: {Type: AWS::Events::EventBus, Properties: {Name: bus}}
    Access:
      Type: AWS::Events::Connection
      Properties:
        AuthorizationType: API_KEY
        AuthParameters: {ApiKeyAuthParameters: {ApiKeyName: a, ApiKeyValue: b}}
    Hook:
      Type: AWS::Events::ApiDestination
      Properties:
        ConnectionArn: !GetAtt Access.Arn
        HttpMethod: POST
        InvocationEndpoint: https://x.example.com
    Orders:
      Type: AWS::Events::Rule
      Properties:
        EventBusName: !Ref Bus
        EventPattern: {source: [shop]}
        Targets:
          - Id: hook
            Arn: !GetAtt Hook.Arn
            RetryPolicy: {MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 86400}
            DeadLetterConfig: {Arn: !GetAtt EventDLQ.Arn}
    News: {Type: AWS::SNS::Topic}
    ToPartner:
      Type: AWS::SNS::Subscription
      Properties:
        TopicArn: !Ref News
        Protocol: https
        Endpoint: https://partner.example.com
        RedrivePolicy: {deadLetterTargetArn: !GetAtt AnnouncementDLQ.Arn}
  """
private let scenario = """
  duration: 60 s
  drain: 1 h
  calibration: ideal
  traffic:
    Shop:
      to: Bus
      rate: 5/s
      arrivals: constant
      events: {source: shop, detail-type: order, detail: {}}
    Press: {to: News, rate: 1/s, arrivals: constant}
  outside:
    Hook: {fails: 100 %}
    partner.example.com: {rejects: 100 %}
  goals:
    - \u{0}
  """

private func verdict(_ goal: String) throws -> GoalVerdict {
  let bench = try Bench(template: template, scenario: String(scenario.dropLast()) + goal)
  return try #require(bench.verdicts(bench.run()).first)
}

@Suite struct SetAsideGoalTests {
  @Test(arguments: [
    ("dead-lettered at Bus", 299.0), ("dead-lettered at Orders", 299),
    ("dead-lettered at EventDLQ", 299), ("dead-lettered Bus to Hook", 299),
    ("dead-lettered Orders to EventDLQ", 299), ("dead-lettered at News", 59),
    ("dead-lettered at ToPartner", 59), ("dead-lettered at AnnouncementDLQ", 59),
    ("dead-lettered from Orders", 299), ("dead-lettered", 358), ("lost from Orders", 0),
  ])
  func `what is set aside is counted at whoever gave it up and where it goes`(
    goal: String, count: Double
  ) throws {
    #expect(try verdict("\(goal) = 0").figure == count)
  }

  @Test func `that all is drained is not known of a moment where no queue is read`() throws {
    #expect(try verdict("drained within 1 s of 30 s").outcome == .undecided)
    let late = try verdict("drained within 1 h of 60 s")
    #expect(late.outcome == .met && (late.figure ?? 0) > 0)
  }
}
