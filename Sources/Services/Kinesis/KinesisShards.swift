import Blueprints
import Kernel

/// What each shard of a stream still takes: records and bytes.
///
/// A record passes both bounds of its shard or uses neither.
struct KinesisShards {
  /// The two bounds of a shard.
  struct Bounds: BitwiseCopyable {
    var records: TokenBucket
    var bytes: TokenBucket
  }

  /// Records of a shard in a second; `max` where they are not bounded.
  let records: Int64
  /// Bytes of a shard in a second; `max` where they are not bounded.
  let bytes: Int64
  private let fresh: Bounds?
  private(set) var shards: ContiguousArray<Bounds> = []

  init(_ calibration: Calibration) {
    records = calibration.count(KinesisParameters.shardRecords)
    bytes = calibration.count(KinesisParameters.shardBytes)
    guard records != .max || bytes != .max else {
      fresh = nil
      return
    }
    // A bound that somebody lifted is one that nobody reaches.
    let (records, bytes) = (min(records, 1_000_000_000), min(bytes, 1_000_000_000_000))
    let burst = max(bytes, min(calibration.count(KinesisParameters.shardBurst), 1_000_000_000_000))
    fresh = Bounds(
      records: TokenBucket(rate: records, capacity: records),
      bytes: TokenBucket(rate: bytes, capacity: burst))
  }

  /// Takes a record of some bytes if its shard has room for it.
  mutating func take(_ shard: Int, bytes size: Int64, at now: Instant) -> Bool {
    guard let fresh else { return true }
    while shards.count <= shard { shards.append(fresh) }
    guard shards[shard].bytes.available(at: now) >= size,
      shards[shard].records.take(at: now)
    else { return false }
    return shards[shard].bytes.take(size, at: now)
  }
}
