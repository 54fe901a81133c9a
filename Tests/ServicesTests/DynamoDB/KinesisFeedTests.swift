import Bench
import Kernel
import Testing

@testable import Blueprints
@testable import Documents
@testable import Services

/// The changes of a table in a Kinesis stream.
@Suite struct KinesisFeedTests {
  private static func feed(
    _ overrides: [String: Parameter.Value] = [:]
  ) throws -> (Stage, KinesisFeed, StreamListener) {
    let stage = Stage("ideal", overrides)
    var settings = KinesisSettings()
    settings.shards = 1
    let stream = stage.add(KinesisStream(settings, label: "Changes", in: stage.world))
    let listener = StreamListener()
    _ = stream.attach(listener, label: "Listener", in: stage.world)
    let feed = try KinesisFeed(
      stage.reference("Changes"), of: "T", at: stage.site("T"))
    try stage.begin()
    return (stage, try #require(feed), listener)
  }

  private func change(_ feed: KinesisFeed, _ ordinal: UInt64, key: UInt64, in stage: Stage) {
    feed.changed(
      .modify, Name(client: 0, ordinal: ordinal), kind: 0, journey: stage.world.now, key: key,
      in: stage.world)
  }

  @Test func `records of an item may come out of order`() throws {
    let (stage, feed, listener) = try Self.feed([
      "dynamodb.kinesisDelay": .time(.exponential(.init(mean: 1e9)))
    ])
    for ordinal in 1...100 { change(feed, UInt64(ordinal), key: 5, in: stage) }
    stage.run(to: 60)
    let ordinals = listener.heard.map { $0.name.ordinal }
    #expect(ordinals.sorted() == Array(1...100) && ordinals != Array(1...100))
    #expect(Set(listener.heard.map { $0.key }) == [5])
  }

  @Test func `a share of the records comes twice`() throws {
    let (stage, feed, listener) = try Self.feed(["dynamodb.kinesisDuplicates": .real(0.5)])
    for ordinal in 1...1_000 { change(feed, UInt64(ordinal), key: 5, in: stage) }
    stage.run(to: 1)
    #expect((1_420...1_580).contains(listener.heard.count))
    #expect(Set(listener.heard.map { $0.name.ordinal }).count == 1_000)
    let edge = try #require(stage.world.edges.first { $0.from == "T" })
    #expect(edge.duplicates == Int64(listener.heard.count) - 1_000 && edge.held == 0)
  }

  @Test func `what a shard turns away is written later`() throws {
    let (stage, feed, listener) = try Self.feed(["kinesis.shardRecords": .count(10)])
    for ordinal in 1...35 { change(feed, UInt64(ordinal), key: 5, in: stage) }
    stage.run(to: 0.5)
    #expect(listener.heard.count == 10)
    stage.run(to: 5)
    #expect(listener.heard.count == 35)
  }

  @Test func `a record shows the item before and after`() throws {
    let (stage, feed, _) = try Self.feed()
    change(feed, 1, key: 5, in: stage)
    let kind = try #require(stage.world.kinds.last)
    #expect(kind.content?["eventName"] == .text("MODIFY"))
    #expect(kind.content?["dynamodb"]?["OldImage"] != nil)
    #expect(kind.content?["dynamodb"]?["NewImage"] != nil)
  }

  @Test func `changes go to a Kinesis stream`() throws {
    let stage = Stage("ideal")
    stage.add(Queue(QueueSettings(), label: "Work", in: stage.world))
    #expect(
      slip { _ = try KinesisFeed(stage.reference("Work"), of: "T", at: stage.site("T")) }
        == "Work is no Kinesis stream")
  }
}

extension KinesisFeedTests {
  @Test func `a table with a KinesisStreamSpecification writes every change there`() throws {
    let bench = try Bench(
      template: """
        Resources:
          Changes: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: 2}}
          T:
            Type: AWS::DynamoDB::Table
            Properties:
              BillingMode: PAY_PER_REQUEST
              KeySchema: [{AttributeName: id, KeyType: HASH}]
              KinesisStreamSpecification: {StreamArn: !GetAtt Changes.Arn}
        """,
      scenario: """
        duration: 30 s
        traffic: {Shop: {to: T, rate: 20/s, key: {$integer: [1, 9]}}}
        """)
    #expect(bench.notes.isEmpty, "\(bench.notes)")
    let result = bench.run()
    let edge = try result.edge(from: "T", to: "Changes")
    #expect(edge.acknowledged == result.messages && edge.held == 0)
    #expect(try result.count("IncomingRecords", at: "Changes") == result.messages)
    #expect(result.parameters.contains { $0.name == "dynamodb.kinesisDelay" })
  }
}
