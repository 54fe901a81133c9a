import Bench
import Kernel
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// The bytes of a call, and events whose function goes on after nobody waits any more.
@Suite struct SubscriberLimitTests {
  @Test func `the events of a group share a call up to 256 KB`() throws {
    let board = SubscriberBoard(groups: .one(1))
    let queue = board.doorkeeper("Q")
    try board.subscriber(
      to: "Q", "Type: FIFO\nBatchConfiguration: {MaxBatchSize: 10, MaxBatchWindowInSeconds: 2}")
    try board.begin()
    let large = board.kind("{source: a, detail-type: b, detail: {}}", size: 100_000)
    for _ in 0..<6 { board.put(large) }
    board.run(to: 60)
    #expect(queue.roots.count == 6 && queue.roots == queue.roots.sorted())
    #expect(board.count("TargetInvocations") == 3)
  }

  @Test func `a run that goes on after its time is over still works on the event`() throws {
    let result = try Bench(
      template: """
        Resources:
          Orders: {Type: AWS::EventsV2::EventBus, Properties: {Name: orders}}
          Letters: {Type: AWS::SQS::Queue}
          Work: {Type: AWS::SQS::Queue}
          Role: {Type: AWS::IAM::Role}
          Worker:
            Type: AWS::Lambda::Function
            Properties: {Runtime: nodejs22.x, Timeout: 60}
          Cleaner: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, Timeout: 5}}
          Mapping:
            Type: AWS::Lambda::EventSourceMapping
            Properties: {EventSourceArn: !GetAtt Letters.Arn, FunctionName: !Ref Cleaner}
          Sub:
            Type: AWS::EventsV2::Subscriber
            Properties:
              Name: s
              EventBusArn: !Ref Orders
              InvokeConfiguration:
                TargetArn: !GetAtt Worker.Arn
                RoleArn: !GetAtt Role.Arn
                LambdaParameters: {InvocationType: REQUEST_RESPONSE, InvocationTimeoutSeconds: 1}
              RetryPolicy: {MaxRetryAttempts: 0}
              OnFailureConfiguration: {Arn: !GetAtt Letters.Arn}
        """,
      scenario: """
        duration: 10 s
        drain: 2 min
        calibration: ideal
        traffic:
          Shop:
            to: Orders
            rate: 1/s
            arrivals: constant
            events: [{source: shop, detail-type: Placed, detail: {total: 5}}]
        behavior:
          Worker:
            steps:
              - compute: 3 s
              - SendMessage: Work
              - when: {detail-type: [Placed]}
                steps: [SendMessage: Work]
          Cleaner: {duration: 10 ms}
        """
    ).run()
    let sent = try result.edge(from: "Shop", to: "Orders").acknowledged
    #expect(try result.edge(from: "Orders", to: "Letters").acknowledged == sent)
    // What comes after the first call is decided when the record is long in the queue.
    let calls = result.edges.filter { $0.from == "Worker" && $0.to == "Work" }
    #expect(calls.reduce(0) { $0 + $1.acknowledged } == 2 * sent)
  }
}
