import Bench
import Testing

@testable import Reports

/// Which hops stand under a latency.
@Suite struct RouteTests {
  private func hops(
    _ template: String, _ scenario: String, from client: String, to consumer: String
  )
    throws -> [String]
  {
    let result = try Bench(template: template, scenario: scenario).run()
    let subject = Subject(title: "", runs: [result])
    return Route.edges(from: client, to: consumer, among: subject.edges).map { $0.name }
  }

  private let aliased = """
    Resources:
      Jobs: {Type: AWS::SQS::Queue}
      News: {Type: AWS::SNS::Topic}
      Work: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, Timeout: 5}}
      Version: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref Work}}
      Live:
        Type: AWS::Lambda::Alias
        Properties:
          {Name: live, FunctionName: !Ref Work, FunctionVersion: !GetAtt Version.Version}
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties: {EventSourceArn: !GetAtt Jobs.Arn, FunctionName: !Ref Live}
      Subscription:
        Type: AWS::SNS::Subscription
        Properties: {TopicArn: !Ref News, Protocol: lambda, Endpoint: !Ref Live}
    """
  private let both = """
    duration: 10 s
    calibration: ideal
    traffic: {Shop: {to: Jobs, rate: 1/s}, Press: {to: News, rate: 1/s}}
    """

  @Test func `hops lead through an alias to the function`() throws {
    #expect(
      try hops(aliased, both, from: "Press", to: "Work") == [
        "Press → News", "News → Live", "Work (asynchronous) → Work",
      ])
  }

  @Test func `what pollers bring does not take the function's own queue`() throws {
    #expect(
      try hops(aliased, both, from: "Shop", to: "Work") == ["Shop → Jobs", "Jobs → Live"])
  }

  private let scheduled = """
    Resources:
      Bus: {Type: AWS::Events::EventBus, Properties: {Name: bus}}
      Work: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, Timeout: 5}}
      Placed:
        Type: AWS::Events::Rule
        Properties:
          EventBusName: !Ref Bus
          EventPattern: {source: [shop]}
          Targets: [{Id: a, Arn: !GetAtt Work.Arn}]
      Often:
        Type: AWS::Events::Rule
        Properties:
          ScheduleExpression: rate(1 minute)
          Targets: [{Id: a, Arn: !GetAtt Work.Arn}]
      Nightly:
        Type: AWS::Scheduler::Schedule
        Properties:
          ScheduleExpression: rate(1 minute)
          FlexibleTimeWindow: {Mode: 'OFF'}
          Target: {Arn: !GetAtt Work.Arn, RoleArn: x}
    """
  private let putting = """
    duration: 3 min
    calibration: ideal
    traffic: {Shop: {to: Bus, rate: 1/s, events: {source: shop, detail-type: a, detail: {}}}}
    behavior:
      Work: {steps: [{PutEvents: Bus, event: {source: work, detail-type: a, detail: {}}}]}
    """

  @Test func `a way ends at the consumer, whatever that sends on`() throws {
    #expect(
      try hops(scheduled, putting, from: "Nightly", to: "Work") == [
        "Nightly → Work", "Work (asynchronous) → Work",
      ])
    #expect(
      try hops(scheduled, putting, from: "Shop", to: "Work") == [
        "Shop → Bus", "Bus → Work", "Work (asynchronous) → Work",
      ])
  }

  @Test func `the route of a rule's own events begins at the rule`() throws {
    #expect(
      try hops(scheduled, putting, from: "Often", to: "Work") == [
        "default → Work", "Work (asynchronous) → Work",
      ])
  }

  @Test func `the course takes no place for a number of times, and no moment for a span`() throws {
    let result = try Bench(
      template: """
        Resources:
          Bus: {Type: AWS::Events::EventBus, Properties: {Name: bus}}
          Kept: {Type: AWS::Events::Archive, Properties: {SourceArn: !GetAtt Bus.Arn}}
        """,
      scenario: """
        duration: 20 min
        calibration: ideal
        traffic: {Shop: {to: Bus, rate: 1/s, events: {source: shop, detail-type: a, detail: {}}}}
        actions:
          - {at: 15 min, replay: Kept, from: 0 s, to: 1 min}
          - {at: 16 min, replay: Kept, from: 0 s, to: 1 min}
        """
    ).run()
    let text = TextFormat().text(of: Report(on: Subject(title: "", runs: [result])))
    let lines = text.split(separator: "\n").filter { $0.contains("Kept replay began") }
    #expect(lines.count == 2 && lines.allSatisfy { $0.hasSuffix("min") }, "\(lines)")
  }
}
