import Bench
import Studies
import Testing

/// What arrives says by which resource it came with the name that AWS shows, not with the logical
/// id.
@Suite struct PhysicalNameTests {
  /// How many messages a function takes through a filter, of all that came.
  private static func share(
    of source: String, _ resource: String, matching pattern: String
  ) throws -> Double {
    let result = try Bench(
      template: """
        Resources:
          Source: \(resource)
          Code: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, Timeout: 60}}
          Mapping:
            Type: AWS::Lambda::EventSourceMapping
            Properties:
              EventSourceArn: !GetAtt \(source)
              FunctionName: !Ref Code
              StartingPosition: TRIM_HORIZON
              FilterCriteria: {Filters: [{Pattern: '\(pattern)'}]}
        """,
      scenario: """
        duration: 10 s
        drain: 1 min
        calibration: ideal
        traffic: {App: {to: Source, rate: 10/s}}
        behavior: {Code: {duration: 1 ms}}
        """
    ).run()
    let edge = try result.edge(from: "Source", to: "Code")
    return Double(edge.acknowledged) / Double(edge.entered)
  }

  private static let stream =
    "{Type: AWS::Kinesis::Stream, Properties: {Name: clicks, ShardCount: 1}}"
  private static let table = """
    {Type: AWS::DynamoDB::Table, Properties: {TableName: orders, BillingMode: PAY_PER_REQUEST, \
    KeySchema: [{AttributeName: id, KeyType: HASH}], \
    StreamSpecification: {StreamViewType: NEW_IMAGE}}}
    """

  private static func pattern(_ arn: String) -> String {
    #"{"eventSourceARN": [{"prefix": "arn:aws:\#(arn)"}]}"#
  }

  @Test(arguments: [("clicks", 1.0), ("Source", 0)])
  func `a record of a stream has the name of the stream in its ARN`(
    name: String, share: Double
  ) throws {
    let pattern = Self.pattern("kinesis:us-east-1:123456789012:stream/\(name)")
    #expect(try Self.share(of: "Source.Arn", Self.stream, matching: pattern) == share)
  }

  @Test(arguments: [("orders", 1.0), ("Source", 0)])
  func `a record of a table has the name of the table in its ARN`(
    name: String, share: Double
  ) throws {
    let pattern = Self.pattern("dynamodb:us-east-1:123456789012:table/\(name)/stream/")
    #expect(try Self.share(of: "Source.StreamArn", Self.table, matching: pattern) == share)
  }

  @Test(arguments: [("news", true), ("Topic", false)])
  func `a notification has the name of the topic in its ARN`(name: String, isThere: Bool) throws {
    let bench = try Bench(
      template: """
        Resources:
          Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: news}}
          Queue: {Type: AWS::SQS::Queue}
          Wire:
            Type: AWS::SNS::Subscription
            Properties: {TopicArn: !Ref Topic, Protocol: sqs, Endpoint: !GetAtt Queue.Arn}
        """,
      scenario: """
        duration: 2 s
        calibration: ideal
        traffic: {App: {to: Topic, rate: 10/s}}
        """)
    _ = try bench.run()
    let arns = bench.world.kinds.compactMap { $0.content?["TopicArn"] }
    #expect(arns.contains(.text("arn:aws:sns:us-east-1:123456789012:\(name)")) == isThere)
  }
}
