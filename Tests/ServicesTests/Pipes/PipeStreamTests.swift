import Bench
import Documents
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// A pipe that reads a stream; the rules are those of the facts on EventBridge, section 2.6.
struct PipeStreamTests {
  private static func bench(
    _ properties: String, reading: String = "", filter: String = "",
    traffic: String = "rate: 5/s, arrivals: constant", rest: String = "",
    calibration: String = "ideal", isTable: Bool = true
  ) throws(InputErrors) -> Bench {
    let name = isTable ? "DynamoDBStreamParameters" : "KinesisStreamParameters"
    let start = reading.contains("Starting") || reading == "none" ? "" : "StartingPosition: LATEST"
    let terms = [start, reading == "none" ? "" : reading].filter { !$0.isEmpty }
    return try Bench(
      template: """
        Resources:
          Orders:
            Type: AWS::DynamoDB::Table
            Properties:
              BillingMode: PAY_PER_REQUEST
              KeySchema: [{AttributeName: id, KeyType: HASH}]
              StreamSpecification: {StreamViewType: NEW_IMAGE}
          Plain:
            Type: AWS::DynamoDB::Table
            Properties:
              BillingMode: PAY_PER_REQUEST
              KeySchema: [{AttributeName: id, KeyType: HASH}]
          Log: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: 2}}
          Second: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: 2}}
          Out: {Type: AWS::SQS::Queue}
          Small: {Type: AWS::SQS::Queue, Properties: {MaximumMessageSize: 4000}}
          Failed: {Type: AWS::SQS::Queue}
          Worker: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, Timeout: 20}}
          Pipe:
            Type: AWS::Pipes::Pipe
            Properties:
              Name: Pipe
              RoleArn: arn
              Source: !GetAtt \(isTable ? "Orders.StreamArn" : "Log.Arn")
              SourceParameters: {\(filter)\(name): {\(terms.joined(separator: ", "))}}
              \(properties)
        """,
      scenario: """
        duration: 60 s
        drain: 10 min
        calibration: \(calibration)
        traffic: {Shop: {to: \(isTable ? "Orders" : "Log"), \(traffic)}}
        \(rest)
        """)
  }

  private static func slips(
    _ properties: String, reading: String = "", isTable: Bool = true
  ) -> String {
    do throws(InputErrors) {
      let bench = try bench(properties, reading: reading, isTable: isTable)
      return bench.notes.isEmpty ? "none" : bench.notes.joined(separator: "\n")
    } catch {
      return error.errors.map { $0.problem + ($0.remedy.map { " → " + $0 } ?? "") }
        .joined(separator: "\n")
    }
  }

  @Test(arguments: [true, false])
  func `2-6 an execution has 100 records of a stream where nothing else is said`(
    isTable: Bool
  ) throws {
    let result = try Self.bench(
      "Target: !GetAtt Worker.Arn", traffic: "rate: 100/s, arrivals: constant, group: one",
      rest: "behavior: {Worker: {perBatch: 5 s}}", isTable: isTable
    ).run()
    let source = try result.edge(from: isTable ? "Orders" : "Log", to: "Pipe")
    #expect(source.acknowledged == result.messages && source.held == 0)
    let executions = try result.count("Invocations", at: "Pipe")
    #expect(executions > result.messages / 100 - 2 && executions < result.messages / 80)
  }

  @Test func `2-6-6 a shard has one execution at a time, or as many as the factor says`() throws {
    for factor in [Int64(1), 4] {
      let result = try Self.bench(
        "Target: !GetAtt Worker.Arn", reading: "BatchSize: 5, ParallelizationFactor: \(factor)",
        traffic: "rate: 50/s, arrivals: constant, group: {count: 200}",
        rest: "behavior: {Worker: {perBatch: 1 s}}", isTable: false
      ).run()
      #expect(try result.gauge("Concurrency", at: "Pipe").maximum == 2 * factor)
      #expect(result.imbalances.isEmpty)
    }
  }

  @Test func `2-6-1 patterns and templates look into the records of a table`() throws {
    let filter = """
      FilterCriteria: {Filters: [
      {Pattern: '{"dynamodb": {"NewImage": {"kind": {"S": ["rush"]}}}}'}]}, 
      """
    let bench = try Self.bench(
      """
      Target: !GetAtt Worker.Arn
            TargetParameters: {InputTemplate: '{"number": <$.dynamodb.NewImage.number.N>}'}
      """, filter: filter.replacing("\n", with: ""),
      traffic: "rate: 5/s, arrivals: constant, events: [{kind: rush, number: 7}, "
        + "{kind: slow, number: 8}]",
      rest: """
        behavior:
          Worker:
            steps: [{when: {number: ["7"]}, steps: [{PutItem: Plain}], else: [compute: 1 ms]}]
        """)
    let result = bench.run()
    let source = try result.edge(from: "Orders", to: "Pipe")
    #expect(source.filtered > 100 && source.acknowledged > 100)
    #expect(try result.count("FilteredOutEventCount", at: "Pipe") == source.filtered)
    #expect(try result.edge(from: "Worker", to: "Plain").entered == source.acknowledged)
  }

