import Bench
import Testing

@testable import Services

/// Advice about code that puts events on a bus because of events from a bus.
@Suite struct BusAdviceTests {
  private func advice(
    _ rule: String, put: String = "PutEvents: orders", over queue: Bool = false
  ) throws -> [String] {
    let target = queue ? "Work" : "Worker"
    return try Bench(
      template: """
        Resources:
          orders: {Type: AWS::Events::EventBus, Properties: {Name: orders}}
          Work: {Type: AWS::SQS::Queue}
          Worker: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, Timeout: 5}}
          Mapping:
            Type: AWS::Lambda::EventSourceMapping
            Properties: {EventSourceArn: !GetAtt Work.Arn, FunctionName: !Ref Worker}
          Again:
            Type: AWS::Events::Rule
            Properties: {\(rule), Targets: [{Id: W, Arn: !GetAtt \(target).Arn}]}
        """,
      scenario: """
        duration: 1 s
        calibration: ideal
        traffic: {Shop: {to: Work, rate: 1/s}}
        behavior: {Worker: {steps: [\(put)]}}
        """
    ).notes.filter { $0.hasPrefix("Worker") }
  }

  private static let refusal =
    "on to orders as they came, and PutEvents refuses each with NotAuthorizedForSource, as only "
    + "AWS may send them: say with event: what it sends instead"

  @Test(arguments: [("", true), (", EventBridgeConfiguration: {EventBridgeEnabled: true}", false)])
  func `a rule for events of S3 is noted where no bucket sends any`(
    more: String, isNoted: Bool
  ) throws {
    let notes = try Bench(
      template: """
        Resources:
          Work: {Type: AWS::SQS::Queue}
          Photos:
            Type: AWS::S3::Bucket
            Properties: {NotificationConfiguration: {QueueConfigurations: []\(more)}}
          Uploaded:
            Type: AWS::Events::Rule
            Properties:
              EventPattern: {source: [aws.s3]}
              Targets: [{Id: W, Arn: !GetAtt Work.Arn}]
        """,
      scenario: "{duration: 1 s, traffic: {Shop: {to: Photos, rate: 1/s}}}"
    ).notes
    let note =
      "Uploaded asks for events of aws.s3, and no bucket of the template sends any to EventBridge: "
      + "give one NotificationConfiguration: {EventBridgeConfiguration: {EventBridgeEnabled: true}}"
    #expect(notes == (isNoted ? [note] : []))
  }

  @Test func `a client all of whose events PutEvents refuses is noted with the reason`() throws {
    func notes(_ event: String) throws -> [String] {
      try Bench(
        template: "Resources: {Orders: {Type: AWS::Events::EventBus, Properties: {Name: o}}}",
        scenario: "{duration: 1 s, traffic: {Shop: {to: Orders, rate: 1/s, events: \(event)}}}"
      ).notes
    }
    #expect(
      try notes("{source: shop, detail-type: a, detail: hello}") == [
        "Orders refuses what Shop sends: MalformedDetail, Detail is malformed"
      ])
    #expect(
      try notes("{source: aws.s3, detail-type: a, detail: {}}") == [
        "Orders refuses what Shop sends: NotAuthorizedForSource, Not authorized for the source"
      ])
    #expect(try notes("{source: shop, detail-type: a, detail: {}}") == [])
  }

  @Test(arguments: [false, true])
  func `events of AWS that are sent on as they came are refused, which check says`(
    over queue: Bool
  ) throws {
    #expect(
      try advice("EventPattern: {source: [aws.s3]}", over: queue) == [
        "Worker sends events of aws.s3 \(Self.refusal)"
      ])
    #expect(
      try advice("ScheduleExpression: rate(5 minutes)", over: queue) == [
        "Worker sends events of aws.events \(Self.refusal)"
      ])
    let own = "{PutEvents: orders, event: {source: shop, detail-type: a, detail: {}}}"
    #expect(try advice("EventPattern: {source: [aws.s3]}", put: own, over: queue) == [])
  }

  @Test func `code that puts what its rule matches calls itself without end`() throws {
    let loop =
      "Worker can call itself without end: Worker → orders → Worker, as the rule Again matches "
      + "what it puts"
    let bus = "EventBusName: !Ref orders, "
    #expect(try advice(bus + "EventPattern: {source: [shop]}") == [loop])
    #expect(try advice(bus + "EventPattern: {source: [shop]}", over: true) == [loop])
    let own = "{PutEvents: orders, event: {source: worker, detail-type: a, detail: {}}}"
    #expect(try advice(bus + "EventPattern: {source: [shop]}", put: own) == [])
    #expect(try advice(bus + "EventPattern: {source: [worker]}", put: own) == [loop])
    #expect(try advice("EventPattern: {source: [worker]}", put: own) == [])
  }
}
