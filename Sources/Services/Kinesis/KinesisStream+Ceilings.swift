import Blueprints
import Kernel
import Measures

extension KinesisStream {
  func ceilings(in world: World) -> [Ceiling] {
    [
      Ceiling.hottest(shards.shards.compactMap { Ceiling("shard records", $0.records) }),
      Ceiling.hottest(shards.shards.compactMap { Ceiling("shard bytes", $0.bytes, in: .bytes) }),
      Ceiling.hottest(log.reads.compactMap { Ceiling("shard reads", $0.bucket) }),
      Ceiling.hottest(log.reads.compactMap { bytesRead($0.bytes) }),
    ].compactMap { $0 }
  }

  /// What a shard gives in a second to all who share it; nil where nobody counts or reads it.
  private func bytesRead(_ read: BusiestSecond) -> Ceiling? {
    guard log.share.bytes != .max, log.readerCount > 0 else { return nil }
    return Ceiling("shard read bytes", log.share.bytes, peak: max(0, read.peak), in: .bytes)
  }
}
