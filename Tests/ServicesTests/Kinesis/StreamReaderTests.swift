import Bench
import Kernel
import Testing

@testable import Blueprints
@testable import Services

/// Functions that follow a stream of Kinesis.
@Suite struct StreamReaderTests {
  private static func bench(
    source: String = "Clicks", mapping: String = "", calibration: String = "",
    traffic: String = "rate: 20/s", behavior: String = "duration: 1 ms"
  ) throws -> Bench {
    try Bench(
      template: """
        Resources:
          Clicks: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: 2}}
          Fast:
            Type: AWS::Kinesis::StreamConsumer
            Properties: {ConsumerName: fast, StreamARN: !GetAtt Clicks.Arn}
          Code: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, Timeout: 60}}
          Mapping:
            Type: AWS::Lambda::EventSourceMapping
            Properties:
              EventSourceArn: !GetAtt \(source).Arn
              FunctionName: !Ref Code
              StartingPosition: TRIM_HORIZON
              \(mapping)
        """,
      scenario: """
        duration: 30 s
        drain: 1 min
        calibration: {base: ideal\(calibration)}
        traffic: {App: {to: Clicks, \(traffic)}}
        behavior: {Code: {\(behavior)}}
        """)
  }

  @Test func `a function has a record after the propagation and up to a second of polling`() throws
  {
    let polling = ", kinesis.poll: 1 s, kinesis.propagation: 200 ms"
    let result = try Self.bench(calibration: polling).run()
    #expect(try result.edge(from: "Clicks", to: "Code").acknowledged == result.messages)
    let latency = try #require(result.consumers.first { $0.label == "Code" }?.latency(from: 0))
    #expect(abs(try #require(latency.histogram.mean) / 1e9 - 0.7) < 0.1)
    #expect(try #require(latency.histogram.maximum) < 1_300_000_000)
    #expect(try result.samples("GetRecords.IteratorAgeMilliseconds", at: "Clicks").count > 20)
  }

  @Test func `an enhanced fan-out consumer has it as soon as it is pushed`() throws {
    let pushed = ", kinesis.poll: 1 s, kinesis.fanOutPropagation: 70 ms"
    let result = try Self.bench(source: "Fast", calibration: pushed).run()
    #expect(try result.edge(from: "Clicks", to: "Code").acknowledged == result.messages)
    let latency = try #require(result.consumers.first { $0.label == "Code" }?.latency(from: 0))
    #expect(abs(try #require(latency.histogram.mean) / 1e9 - 0.071) < 0.005)
    #expect(try result.count("SubscribeToShardEvent.Success", at: "Fast") > 100)
    #expect(try result.count("GetRecords.Success", at: "Clicks") == 0)
  }

  @Test func `a filter looks into the data of a record`() throws {
    let result = try Self.bench(
      mapping: #"FilterCriteria: {Filters: [{Pattern: '{"data": {"vip": [true]}}'}]}"#,
      traffic: "rate: 20/s, events: [{weight: 1, vip: true}, {weight: 3, vip: false}]"
    ).run()
    let edge = try result.edge(from: "Clicks", to: "Code")
    #expect(edge.filtered > edge.acknowledged && edge.acknowledged > 100)
    #expect(edge.filtered + edge.acknowledged == result.messages)
  }

  @Test func `the bytes that are read are those that were written`() throws {
    let result = try Self.bench(traffic: "rate: 20/s, size: 2 KB").run()
    #expect(
      try result.count("GetRecords.Bytes", at: "Clicks")
        == result.count("IncomingBytes", at: "Clicks"))
  }

  @Test func `a function that throws holds its shard up, and the other goes on`() throws {
    let result = try Self.bench(
      mapping: "ParallelizationFactor: 1", traffic: "rate: 20/s, key: group, group: {count: 40}",
      behavior: "duration: 1 ms, poison: 0.2 %"
    ).run()
    let edge = try result.edge(from: "Clicks", to: "Code")
    #expect(edge.held > 0 && edge.acknowledged > 0 && edge.lost == 0)
  }
}
