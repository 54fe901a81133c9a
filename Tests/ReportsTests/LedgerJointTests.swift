import Bench
import Testing

@testable import Reports

/// How the wires of a ledger's flow join up.
@Suite struct LedgerJointTests {
  private static func flow(_ template: String, _ scenario: String) throws -> LedgerFlow {
    let result = try Bench(
      template: "Resources:\n" + template,
      scenario: "duration: 20 s\ncalibration: ideal\n" + scenario
    ).run()
    return try #require(LedgerFlow(of: Subject(title: "Flow", runs: [result])))
  }

  private static func joints(_ flow: LedgerFlow) -> [String] {
    flow.joints.map {
      "\(flow.wires[$0.from].name): \($0.left) \($0.end.words) to "
        + "\(flow.wires[$0.to].name): \($0.came)"
    }
  }

  private static let pipeline = """
      N: {Type: AWS::SNS::Topic}
      D: {Type: AWS::SQS::Queue}
      Q:
        Type: AWS::SQS::Queue
        Properties:
          VisibilityTimeout: 1
          RedrivePolicy: {deadLetterTargetArn: !GetAtt D.Arn, maxReceiveCount: 1}
      S:
        Type: AWS::SNS::Subscription
        Properties: {TopicArn: !Ref N, Protocol: sqs, Endpoint: !GetAtt Q.Arn}
      F: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, Timeout: 1}}
      M:
        Type: AWS::Lambda::EventSourceMapping
        Properties: {EventSourceArn: !GetAtt Q.Arn, FunctionName: !Ref F, BatchSize: 1}
      T: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: PAY_PER_REQUEST}}
    """

  @Test func `every wire but those of clients comes from one before, down to the last`() throws {
    let flow = try Self.flow(
      Self.pipeline,
      """
      traffic: {App: {to: N, rate: 10/s, arrivals: constant}}
      behavior: {F: {fails: 20 %, steps: [PutItem: T]}}
      """)
    let begun = Set(flow.sources.flatMap { $0.branches }.map { $0.wire })
    for index in flow.wires.indices where !begun.contains(index) {
      let came = flow.joints.filter { $0.to == index }.reduce(0) { $0 + $1.came }
      #expect(came == flow.wires[index].entered, "\(flow.wires[index].name)")
    }
    #expect(flow.joints.contains { flow.wires[$0.to].name == "Q → D" && $0.end == .setAside })
    #expect(flow.depths.max() ?? 0 >= 3, "\(flow.depths)")
  }

  @Test func `what leads on and what ends of each wire add up to what came in`() throws {
    let flow = try Self.flow(
      Self.pipeline,
      """
      traffic: {App: {to: N, rate: 10/s, arrivals: constant}}
      behavior: {F: {fails: 20 %, steps: [PutItem: T]}}
      """)
    for (index, wire) in flow.wires.enumerated() {
      let left = flow.joints.filter { $0.from == index }.reduce(0) { $0 + $1.left }
      let ended = wire.ends.reduce(0) { $0 + flow.remaining($1, on: index) }
      #expect(left + ended == wire.entered, "\(wire.name)")
      #expect(wire.ends.allSatisfy { flow.remaining($0, on: index) >= 0 })
    }
  }

  @Test func `a fan-out parts what led there by what came of it`() throws {
    let flow = try Self.flow(
      """
        N: {Type: AWS::SNS::Topic}
        A: {Type: AWS::SQS::Queue}
        B: {Type: AWS::SQS::Queue}
        SA:
          Type: AWS::SNS::Subscription
          Properties: {TopicArn: !Ref N, Protocol: sqs, Endpoint: !GetAtt A.Arn}
        SB:
          Type: AWS::SNS::Subscription
          Properties: {TopicArn: !Ref N, Protocol: sqs, Endpoint: !GetAtt B.Arn}
      """, "traffic: {App: {to: N, rate: 10/s, arrivals: constant}}")
    let sent = flow.wires[0].entered
    let first = flow.joints.filter { $0.from == 0 }
    #expect(first.count == 2 && first.reduce(0) { $0 + $1.left } == sent, "\(Self.joints(flow))")
    #expect(first.allSatisfy { $0.came == sent }, "\(Self.joints(flow))")
  }

  @Test func `a drawing shows every joint, right of what leads to it`() throws {
    let flow = try Self.flow(
      Self.pipeline, "traffic: {App: {to: N, rate: 10/s, arrivals: constant}}")
    let layout = FlowLayout(flow)
    for joint in flow.joints {
      #expect(layout.wireColumns[joint.from] < layout.wireColumns[joint.to])
    }
    #expect(layout.wireColumns.allSatisfy { $0 < layout.endColumn })
    let markup = FlowDrawing(flow).svg.markup
    #expect(markup.split(separator: " led to ").count == flow.joints.count + 1)
  }
}
