import Bench
import Kernel
import Measures
import Testing

@testable import Blueprints
@testable import Services

struct StreamMappingTests {
  @Test func `every write that changes something is run once, in batches of up to 100`() throws {
    let result = try StreamBench.bench(
      behavior: "perBatch: 3 s", rate: "200/s", duration: "1 min", drain: "30 min"
    ).run()
    let written = try result.edge(from: "Shop", to: "T").acknowledged
    #expect(try result.edge(from: "T", to: "Worker").acknowledged == written)
    #expect(try result.count("PolledEventCount", at: "M") == written)
    #expect(try result.count("InvokedEventCount", at: "M") == written)
    #expect(result.consumers.first?.first == written)
    let runs = try result.count("Invocations", at: "Worker")
    #expect(runs >= written / 100 && runs < written / 90)
    #expect(result.imbalances.isEmpty)
  }

  @Test func `reads change nothing, so nobody is told of them`() throws {
    let result = try StreamBench.bench(traffic: "action: GetItem").run()
    #expect(try result.edge(from: "T", to: "Worker").entered == 0)
  }

  @Test func `a lookup costs nothing while no record is there`() throws {
    let result = try StreamBench.bench(rate: "1/h", duration: "24 h").run()
    #expect(result.events < 2_000)
  }

  /// Partitions as AWS has them: four for what a new table serves.
  private static let partitioned =
    "dynamodb.initialWrites: 4000, dynamodb.initialReads: 12000, dynamodb.partitionWrites: 1000, "
    + "dynamodb.partitionReads: 3000"

  @Test(arguments: [1, 3]) func `shards times the ParallelizationFactor bound what runs at once`(
    factor: Int64
  ) throws {
    let bench = try StreamBench.bench(
      mapping: "ParallelizationFactor: \(factor)", behavior: "perBatch: 5 s", rate: "500/s",
      drain: "0 s", calibration: Self.partitioned)
    let shards = try #require(bench.world.node(labelled: "T")?.stream?.shardCount)
    #expect(shards == 4)
    let result = bench.run()
    let most = Int64(shards) * factor
    #expect(try result.gauge("ConcurrentExecutions", at: "Worker").maximum == most)
    #expect(try result.gauge("ConcurrentBatches", at: "M").maximum == most)
  }

  @Test func `IteratorAge is the age of the last record of a batch when it is sent`() throws {
    // One record a second and one batch each ten: the last record was written when it is sent.
    let result = try StreamBench.bench(
      mapping: "MaximumBatchingWindowInSeconds: 10", behavior: "perBatch: 1 s", rate: "1/s",
      duration: "10 min", traffic: "group: one, arrivals: constant"
    ).run()
    let ages = try result.samples("IteratorAge", at: "Worker")
    #expect(ages.count == (try result.count("Invocations", at: "Worker")))
    #expect((999_000_000...1_001_000_000).contains(ages.quantile(0.9) ?? 0))
    #expect(try result.edge(from: "T", to: "Worker").hop.histogram.maximum ?? 0 > 5_000_000_000)
  }

  @Test func `IteratorAge climbs while a record that always fails holds up its shard`() throws {
    let result = try StreamBench.bench(
      behavior: "duration: 1 s, poison: 100 %", rate: "1/s", duration: "10 min", drain: "0 s",
      traffic: "group: one"
    ).run()
    #expect(try result.samples("IteratorAge", at: "Worker").maximum ?? 0 > 595_000_000_000)
    #expect(try result.edge(from: "T", to: "Worker").acknowledged == 0)
  }

  @Test func `an alarm on the IteratorAge of a function hears of a shard that is held up`() throws {
    let result = try StreamBench.bench(
      behavior: "duration: 1 s, poison: 100 %", rate: "1/s", duration: "20 min", drain: "0 s",
      more: """
          A:
            Type: AWS::CloudWatch::Alarm
            Properties: {Namespace: AWS/Lambda, MetricName: IteratorAge, Statistic: Maximum,
              Dimensions: [{Name: FunctionName, Value: !Ref Worker}], Period: 60,
              EvaluationPeriods: 1, ComparisonOperator: GreaterThanThreshold, Threshold: 300000}
        """
    ).run()
    #expect(try result.count("ChangesToAlarm", at: "A") == 1)
    let alarm = try #require(result.episodes.first { $0.kind == .inAlarm })
    #expect((300...540).contains((alarm.begin - .start).seconds))
  }

  @Test func `a record is run again behind a failure, though the stream has it once`() throws {
    let result = try StreamBench.bench(
      mapping: "MaximumBatchingWindowInSeconds: 1", behavior: "duration: 1 ms, fails: 2 %",
      rate: "50/s"
    ).run()
    let consumer = try #require(result.consumers.first)
    #expect(consumer.first == (try result.edge(from: "Shop", to: "T").acknowledged))
    #expect(consumer.repeated > 100)
  }

  @Test func `a throttled batch uses no retry up and is run when there is room`() throws {
    let result = try StreamBench.bench(
      mapping: "MaximumRetryAttempts: 0", rate: "5/s", duration: "10 s", drain: "5 min",
      scenario: "faults: [{at: 0 s, for: 2 min, throttle: Worker}]"
    ).run()
    let written = try result.edge(from: "Shop", to: "T").acknowledged
    #expect(try result.edge(from: "T", to: "Worker").acknowledged == written)
    #expect(try result.count("Throttles", at: "Worker") > 20)
  }

