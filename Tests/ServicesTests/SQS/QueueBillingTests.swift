import Bench
import Kernel
import Testing

@testable import Blueprints
@testable import Services

/// AWS bills each 64 KB of a request's payload as a request.
@Suite struct QueueBillingTests {
  private static let template = """
    Resources:
      News: {Type: AWS::SNS::Topic}
      Wire:
        Type: AWS::SNS::Subscription
        Properties: {TopicArn: !Ref News, Protocol: sqs, Endpoint: !GetAtt Orders.Arn}
      Orders: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 60}}
      Ship: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x}}
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties: {EventSourceArn: !GetAtt Orders.Arn, FunctionName: !Ref Ship, BatchSize: 1}
    """

  /// The units of sends, receives and deletions of ten messages of a size.
  private func units(_ target: String, size: String) throws -> [Int64] {
    let bench = try Bench(
      template: Self.template,
      scenario: """
        {duration: 11 s, calibration: ideal,
         traffic: {Shop: {to: \(target), rate: 1/s, arrivals: constant, size: \(size)}}}
        """)
    _ = bench.run()
    let queue = try #require(bench.world.nodes.first { $0 is Queue } as? Queue)
    let sent = queue.sent.total
    return [queue.card.units[0] / sent, queue.card.units[1] / sent, queue.card.units[2] / sent]
  }

  @Test func `a send, a delivery and a receive are billed for each 64 KB, a deletion once`() throws
  {
    #expect(try units("Orders", size: "1 KB") == [1, 1, 1])
    #expect(try units("Orders", size: "200 KB") == [4, 4, 1])
    #expect(try units("News", size: "200 KB") == [4, 4, 1])
  }

  @Test func `whoever fetches needs to see the attributes of the queue`() {
    let permissions = Queue.declaration.inlets.compactMap { $0.permission }
    #expect(permissions.contains("sqs:ReceiveMessage, sqs:GetQueueAttributes"))
  }

  @Test func `a run is over when no code works any more, though its message is gone`() throws {
    let bench = try Bench(
      template: """
        Resources:
          Orders:
            Type: AWS::SQS::Queue
            Properties:
              VisibilityTimeout: 30
              RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 1}
          Dead: {Type: AWS::SQS::Queue}
          Ship: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, Timeout: 30}}
          Mapping:
            Type: AWS::Lambda::EventSourceMapping
            Properties:
              FunctionName: !Ref Ship
              EventSourceArn: !GetAtt Orders.Arn
              BatchSize: 10
              MaximumBatchingWindowInSeconds: 20
        """,
      scenario: """
        {duration: 1.5 s, calibration: ideal,
         traffic: {Shop: {to: Orders, rate: 1/s, arrivals: constant}},
         behavior: {Ship: {duration: 25 s}}}
        """)
    let result = bench.run()
    let drained = try #require(result.drained)
    // Received after 1 s, run from 21 s to 46 s; its message is set aside at 31 s.
    #expect(drained >= .start + .seconds(46))
  }
}
