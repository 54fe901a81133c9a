import Bench
import Studies
import Testing

@testable import Reports

/// What those need who follow a Kinesis stream, by sharing what its shards give or through a
/// consumer of their own.
@Suite struct StreamPermissionTests {
  private static func reading(
    _ statements: String, from source: String, stream: String = "", more: String = ""
  ) throws -> PermissionReading {
    let result = try Bench(
      template: """
        Resources:
          Clicks: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: 1\(stream)}}
          Fast:
            Type: AWS::Kinesis::StreamConsumer
            Properties: {ConsumerName: fast, StreamARN: !GetAtt Clicks.Arn}
          R:
            Type: AWS::IAM::Role
            Properties:
              Policies:
                - {PolicyName: all, PolicyDocument: {Statement: [\(statements)]}}
          Code:
            Type: AWS::Lambda::Function
            Properties: {Role: !GetAtt R.Arn, Runtime: python3.13}
          Mapping:
            Type: AWS::Lambda::EventSourceMapping
            Properties:
              EventSourceArn: !GetAtt \(source).Arn
              FunctionName: !Ref Code
              StartingPosition: TRIM_HORIZON
        \(more)
        """,
      scenario: """
        {duration: 5 s, calibration: ideal, traffic: {App: {to: Clicks, rate: 2/s}},
         behavior: {Code: {duration: 1 ms}}}
        """
    ).run()
    return PermissionReading(Subject(title: "Clicks", runs: [result]))
  }

  private static func missing(_ reading: PermissionReading) -> [String] {
    reading.check.missing.map {
      "\($0.need.caller) on \($0.need.place): \($0.actions.joined(separator: " "))"
    }
  }

  private static func allow(_ actions: String, on resource: String) -> String {
    "{Effect: Allow, Action: [\(actions)], Resource: \(resource)}"
  }

  private static let describing = "'kinesis:Describe*', 'kinesis:ListShards'"
  private static let (stream, consumer) = ("!GetAtt Clicks.Arn", "!Ref Fast")

  @Test func `a reader with a consumer of its own subscribes to shards, and gets no records`()
    throws
  {
    let shared = Self.allow(
      Self.describing + ", 'kinesis:GetRecords', 'kinesis:GetShardIterator'", on: Self.stream)
    #expect(
      Self.missing(try Self.reading(shared, from: "Fast")) == [
        "Code on Fast: kinesis:SubscribeToShard"
      ])
    let own =
      Self.allow(Self.describing, on: Self.stream) + ", "
      + Self.allow("'kinesis:SubscribeToShard'", on: Self.consumer)
    let reading = try Self.reading(own, from: "Fast")
    #expect(Self.missing(reading) == [])
    #expect(reading.check.unused.isEmpty)
  }

  @Test func `to describe and list shards is allowed on the stream, and not on the consumer`()
    throws
  {
    let wrong = Self.allow(
      Self.describing + ", 'kinesis:SubscribeToShard'", on: Self.consumer)
    #expect(
      Self.missing(try Self.reading(wrong, from: "Fast")) == [
        "Code on Fast: kinesis:DescribeStream kinesis:DescribeStreamSummary kinesis:ListShards"
      ])
  }

  @Test func `a reader that shares a stream gets records, and subscribes to nothing`() throws {
    let own =
      Self.allow(Self.describing, on: Self.stream) + ", "
      + Self.allow("'kinesis:SubscribeToShard'", on: Self.consumer)
    #expect(
      Self.missing(try Self.reading(own, from: "Clicks")) == [
        "Code on Clicks: kinesis:GetRecords kinesis:GetShardIterator"
      ])
  }

  @Test func `the least policy has a statement for the stream and one for its consumer`() throws {
    let least = try Self.reading(Self.allow("'kinesis:*'", on: "'*'"), from: "Fast").least
    let statements = least.policies.filter { $0.holder == "R" }.flatMap { $0.statements }
      .filter { $0.target == "Fast" }
    #expect(
      statements.map { $0.actions } == [
        ["kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:ListShards"],
        ["kinesis:SubscribeToShard"],
      ])
    let ends = statements.map { $0.resources.map { $0.split(separator: ":").count } }
    #expect(ends == [[6], [7]])
  }

  @Test func `who reads an encrypted stream through a consumer has to be let at the stream's key`()
    throws
  {
    let account =
      "{Effect: Allow, Principal: {AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root'}, "
      + "Action: 'kms:*', Resource: '*'}"
    let reading = try Self.reading(
      Self.allow("'kinesis:*'", on: "'*'"), from: "Fast",
      stream: ", StreamEncryption: {EncryptionType: KMS, KeyId: !Ref K}",
      more: "  K: {Type: AWS::KMS::Key, Properties: {KeyPolicy: {Statement: [\(account)]}}}")
    #expect(Self.missing(reading) == ["Code on Fast: kms:Decrypt"])
  }
}