  @Test func `2-6-3 a record that always fails is given up after its retries, and told of`() throws
  {
    let result = try Self.bench(
      "Target: !GetAtt Small.Arn",
      reading: "BatchSize: 10, MaximumRetryAttempts: 2, "
        + "DeadLetterConfig: {Arn: !GetAtt Failed.Arn}",
      traffic: "rate: 5/s, arrivals: constant, events: [{weight: 9, t: x}, "
        + "{weight: 1, t: \(String(repeating: "x", count: 4_000))}]", isTable: false
    ).run()
    let source = try result.edge(from: "Log", to: "Pipe")
    #expect(source.deadLettered > 10 && source.acknowledged > 200)
    #expect(source.deadLettered + source.acknowledged == result.messages)
    #expect(try result.edge(from: "Pipe", to: "Failed").acknowledged > 10)
    #expect(try result.count("ExecutionFailed", at: "Pipe") > 10)
  }

  @Test func `2-6-3 a batch is cut in two until the record that fails is alone`() throws {
    func lost(_ word: String) throws -> Int64 {
      let result = try Self.bench(
        "Target: !GetAtt Worker.Arn",
        reading: "BatchSize: 32, MaximumBatchingWindowInSeconds: 5, MaximumRetryAttempts: 1"
          + word,
        rest: "behavior: {Worker: {duration: 1 ms, poison: 2 %}}", isTable: false
      ).run()
      let source = try result.edge(from: "Log", to: "Pipe")
      #expect(source.held == 0 && source.acknowledged + source.lost == result.messages)
      return source.lost
    }
    let (alone, together) = (
      try lost(", OnPartialBatchItemFailure: AUTOMATIC_BISECT"), try lost("")
    )
    #expect(alone > 0 && alone < 15 && together > 2 * alone)
  }

  @Test func `2-6 a record that is older than the pipe wants is given up`() throws {
    let result = try Self.bench(
      "Target: !GetAtt Worker.Arn", reading: "MaximumRecordAgeInSeconds: 60",
      traffic: "rate: 1/s, arrivals: constant, group: one",
      rest: "behavior: {Worker: {duration: 1 ms, fails: 100 %}}"
    ).run()
    let source = try result.edge(from: "Orders", to: "Pipe")
    #expect(source.dropped[Edge.Loss.tooOld.rawValue] == result.messages)
  }

  @Test func `a target that takes ten records gets ten, and that is said`() throws {
    let bench = try Self.bench("Target: !GetAtt Out.Arn")
    #expect(
      bench.notes == [
        "Pipe has no BatchSize, and reads 10 records at a time here, the most that Out takes"
      ])
    let result = bench.run()
    #expect(try result.edge(from: "Pipe", to: "Out").acknowledged == result.messages)
  }

  @Test func `records go on into another stream with the key that the template gives`() throws {
    let result = try Self.bench(
      """
      Target: !GetAtt Second.Arn
            TargetParameters: {KinesisStreamParameters: {PartitionKey: total}}
      """, traffic: "rate: 5/s, arrivals: constant, group: {count: 100}", isTable: false
    ).run()
    #expect(try result.edge(from: "Pipe", to: "Second").acknowledged == result.messages)
  }

  @Test(arguments: [
    (
      "none", true,
      "Pipe has no StartingPosition → AWS refuses this: write DynamoDBStreamParameters: "
        + "{StartingPosition: LATEST}, or one of TRIM_HORIZON, LATEST"
    ),
    (
      "StartingPosition: AT_TIMESTAMP", true,
      "Pipe begins AT_TIMESTAMP → AWS refuses this: write DynamoDBStreamParameters: "
        + "{StartingPosition: LATEST}, or one of TRIM_HORIZON, LATEST"
    ),
    ("StartingPosition: AT_TIMESTAMP", false, "none"),
    (
      "OnPartialBatchItemFailure: BISECT", false,
      "OnPartialBatchItemFailure of Pipe is BISECT → AWS knows only AUTOMATIC_BISECT"
    ),
    (
      "DeadLetterConfig: {Arn: !GetAtt Worker.Arn}", false,
      "Worker cannot be the destination of a pipe of a stream → name an SQS queue, an SNS topic or "
        + "an S3 bucket"
    ),
  ])
  func `slips of pipes behind streams are told`(
    reading: String, isTable: Bool, expected: String
  ) {
    #expect(
      Self.slips("Target: !GetAtt Worker.Arn", reading: reading, isTable: isTable) == expected)
  }

  @Test func `a Kinesis stream as the target wants a partition key`() {
    #expect(
      Self.slips("Target: !GetAtt Second.Arn", isTable: false)
        == "the target of Pipe is a Kinesis stream, and has no PartitionKey → give "
        + "KinesisStreamParameters: {PartitionKey: …}")
    #expect(
      Self.slips(
        """
        Target: !GetAtt Second.Arn
              TargetParameters: {KinesisStreamParameters: {PartitionKey: $.partitionKey}}
        """, isTable: false)
        == "the PartitionKey $.partitionKey of Pipe is not modelled: records keep the key of their "
        + "source")
  }

  @Test func `a table without a stream is no source`() {
    #expect(
      PipeBench.slips(
        "Target: !GetAtt Out.Arn, Source: !GetAtt Plain.Arn",
        resources: "  Plain: {Type: AWS::DynamoDB::Table, Properties: {KeySchema: "
          + "[{AttributeName: id, KeyType: HASH}], BillingMode: PAY_PER_REQUEST}}",
        source: ""
      ).contains("Plain has no stream → give it a StreamSpecification"))
  }
}
