import Kernel
import Testing

@testable import Blueprints
@testable import Services

/// Shards: which one a record goes to, and what each takes.
@Suite struct ShardTests {
  @Test func `a shard takes 1,000 records a second`() throws {
    let tap = try StreamTap()
    #expect(tap.room(size: 100) == 1_000)
    tap.stage.run(to: 0.5)
    #expect(tap.room(size: 100) == 500)
    #expect(tap.count("WriteProvisionedThroughputExceeded") == 2)
    #expect(tap.count("IncomingRecords") == 1_500)
    #expect(tap.count("IncomingBytes") == 150_000)
  }

  @Test func `a shard takes 1 MB a second, and 10 MB after a rest`() throws {
    let tap = try StreamTap()
    #expect(tap.room(size: 1_048_576) == 10)
    tap.stage.run(to: 3)
    #expect(tap.room(size: 1_048_576) == 3)
    tap.stage.run(to: 600)
    #expect(tap.room(size: 1_048_576) == 10)
  }

  @Test func `a record that is turned away uses nothing of its shard`() throws {
    let tap = try StreamTap("{ShardCount: 1, MaxRecordSizeInKiB: 10240}")
    #expect(tap.put(size: 9 * 1_048_576).isDone)
    #expect(tap.put(size: 2 * 1_048_576).isThrottled)
    #expect(tap.put(size: 1_048_576).isDone)
    #expect(tap.count("IncomingRecords") == 2)
  }

  @Test func `the shard is the one whose range has the key, and order holds within a shard`() throws
  {
    let tap = try StreamTap("{ShardCount: 4}")
    for _ in 0..<400 { #expect(tap.put().isDone) }
    let heard = tap.listener.heard
    for shard in 0..<4 {
      let here = heard.filter { $0.shard == shard }
      #expect((60...140).contains(here.count))
      #expect(here.map { $0.sequence } == Array(0..<Int64(here.count)))
      #expect(here.allSatisfy { $0.key >> 62 == UInt64(shard) })
    }
  }

  @Test func `records of one key are in one shard, whatever else comes`() throws {
    let tap = try StreamTap("{ShardCount: 8}")
    let way = try tap.way("{key: {only: device-7}}")
    for _ in 0..<20 {
      tap.put()
      tap.put(by: way)
    }
    let keys = Dictionary(grouping: tap.listener.heard) { $0.key }
    let same = try #require(keys.values.first { $0.count == 20 })
    #expect(Set(same.map { $0.shard }).count == 1)
    #expect(Set(tap.listener.heard.map { $0.shard }).count > 4)
  }

  @Test func `a hot key is turned away while other shards are idle`() throws {
    let tap = try StreamTap("{ShardCount: 10}")
    let way = try tap.way("{key: {only: hot}}")
    var taken = 0
    for _ in 0..<3_000 where tap.put(size: 100, by: way).isDone { taken += 1 }
    #expect(taken == 1_000)
  }

  @Test func `five reads a second and 2 MB are shared by all readers of a shard`() throws {
    let tap = try StreamTap()
    for _ in 0..<5 {
      #expect(tap.stream.wait(toRead: 0, at: tap.stage.world.now) == .zero)
      tap.stream.read(0, bytes: 0, in: tap.stage.world)
    }
    #expect(tap.stream.wait(toRead: 0, at: tap.stage.world.now) > .milliseconds(190))
    tap.stage.run(to: 60)
    tap.stream.read(0, bytes: 10_485_760, in: tap.stage.world)
    #expect(tap.stream.wait(toRead: 0, at: tap.stage.world.now) == .seconds(5))
    #expect(tap.count("GetRecords.Bytes") == 10_485_760)
    #expect(tap.count("GetRecords.Success") == 6)
  }

  @Test func `a record is there after 200 ms for one reader, and after a second for five`() throws {
    let tap = try StreamTap()
    func mean() -> Double {
      let time = tap.stream.terms.propagation
      return (0..<2_000).reduce(0) {
        $0 + time.length(for: Name(client: 0, ordinal: $1)).seconds / 2_000
      }
    }
    #expect(abs(mean() - 0.2) < 0.01)
    for number in 2...5 {
      _ = tap.stream.attach(StreamListener(), label: "R\(number)", in: tap.stage.world)
    }
    #expect(abs(mean() - 1) < 0.05)
  }

  @Test func `the ideal calibration bounds nothing and takes no time`() throws {
    let tap = try StreamTap(calibration: "ideal")
    for _ in 0..<3_000 {
      guard case .done(.zero) = tap.put(size: 1_048_576) else {
        Issue.record("a record was turned away, or took time")
        return
      }
    }
  }
}
