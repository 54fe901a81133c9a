import Kernel
import Testing

@testable import Blueprints
@testable import Services

/// Remembers what a stream gives it.
private final class Follower: RecordReader {
  var taken: [(slot: UInt32, shard: Int)] = []
  var closed: [(shard: Int, children: [Int])] = []

  func take(_ slot: UInt32, from shard: Int, in world: World) { taken.append((slot, shard)) }

  func close(_ shard: Int, into children: [Int], in world: World) {
    closed.append((shard, children))
  }
}

struct ShardLogTests {
  private let stage = Stage("ideal")
  private var world: World { stage.world }

  private func log(_ shards: Int) -> ShardLog {
    ShardLog(
      StreamParameters.tableTerms(of: "T", in: world), label: "T", shards: shards, in: world)
  }

  @Test func `every key has one shard, and shards have ranges of one length`() {
    let three = log(3)
    #expect(three.shards.first?.lowest == 0)
    #expect(three.shards.last?.highest == .max)
    for (one, next) in zip(three.shards, three.shards.dropFirst()) {
      #expect(one.highest + 1 == next.lowest)
    }
    for shard in three.shards.indices {
      #expect(three.shard(of: three.shards[shard].lowest) == shard)
      #expect(three.shard(of: three.shards[shard].highest) == shard)
      let length = three.shards[shard].highest - three.shards[shard].lowest
      #expect(length / 10 == UInt64.max / 3 / 10)
    }
  }

  @Test func `every reader has a copy of its own of each record from the write on`() {
    let log = log(1)
    let followers = [Follower(), Follower()]
    let edges = followers.map { log.attach($0, label: "R", in: world) }
    for ordinal in 0..<3 {
      log.append(
        Name(client: 0, ordinal: UInt64(ordinal)), kind: 0, journey: .start, key: 7, in: world)
    }
    #expect(edges.map { $0.entered } == [3, 3])
    for (follower, edge) in zip(followers, edges) {
      let messages = follower.taken.map { world.messages[$0.slot] }
      #expect(messages.map { $0.sequence } == [0, 1, 2])
      #expect(messages.allSatisfy { $0.key == 7 && $0.edge == edge.number })
    }
  }

  @Test func `a split shard takes no more records, and its children have its range`() {
    let log = log(2)
    let follower = Follower()
    _ = log.attach(follower, label: "R", in: world)
    let children = log.split(0, in: world)
    #expect(children == [2, 3])
    #expect(follower.closed.map { $0.shard } == [0])
    #expect(follower.closed.map { $0.children } == [[2, 3]])
    #expect(log.shard(of: 0) == 2)
    #expect(log.shard(of: log.shards[0].highest) == 3)
    #expect(log.shard(of: .max) == 1)
    #expect(log.merge(3, 1, in: world) == 4)
    #expect(log.shard(of: .max) == 4)
    #expect(log.shards[4].lowest == log.shards[3].lowest)
  }

  @Test func `sequence numbers count the records of a shard`() {
    let log = log(2)
    for (ordinal, key) in [0, UInt64.max, 1, 2].enumerated() {
      let name = Name(client: 0, ordinal: UInt64(ordinal))
      log.append(name, kind: 0, journey: .start, key: key, in: world)
    }
    #expect(log.shards.map { $0.written } == [3, 1])
  }

  @Test func `a read of many bytes blocks the next until they are paid`() {
    let log = log(1)
    log.share = ShardShare(reads: 5, bytes: 2_000_000)
    #expect(log.wait(toRead: 0, at: .start) == .zero)
    log.read(0, bytes: 10_000_000, in: world)
    #expect(log.wait(toRead: 0, at: .start) == .seconds(5))
  }

  @Test func `a shard gives five reads in a second and no more`() {
    let log = log(1)
    log.share = ShardShare(reads: 5, bytes: .max)
    for _ in 0..<5 {
      #expect(log.wait(toRead: 0, at: .start) == .zero)
      log.read(0, bytes: 1, in: world)
    }
    #expect(log.wait(toRead: 0, at: .start) == .milliseconds(200))
  }

  @Test func `a third reader of a shard of a table slows the looks of all`() {
    let stage = Stage()
    let log = ShardLog(
      StreamParameters.tableTerms(of: "T", in: stage.world), label: "T", shards: 1,
      in: stage.world)
    log.share.reads = stage.world.calibration.count(StreamParameters.tableReads)
    for expected: Int64 in [250, 250, 375] {
      _ = log.attach(Follower(), label: "R", in: stage.world)
      #expect(log.terms.pollInterval == .milliseconds(expected))
    }
  }
}
