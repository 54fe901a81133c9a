import Kernel
import Testing

@testable import Blueprints
@testable import Documents
@testable import Services

/// Streams whose shards AWS sees to.
@Suite struct OnDemandStreamTests {
  private static let onDemand = "{StreamModeDetails: {StreamMode: ON_DEMAND}}"
  /// Shards that are full soon.
  private static let small: [String: Parameter.Value] = [
    "kinesis.shardRecords": .count(10), "kinesis.shardBytes": .count(100_000),
    "kinesis.shardBurst": .count(100_000),
  ]

  /// Records that were taken of so many a second, with keys of their own, for some seconds.
  private func taken(_ tap: StreamTap, _ rate: Int, from second: Int, to end: Int) -> Int {
    var taken = 0
    for second in second..<end {
      for part in 0..<4 {
        tap.stage.run(to: Double(second) + Double(part) / 4)
        for _ in 0..<rate / 4 where tap.put(size: 100).isDone { taken += 1 }
      }
    }
    return taken
  }

  @Test func `an on-demand stream begins with 4,000 records and 4 MB a second`() throws {
    let tap = try StreamTap(Self.onDemand)
    var taken = 0
    for _ in 0..<8_000 where tap.put(size: 100).isDone { taken += 1 }
    #expect((3_900...4_000).contains(taken))
    #expect(tap.stream.log.open.count == 4)
  }

  @Test func `a peak doubles at once, and not again until 15 minutes are over`() throws {
    let tap = try StreamTap(Self.onDemand, Self.small)
    // Four shards take 40 a second; once they did for a minute there are eight.
    #expect(taken(tap, 40, from: 0, to: 125) > 4_000)
    #expect((7...9).contains(tap.stream.log.open.count))
    #expect(taken(tap, 160, from: 125, to: 130) < 600)
    #expect(taken(tap, 64, from: 180, to: 300) > 6_000)
    _ = taken(tap, 4, from: 14 * 60, to: 15 * 60)
    #expect((7...9).contains(tap.stream.log.open.count))
    // The 40 of the first minute are the peak before, and the 64 of the fifth count whole.
    _ = taken(tap, 4, from: 17 * 60, to: 19 * 60)
    // 128 a second want shards no wider than a part in 12.8, and ranges are halved.
    #expect(tap.stream.log.open.count == 16)
    #expect(tap.listener.closed.count == tap.stream.log.open.count - 4)
  }

  @Test func `a hot shard takes no more, whatever the stream is ready for`() throws {
    let tap = try StreamTap(Self.onDemand, Self.small)
    let way = try tap.way("{key: {only: hot}}")
    var taken = 0
    for _ in 0..<40 where tap.put(size: 100, by: way).isDone { taken += 1 }
    #expect(taken == 10)
  }

  @Test func `an on-demand stream is charged by the hour and by the KB of each record`() throws {
    let tap = try StreamTap(Self.onDemand)
    for size: Int64 in [1, 1_024, 1_025] { tap.put(size: size) }
    tap.stream.read(0, bytes: 5_000, in: tap.stage.world)
    #expect(tap.units("Kinesis on-demand bytes in") == 4 * 1_024)
    #expect(tap.units("Kinesis on-demand bytes out") == 5_000)
    #expect(tap.units("Kinesis on-demand streams") == 3_600_000)
    #expect(tap.units("Kinesis PUT payload units") == 0 && tap.units("Kinesis shards") == 0)
  }

  @Test func `ShardCount belongs to provisioned streams, and to all of them`() {
    let stage = Stage()
    func refusal(_ properties: String) -> String? {
      slip { _ = try KinesisStream.service.build(stage.site("S", properties: properties)) }
    }
    #expect(
      refusal("{ShardCount: 2, StreamModeDetails: {StreamMode: ON_DEMAND}}")
        == "S is on demand and has a ShardCount → AWS refuses this: leave out ShardCount, or set "
        + "StreamMode: PROVISIONED")
    #expect(
      refusal("{}")
        == "S is provisioned and has no ShardCount → AWS refuses this: give ShardCount, or "
        + "StreamModeDetails: {StreamMode: ON_DEMAND}")
    #expect(refusal("{ShardCount: 2}") == nil)
  }
}
