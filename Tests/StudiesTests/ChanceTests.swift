import Bench
import Measures
import Studies
import Testing

/// Chance belongs to things: who else is there, and in which order, changes no draw.
@Suite struct ChanceTests {
  private static let clock =
    "{ScheduleExpression: rate(1 minute), FlexibleTimeWindow: {Mode: 'OFF'}"

  private static func template(
    first: String = "", topic: String = "News", bus: String = "Events"
  ) -> String {
    """
    Transform: AWS::Serverless-2016-10-31
    Resources:
    \(first)
      \(topic): {Type: AWS::SNS::Topic}
      \(bus): {Type: AWS::Events::EventBus, Properties: {Name: orders}}
      Letters: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 120}}
      Jobs: {Type: AWS::SQS::Queue}
      Ticks: {Type: AWS::SQS::Queue}
      ToLetters:
        Type: AWS::SNS::Subscription
        Properties: {TopicArn: !Ref \(topic), Protocol: sqs, Endpoint: !GetAtt Letters.Arn}
      ToJobs:
        Type: AWS::Events::Rule
        Properties:
          EventBusName: !Ref \(bus)
          EventPattern: {source: [shop]}
          Targets: [{Id: Jobs, Arn: !GetAtt Jobs.Arn}]
      Clock:
        Type: AWS::Scheduler::Schedule
        Properties: \(clock), Target: {Arn: !GetAtt Ticks.Arn, RoleArn: r}}
      Files:
        Type: AWS::S3::Bucket
        Properties:
          NotificationConfiguration:
            QueueConfigurations: [{Event: 's3:ObjectCreated:*', Queue: !GetAtt Jobs.Arn}]
      Mail:
        Type: AWS::Serverless::Function
        Properties:
          Handler: index.handler
          Runtime: nodejs22.x
          Timeout: 20
          CodeUri: src/
          Events:
            Letters: {Type: SQS, Properties: {Queue: !GetAtt Letters.Arn}}
            Jobs: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn}}
            Ticks: {Type: SQS, Properties: {Queue: !GetAtt Ticks.Arn}}
    """
  }

  private static func run(
    _ template: String, client: String = "", topic: String = "News", bus: String = "Events"
  ) throws -> RunResult {
    try Bench(
      template: template,
      scenario: """
        duration: 5 min
        calibration: {base: aws-2026, lambda.idleLife: 3650 d, lambda.life: 3650 d}
        traffic:
        \(client)
          Site: {to: \(topic), rate: 2/s}
          Shop: {to: \(bus), rate: 2/s, events: {source: shop, detail-type: Placed, detail: {}}}
          Scanner: {to: Files, rate: 1/s}
        behavior:
          Mail: {duration: {median: 40 ms, p99: 300 ms}}
        """
    ).run()
  }

  /// The time from the begin of each hop to its end.
  private func hops(_ result: RunResult, _ names: [(String, String)]) -> [Histogram] {
    names.flatMap { from, to in
      result.edges.filter { $0.from == from && $0.to == to && $0.entered > 0 }
        .map { $0.hop.histogram }
    }
  }

  /// How late a function was, by the name of the client.
  private func latencies(_ result: RunResult, of clients: [String]) throws -> [Histogram?] {
    let mail = try #require(result.consumers.first { $0.label == "Mail" })
    return clients.map { client in
      result.clients.firstIndex(of: client).flatMap { mail.latency(from: $0)?.histogram }
    }
  }

  @Test func `what is added to an architecture changes no draw of what was there`() throws {
    let more = """
        Extra: {Type: AWS::SQS::Queue}
        ExtraRule:
          Type: AWS::Events::Rule
          Properties:
            EventBusName: !Ref Events
            EventPattern: {source: [nobody]}
            Targets: [{Id: Jobs, Arn: !GetAtt Jobs.Arn}]
        AnotherClock:
          Type: AWS::Scheduler::Schedule
          Properties: \(Self.clock), Target: {Arn: !GetAtt Extra.Arn, RoleArn: r}}
      """
    let before = try Self.run(Self.template())
    let after = try Self.run(
      Self.template(first: more), client: "  Newcomer: {to: Extra, rate: 3/s}")
    let edges = [("News", "Letters"), ("Events", "Jobs"), ("Files", "Jobs"), ("Clock", "Ticks")]
    #expect(hops(before, edges).count == 4)
    #expect(hops(before, edges) == hops(after, edges))
    let clients = ["Site", "Shop", "Scanner", "Clock"]
    let latencies = try latencies(before, of: clients)
    #expect(latencies.allSatisfy { $0 != nil })
    #expect(try latencies == self.latencies(after, of: clients))
    #expect(try before.count("NumberOfMessagesSent", at: "Ticks") > 2)
  }

  @Test func `a message is as late by a router of another name`() throws {
    let one = try Self.run(Self.template())
    let other = try Self.run(
      Self.template(topic: "Announcements", bus: "Central"), topic: "Announcements", bus: "Central")
    #expect(
      hops(one, [("News", "Letters"), ("Events", "Jobs")])
        == hops(other, [("Announcements", "Letters"), ("Central", "Jobs")]))
  }
}
