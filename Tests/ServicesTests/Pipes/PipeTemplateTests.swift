import Bench
import Studies
import Testing

@testable import Services

/// A template of SAM with pipes from end to end: queue, pipe, bus; table, pipe, queue.
struct PipeTemplateTests {
  private static let template = """
    Transform: AWS::Serverless-2016-10-31
    Resources:
      Inbox: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 120}}
      Bus: {Type: AWS::Events::EventBus, Properties: {Name: orders}}
      Check:
        Type: AWS::Serverless::Function
        Properties: {Runtime: nodejs22.x, Handler: a.b, InlineCode: x, Timeout: 10}
      ToBus:
        Type: AWS::Pipes::Pipe
        Properties:
          RoleArn: !GetAtt Role.Arn
          Source: !GetAtt Inbox.Arn
          SourceParameters:
            SqsQueueParameters: {BatchSize: 5, MaximumBatchingWindowInSeconds: 2}
            FilterCriteria: {Filters: [{Pattern: '{"body": {"total": [{"numeric": [">", 100]}]}}'}]}
          Enrichment: !GetAtt Check.Arn
          Target: !GetAtt Bus.Arn
          TargetParameters:
            InputTemplate: '{"total": <$.body.total>, "by": "<$.messageId>"}'
            EventBridgeEventBusParameters: {Source: shop, DetailType: OrderPlaced}
      Large:
        Type: AWS::Events::Rule
        Properties:
          EventBusName: !Ref Bus
          EventPattern: {source: [shop], detail: {total: [{numeric: [">", 400]}]}}
          Targets: [{Id: W, Arn: !GetAtt Keep.Arn}]
      Keep:
        Type: AWS::Serverless::Function
        Properties:
          Runtime: nodejs22.x
          Handler: a.b
          InlineCode: x
          Timeout: 10
      Orders:
        Type: AWS::DynamoDB::Table
        Properties:
          BillingMode: PAY_PER_REQUEST
          KeySchema: [{AttributeName: id, KeyType: HASH}]
          StreamSpecification: {StreamViewType: NEW_IMAGE}
      ToOut:
        Type: AWS::Pipes::Pipe
        Properties:
          RoleArn: !GetAtt Role.Arn
          Source: !GetAtt Orders.StreamArn
          SourceParameters:
            DynamoDBStreamParameters: {StartingPosition: TRIM_HORIZON, BatchSize: 10}
          Target: !GetAtt Out.Arn
      Out: {Type: AWS::SQS::Queue}
      Role: {Type: AWS::IAM::Role, Properties: {}}
    """

  @Test func `a queue reaches a bus by a pipe, and a table a queue by another`() throws {
    let bench = try Bench(
      template: Self.template,
      scenario: """
        duration: 2 min
        drain: 10 min
        traffic:
          Shop: {to: Inbox, rate: 10/s, events: {total: {$integer: [1, 500]}}}
        behavior:
          Check: {duration: 20 ms}
          Keep: {steps: [{PutItem: Orders}]}
        """)
    #expect(bench.notes.isEmpty)
    let result = bench.run()
    let source = try result.edge(from: "Inbox", to: "ToBus")
    let published = try result.edge(from: "ToBus", to: "Bus").acknowledged
    #expect(source.entered > 1_000 && source.filtered > 150 && source.held == 0)
    #expect(source.acknowledged == published)
    #expect(try result.edge(from: "ToBus", to: "Check").acknowledged == published)
    let kept = try result.count("TriggeredRules", at: "Large")
    #expect(kept > 150 && kept < published / 2)
    let changes = try result.edge(from: "Orders", to: "ToOut")
    #expect(changes.acknowledged == kept && changes.held == 0)
    #expect(try result.edge(from: "ToOut", to: "Out").acknowledged == kept)
    #expect(try result.gauge("ApproximateNumberOfMessagesVisible", at: "Out").level == kept)
    #expect(try result.samples("Duration", at: "ToBus").minimum ?? 0 >= 20_000_000)
  }
}
