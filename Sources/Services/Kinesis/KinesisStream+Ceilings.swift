import Blueprints
import Measures

extension KinesisStream {
  func ceilings(in world: World) -> [Ceiling] {
    [
      Ceiling.hottest(shards.shards.compactMap { Ceiling("shard records", $0.records) }),
      Ceiling.hottest(shards.shards.compactMap { Ceiling("shard bytes", $0.bytes, in: .bytes) }),
    ].compactMap { $0 }
  }
}
