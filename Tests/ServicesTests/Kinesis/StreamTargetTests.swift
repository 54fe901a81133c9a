import Bench
import Kernel
import Testing

@testable import Blueprints
@testable import Documents
@testable import Services

/// Streams as targets of rules and schedules, and where they cannot be.
@Suite struct StreamTargetTests {
  private static func board() -> (Switchboard, KinesisStream, StreamListener) {
    let board = Switchboard(["kinesis.shardRecords": .count(100)])
    var settings = KinesisSettings()
    settings.shards = 8
    let stream = board.stage.add(KinesisStream(settings, label: "Clicks", in: board.stage.world))
    let listener = StreamListener()
    _ = stream.attach(listener, label: "Listener", in: board.stage.world)
    return (board, stream, listener)
  }

  @Test func `a rule puts records under the id of the event`() throws {
    let (board, stream, listener) = Self.board()
    try board.rule("All", to: "Clicks")
    try board.begin()
    for _ in 0..<50 { board.put() }
    board.run(to: 1)
    #expect(listener.heard.count == 50)
    #expect(Set(listener.heard.map { $0.key }).count == 50)
    #expect(board.edge(to: "Clicks").acknowledged == 50)
    #expect(
      stream.charges(until: .start).first { $0.price == KinesisStream.payloadUnit }?.units == 50)
  }

  @Test func `a rule puts records under what its path finds in the event`() throws {
    let (board, _, listener) = Self.board()
    try board.rule(
      "All", to: "Clicks",
      "Input: '{}', KinesisParameters: {PartitionKeyPath: $.detail.customer}")
    try board.begin()
    let kinds = (1...3).map { board.kind("{source: a, detail-type: b, detail: {customer: \($0)}}") }
    for _ in 0..<10 { for kind in kinds { board.put(kind) } }
    board.run(to: 1)
    #expect(listener.heard.count == 30 && Set(listener.heard.map { $0.key }).count == 3)
    let (other, _, _) = Self.board()
    #expect(
      slip { try other.rule("R", to: "Clicks", "KinesisParameters: {PartitionKeyPath: detail}") }
        == "detail is no path to a partition key → for example $.detail.customer")
  }

  @Test func `a rule tries again what a shard turns away`() throws {
    let (board, _, listener) = Self.board()
    try board.rule(
      "All", to: "Clicks", "KinesisParameters: {PartitionKeyPath: $.detail.total}")
    try board.begin()
    for _ in 0..<150 { board.put() }
    board.run(to: 0.5)
    #expect(listener.heard.count == 100)
    board.run(to: 5)
    #expect(listener.heard.count == 150)
    #expect(board.count("RetryInvocationAttempts", at: "All") >= 50)
  }

  private static func bench(_ target: String) throws -> Bench {
    try Bench(
      template: """
        Resources:
          Clicks: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: 4}}
          Often:
            Type: AWS::Scheduler::Schedule
            Properties:
              ScheduleExpression: rate(1 minute)
              FlexibleTimeWindow: {Mode: "OFF"}
              Target: {Arn: !GetAtt Clicks.Arn, RoleArn: x\(target)}
        """,
      scenario: "{duration: 170 s, drain: 0 s, calibration: ideal}")
  }

  @Test func `a schedule puts records under the key that it gives, and needs one`() throws {
    let bench = try Self.bench(", KinesisParameters: {PartitionKey: nightly}")
    let listener = StreamListener()
    let stream = try #require(bench.world.node(labelled: "Clicks") as? KinesisStream)
    _ = stream.attach(listener, label: "Listener", in: bench.world)
    _ = bench.run()
    #expect(listener.heard.map { $0.key } == Array(repeating: stableHash("nightly"), count: 3))
    let error = #expect(throws: InputErrors.self) { _ = try Self.bench("") }
    #expect(
      error?.errors.first?.problem == "the target of Often is a Kinesis stream, and has no "
        + "PartitionKey")
  }

  @Test func `a stream is no subscriber of a topic`() throws {
    let news = Announcements()
    #expect(
      slip { try news.subscribe("Wire", "{Protocol: kinesis, Endpoint: Clicks}") }
        == "SNS does not deliver to Kinesis data streams → use an EventBridge rule or a pipe, or "
        + "firehose for a delivery stream")
    var settings = KinesisSettings()
    settings.shards = 1
    news.stage.add(KinesisStream(settings, label: "Clicks", in: news.stage.world))
    #expect(
      slip { try news.subscribe("Wire", "{Protocol: firehose, Endpoint: Clicks}") }
        == "Clicks takes no messages by firehose → it is of type AWS::Kinesis::Stream")
  }

  @Test func `clients put records, one by one or many in a request`() throws {
    let bench = try Bench(
      template: "Resources: {Clicks: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: 2}}}",
      scenario: """
        duration: 10 s
        traffic:
          App: {to: Clicks, rate: 100/s, key: group, group: {count: 50}}
          Loader: {to: Clicks, action: PutRecords, rate: 2/s, batch: 600, retries: none}
        """)
    let result = bench.run()
    #expect(try result.count("PutRecord.Success", at: "Clicks") > 800)
    #expect(try result.count("PutRecords.Success", at: "Clicks") > 20)
    let throttled = try result.count("PutRecords.ThrottledRecords", at: "Clicks")
    #expect(try result.edge(from: "Loader", to: "Clicks").lost == throttled)
  }
}
