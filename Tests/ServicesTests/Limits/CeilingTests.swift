import Bench
import Blueprints
import Kernel
import Measures
import Studies
import Testing

@testable import Services

/// What bounded the nodes of small runs, against peaks that are counted by hand.
@Suite struct CeilingTests {
  private static func ceiling(
    _ name: String, of label: String, _ resources: String, _ scenario: String
  ) throws -> Ceiling {
    let indented = resources.split(separator: "\n").joined(separator: "\n  ")
    let result = try Bench(template: "Resources: {\(indented)}", scenario: scenario).run()
    let node = try #require(result.nodes.first { $0.label == label })
    return try #require(
      node.ceilings.first { $0.name == name }, "\(node.ceilings.map { $0.name })")
  }

  private static func calls(
    _ name: String, _ properties: String, rate: String, work: String = "1 s"
  ) throws -> Ceiling {
    try ceiling(
      name, of: "F",
      "F: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, \(properties)}}",
      """
      {duration: 10 s, drain: 0 s,
       calibration: {base: ideal, lambda.concurrency: 1000,
         lambda.requestsPerEnvironment: 10, lambda.scaleOutRate: 100, lambda.scaleOutBurst: 1000},
       traffic: {App: {to: F, rate: \(rate), arrivals: constant, retries: none}},
       behavior: {F: {duration: \(work)}}}
      """)
  }

  @Test(arguments: [("100 ms", 0.05...0.2), ("900 ms", 0.8...1)])
  func `the one reader of a shard is compared by how long it worked, not by whether it did`(
    work: String, share: ClosedRange<Double>
  ) throws {
    let ceiling = try Self.ceiling(
      "shard concurrency", of: "M",
      """
      S: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: 1}},
      F: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13}},
      M: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt S.Arn,
        FunctionName: !Ref F, StartingPosition: TRIM_HORIZON, BatchSize: 1}}
      """,
      """
      {duration: 5 min, drain: 0 s, calibration: ideal,
       traffic: {App: {to: S, rate: 1/s, arrivals: constant}}, behavior: {F: {duration: \(work)}}}
      """)
    #expect(ceiling.level == 1 && ceiling.peak == 1)
    #expect(share.contains(ceiling.share), "\(ceiling.share)")
  }

  @Test func `reserved concurrency is compared with the most runs at once`() throws {
    let ceiling = try Self.calls(
      "reserved concurrency", "ReservedConcurrentExecutions: 8", rate: "5/s", work: "1100 ms")
    #expect(ceiling.level == 8)
    #expect(ceiling.peak == 6)
    #expect(ceiling.measure == "ConcurrentExecutions")
  }

  @Test func `without a reservation the account's concurrency bounds a function`() throws {
    let ceiling = try Self.calls("unreserved concurrency", "MemorySize: 128", rate: "5/s")
    #expect(ceiling.level == 1_000)
    #expect(ceiling.peak <= 6)
  }

  @Test func `a rate is compared with its busiest second of the clock`() throws {
    let ceiling = try Self.calls(
      "requests per second", "ReservedConcurrentExecutions: 100", rate: "250/s", work: "1 ms")
    #expect(ceiling.level == 1_000)
    #expect(ceiling.peak == 250)
  }

  @Test func `a burst is compared with the most that was missing of it`() throws {
    let ceiling = try Self.calls("scale-out", "Timeout: 900", rate: "300/s", work: "100 s")
    #expect(ceiling.level == 1_000)
    // 300 start in a second and 100 are refilled, until the 1,000 of the account run.
    #expect(abs(ceiling.peak - 667) <= 1)
  }

  @Test func `a mapping is bounded by its MaximumConcurrency`() throws {
    let ceiling = try Self.ceiling(
      "MaximumConcurrency", of: "M",
      """
      Q: {Type: AWS::SQS::Queue, Properties: {QueueName: orders}},
      F: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13}},
      M: {Type: AWS::Lambda::EventSourceMapping, Properties: {
        EventSourceArn: "arn:aws:sqs:us-east-1:123456789012:orders",
        FunctionName: F, BatchSize: 1, ScalingConfig: {MaximumConcurrency: 4}}}
      """,
      """
      {duration: 10 s, calibration: ideal,
       traffic: {App: {to: Q, rate: 50/s, arrivals: constant}}, behavior: {F: {duration: 1 s}}}
      """)
    #expect((ceiling.level, ceiling.peak) == (4, 4))
  }

  @Test func `a queue tells how many messages were in flight, of 120,000`() throws {
    let ceiling = try Self.ceiling(
      "messages in flight", of: "Q",
      """
      Q: {Type: AWS::SQS::Queue, Properties: {QueueName: orders}},
      F: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13}},
      M: {Type: AWS::Lambda::EventSourceMapping, Properties: {
        EventSourceArn: "arn:aws:sqs:us-east-1:123456789012:orders",
        FunctionName: F, BatchSize: 1, ScalingConfig: {MaximumConcurrency: 4}}}
      """,
      """
      {duration: 10 s, calibration: {base: ideal, sqs.inFlight: 120000},
       traffic: {App: {to: Q, rate: 50/s, arrivals: constant}}, behavior: {F: {duration: 1 s}}}
      """)
    #expect(ceiling.level == 120_000)
    #expect(ceiling.peak == 4)
    #expect(ceiling.measure == "ApproximateNumberOfMessagesNotVisible")
  }

  @Test func `a table tells of its hottest partition beside its capacity`() throws {
    let resources = """
      T: {Type: AWS::DynamoDB::Table, Properties: {
        AttributeDefinitions: [{AttributeName: id, AttributeType: S}],
        KeySchema: [{AttributeName: id, KeyType: HASH}],
        ProvisionedThroughput: {ReadCapacityUnits: 10, WriteCapacityUnits: 200}}}
      """
    let scenario = """
      {duration: 10 s, calibration: {base: ideal, dynamodb.partitionWrites: 1000,
         dynamodb.partitionReads: 3000},
       traffic: {App: {to: T, rate: 120/s, arrivals: constant, size: 1 KB}}}
      """
    let whole = try Self.ceiling("provisioned write units", of: "T", resources, scenario)
    #expect((whole.level, whole.peak) == (200, 120))
    let hottest = try Self.ceiling("partition write units", of: "T", resources, scenario)
    #expect((hottest.level, hottest.peak) == (1_000, 120))
  }

  @Test func `a stream tells of its hottest shard, not of the sum of all`() throws {
    let ceiling = try Self.ceiling(
      "shard records", of: "S",
      "S: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: 4}}",
      """
      {duration: 5 s, traffic: {App: {to: S, rate: 400/s, arrivals: constant}}}
      """)
    #expect(ceiling.level == 1_000)
    #expect(100...150 ~= ceiling.peak)
  }

  @Test func `a shard is compared with what it gives to all who share it`() throws {
    let resources = """
      S: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: 1, Name: clicks}},
      F: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13}},
      M: {Type: AWS::Lambda::EventSourceMapping, Properties: {
        EventSourceArn: "arn:aws:kinesis:us-east-1:123456789012:stream/clicks",
        FunctionName: F, StartingPosition: LATEST, BatchSize: 10}}
      """
    let scenario = """
      {duration: 20 s, traffic: {App: {to: S, rate: 40/s, arrivals: constant, size: 1 KB}}}
      """
    let reads = try Self.ceiling("shard reads", of: "S", resources, scenario)
    #expect(reads.level == 5 && 1...5 ~= reads.peak)
    let bytes = try Self.ceiling("shard read bytes", of: "S", resources, scenario)
    #expect(bytes.level == 2_097_152 && 30_000...90_000 ~= bytes.peak)
  }

  @Test func `topics of an account share the rate of their region`() throws {
    let ceiling = try Self.ceiling(
      "sns.publishRate", of: "A",
      "A: {Type: AWS::SNS::Topic}, B: {Type: AWS::SNS::Topic}",
      """
      {region: eu-north-1, duration: 5 s, traffic: {
        App: {to: A, rate: 40/s, arrivals: constant},
        Shop: {to: B, rate: 50/s, arrivals: constant}}}
      """)
    #expect(ceiling.isShared)
    #expect((ceiling.level, ceiling.peak) == (300, 90))
  }

  @Test func `a server tells of its workers and of those who wait`() throws {
    let scenario = """
      {duration: 10 s, traffic: {App: {to: Shop, rate: 10/s, arrivals: constant}},
       outside: {Shop: {workers: 3, queue: {capacity: 50}}},
       behavior: {Shop: {duration: 1 s}}}
      """
    let queue = "Q: {Type: AWS::SQS::Queue}"
    let workers = try Self.ceiling("workers", of: "Shop", queue, scenario)
    #expect((workers.level, workers.peak) == (3, 3))
    let room = try Self.ceiling("queue", of: "Shop", queue, scenario)
    #expect((room.level, room.peak) == (50, 50))
  }

  @Test func `what ideal leaves unbounded has no ceiling`() throws {
    let result = try Bench(
      template: "Resources: {A: {Type: AWS::SNS::Topic}}",
      scenario: "{duration: 1 s, calibration: ideal, traffic: {App: {to: A, rate: 5/s}}}"
    ).run()
    #expect(result.nodes.allSatisfy { $0.ceilings.isEmpty })
  }

  @Test func `the hottest of several is the one that is nearest to its bound`() {
    let ceilings = [
      Ceiling("a", 1_000, peak: 500, in: .count), Ceiling("b", 10, peak: 6, in: .count),
      Ceiling("c", 10, peak: 1, in: .count),
    ]
    #expect(Ceiling.hottest(ceilings)?.name == "b")
    #expect(Ceiling.hottest([]) == nil)
  }
}
