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
