import Kernel
import Testing

@testable import Blueprints
@testable import Documents
@testable import Services

/// Requests that write records: their sizes, what they cost, and what fails of them.
@Suite struct RecordRequestTests {
  @Test func `a record has 1 MB, or up to 10 MB where the stream says so`() throws {
    let usual = try StreamTap()
    #expect(usual.put(size: 1_048_576).isDone)
    #expect(usual.put(size: 1_048_577).isRefused)
    let large = try StreamTap("{ShardCount: 1, MaxRecordSizeInKiB: 10240}")
    #expect(large.put(size: 10_485_760).isDone)
    #expect(large.put(size: 10_485_761).isRefused)
  }

  @Test func `a request has 500 records and 10 MB at most`() throws {
    let tap = try StreamTap()
    #expect(KinesisStream.declaration.inlet("PutRecords")?.messagesPerRequest == 500)
    let fits = SharedRequest(count: 500, place: 0, bytes: 10_485_760)
    #expect(tap.put(.putMany, request: fits).isDone)
    let many = SharedRequest(count: 501, place: 0, bytes: 501)
    #expect(tap.put(.putMany, request: many).isRefused)
    let large = SharedRequest(count: 20, place: 0, bytes: 10_485_761)
    #expect(tap.put(.putMany, request: large).isRefused)
  }

  @Test func `each record of a client's request has an answer of its own`() throws {
    let tap = try StreamTap("{ShardCount: 1}", ["kinesis.shardRecords": .count(3)])
    let answers = (0..<5).map {
      tap.put(.putMany, request: SharedRequest(count: 5, place: $0, bytes: 5_120))
    }
    #expect(answers.map { $0.isDone } == [true, true, true, false, false])
    #expect(answers.dropFirst(3).allSatisfy { $0.isThrottled })
    #expect(Set(answers.map { $0.time }).count == 1)
    #expect(tap.count("PutRecords.Success") == 1)
    #expect(tap.count("PutRecords.TotalRecords") == 5)
    #expect(tap.count("PutRecords.SuccessfulRecords") == 3)
    #expect(tap.count("PutRecords.ThrottledRecords") == 2)
  }

  @Test func `PutRecords fails in part, and the rest alone is written when it comes again`() throws
  {
    let tap = try StreamTap("{ShardCount: 1}", ["kinesis.shardRecords": .count(30)])
    let way = try tap.way("{items: 50}", .putMany)
    let name = Name(client: 0, ordinal: 1_000)
    #expect(tap.put(.putMany, size: 100, by: way, named: name).left == 20)
    tap.stage.run(to: 1)
    #expect(tap.put(.putMany, size: 100, by: way, named: name, attempt: 1, left: 20).isDone)
    #expect(tap.listener.heard.count == 50)
    #expect(Set(tap.listener.heard.map { $0.name.lineage }).count == 50)
  }

  @Test func `the records of a request have keys of their own, unless one is for all`() throws {
    let tap = try StreamTap("{ShardCount: 8}")
    _ = tap.put(.putMany, size: 100, by: try tap.way("{items: 100}", .putMany))
    #expect(Set(tap.listener.heard.map { $0.shard }).count == 8)
    let count = tap.listener.heard.count
    _ = tap.put(
      .putMany, size: 100, by: try tap.way("{items: 100, key: {only: a}}", .putMany))
    #expect(Set(tap.listener.heard.dropFirst(count).map { $0.shard }).count == 1)
  }

  @Test func `a producer that sends again what failed may write it twice and out of order`() throws
  {
    let tap = try StreamTap("{ShardCount: 1}", ["kinesis.shardRecords": .count(2)])
    let names = (1...3).map { Name(client: 0, ordinal: $0) }
    #expect(names.map { tap.put(named: $0).isDone } == [true, true, false])
    tap.stage.run(to: 1)
    // The answer to the first got lost, and the third was turned away.
    for name in [names[2], names[0]] { #expect(tap.put(named: name, attempt: 1).isDone) }
    #expect(tap.listener.heard.map { $0.name.ordinal } == [1, 2, 3, 1])
  }

  @Test func `the key is what the caller says`() throws {
    let tap = try StreamTap("{ShardCount: 4}")
    let content = ContentReader.literal(tap.stage.document("{detail: {customer: 7}}"))
    let kind = tap.stage.world.add(EventKind(label: "a", body: .json(content), size: 100))
    let path = try tap.way("{key: detail.customer}")
    for _ in 0..<20 { tap.put(by: path, kind: kind) }
    #expect(Set(tap.listener.heard.map { $0.key }).count == 1)
    let drawn = try tap.way("{key: {$integer: [1, 4]}}")
    for _ in 0..<50 { tap.put(by: drawn) }
    #expect(Set(tap.listener.heard.dropFirst(20).map { $0.key }).count == 4)
  }

  @Test func `a stream takes key, PutRecords items besides, and nothing else`() throws {
    let tap = try StreamTap()
    func refusal(_ said: String, _ action: KinesisStream.Action) -> String? {
      slip {
        _ = try (tap.stream as any Node).way(
          reading: tap.stage.document(said).map ?? DocumentMap(), of: action.rawValue,
          from: "Shop", in: tap.stage.world, at: nil)
      }
    }
    #expect(refusal("{items: 2}", .put) == "Clicks takes no items with PutRecord → it takes key")
    #expect(
      refusal("{condition: a}", .putMany)
        == "Clicks takes no condition with PutRecords → it takes key, items")
    #expect(
      refusal("{path: /a}", .put) == "Clicks takes no path → it is of type AWS::Kinesis::Stream")
    #expect(refusal("{items: 501}", .putMany)?.contains("items of PutRecords of Clicks") == true)
  }

  @Test func `a stream errors and throttles as a fault says, and is slow`() throws {
    let tap = try StreamTap("{ShardCount: 1}", ["kinesis.put": .span(.milliseconds(10))])
    tap.stream.apply(.fail(1), in: tap.stage.world)
    #expect(tap.put(.putMany).isRetryable)
    #expect(tap.count("PutRecords.FailedRecords") == 1)
    tap.stream.apply(.fail(0), in: tap.stage.world)
    tap.stream.apply(.throttle(1), in: tap.stage.world)
    #expect(tap.put().isThrottled)
    tap.stream.apply(.throttle(0), in: tap.stage.world)
    tap.stream.apply(.slow(3), in: tap.stage.world)
    #expect(tap.put().time == .milliseconds(30))
  }

  @Test func `shards are charged by the hour, puts by 25 KB, long retention by the shard`() throws {
    let tap = try StreamTap("{ShardCount: 2}")
    for size: Int64 in [1, 25_600, 25_601] { tap.put(size: size) }
    #expect(tap.units("Kinesis PUT payload units") == 4)
    #expect(tap.units("Kinesis shards") == 2 * 3_600_000)
    #expect(KinesisStream.shardTime.cost(of: 2 * 3_600_000) == 30_000)
    #expect(tap.units("Kinesis extended retention") == 0)
    let long = try StreamTap("{ShardCount: 2, RetentionPeriodHours: 168}")
    #expect(long.units("Kinesis extended retention") == 2 * 3_600_000)
    let longer = try StreamTap("{ShardCount: 2, RetentionPeriodHours: 169}")
    for tap in [long, longer] { tap.put(size: 900) }
    func kept(_ tap: StreamTap) -> Int64 {
      tap.stream.extraCharges(until: tap.stage.world.now).reduce(0) { $0 + $1.laterUnits }
    }
    #expect(kept(long) == 0)
    #expect(kept(longer) == 3_600)
  }
}