  @Test func `a run out of time counts as a failed one`() throws {
    let result = try StreamBench.bench(
      mapping: "MaximumRetryAttempts: 1", behavior: "duration: 901 s", rate: "1/h",
      duration: "1 h", drain: "2 h"
    ).run()
    let written = try result.edge(from: "Shop", to: "T").acknowledged
    #expect(try result.count("Invocations", at: "Worker") == 2 * written)
    #expect(try result.count("DroppedEventCount", at: "M") == written)
    #expect(
      try result.edge(from: "T", to: "Worker").dropped[Edge.Loss.retriesExhausted.rawValue]
        == written)
  }

  private static let queue = "  GivenUp: {Type: AWS::SQS::Queue}"
  private static let destination =
    "DestinationConfig: {OnFailure: {Destination: !GetAtt GivenUp.Arn}}"

  @Test func `one word of each batch that is given up goes to the destination`() throws {
    let bench = try StreamBench.bench(
      mapping: "MaximumRetryAttempts: 1\n      BatchSize: 1\n      \(Self.destination)",
      behavior: "duration: 1 ms, poison: 100 %", more: Self.queue)
    let result = bench.run()
    let written = try result.edge(from: "Shop", to: "T").acknowledged
    #expect(try result.edge(from: "T", to: "Worker").deadLettered == written)
    #expect(try result.edge(from: "Worker", to: "GivenUp").acknowledged == written)
    #expect(
      try result.count("OnFailureDestinationDeliveredEventCount", at: "M") == written)
    let word = bench.world.kinds.first { $0.label == "given-up records" }?.content
    #expect(word?["requestContext"]?["condition"] == .text("RetryAttemptsExhausted"))
    #expect(word?["requestContext"]?["approximateInvokeCount"] == .number("2"))
    #expect(word?["DDBStreamBatchInfo"]?["batchSize"] == .number("1"))
    #expect(word?["Records"] == nil)
  }

  @Test func `a batch that is given up without a destination is lost in silence`() throws {
    let result = try StreamBench.bench(
      mapping: "MaximumRetryAttempts: 0", behavior: "duration: 1 ms, poison: 100 %"
    ).run()
    let edge = try result.edge(from: "T", to: "Worker")
    #expect(edge.lost == edge.entered && edge.entered > 0)
  }

  @Test func `records are given up at the age that the mapping sets`() throws {
    let bench = try StreamBench.bench(
      mapping: "MaximumRecordAgeInSeconds: 60\n      \(Self.destination)",
      behavior: "duration: 1 s, poison: 100 %", rate: "1/s", duration: "1 min", drain: "3 min",
      more: Self.queue)
    let edge = try bench.run().edge(from: "T", to: "Worker")
    #expect(edge.deadLettered == edge.entered && edge.entered > 0)
    let word = bench.world.kinds.first { $0.label == "given-up records" }?.content
    #expect(word?["requestContext"]?["condition"] == .text("RecordAgeExceeded"))
  }

  @Test func `filters read the name of the change and the image of the item`() throws {
    let result = try StreamBench.bench(
      mapping: """
        FilterCriteria:
                Filters:
                  - Pattern: {eventName: [INSERT], dynamodb: {NewImage: {total: {N: ['7']}}}}
        """,
      rate: "100/s", traffic: "events: {id: {$uuid: true}, total: {$integer: [1, 10]}}"
    ).run()
    let edge = try result.edge(from: "T", to: "Worker")
    #expect(edge.filtered + edge.acknowledged == edge.entered)
    #expect(abs(Double(edge.acknowledged) / Double(edge.entered) - 0.1) < 0.02)
    #expect(try result.count("FilteredOutEventCount", at: "M") == edge.filtered)
  }

  @Test func `code sees the item inside the record`() throws {
    let result = try StreamBench.bench(
      behavior: """
        steps: [{when: {total: [7]}, steps: [compute: 1 ms], else: [compute: 2 ms]}]
        """, traffic: "events: {total: 7}"
    ).run()
    #expect(try result.samples("Duration", at: "Worker").minimum ?? .max < 2_000_000)
  }

  @Test func `a disabled mapping reads nothing, and one that is enabled reads on`() throws {
    let off = try StreamBench.bench(mapping: "Enabled: false", drain: "0 s").run()
    #expect(try off.edge(from: "T", to: "Worker").acknowledged == 0)
    let pauses = [
      "faults: [{at: 10 s, for: 2 min, stop: M}]",
      "actions: [{at: 10 s, disable: M}, {at: 130 s, enable: M}]",
    ]
    for pause in pauses {
      let stopped = try StreamBench.bench(duration: "140 s", scenario: pause).run()
      let edge = try stopped.edge(from: "T", to: "Worker")
      #expect(edge.acknowledged == edge.entered)
      #expect(edge.hop.histogram.maximum ?? 0 > 115_000_000_000)
    }
  }

  @Test func `a window of a state ends with a run without records`() throws {
    let result = try StreamBench.bench(
      mapping: "TumblingWindowInSeconds: 30", behavior: "perBatch: 1 ms", rate: "1/s",
      duration: "5 min", traffic: "group: one"
    ).run()
    let batches = try result.samples("IteratorAge", at: "Worker").count
    #expect(try result.count("Invocations", at: "Worker") == batches + 10)
  }
}
