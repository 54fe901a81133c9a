import Blueprints
import Kernel

/// Decides when an on-demand stream has its shards split: it is ready for twice its peak, and
/// never for less than at first.
///
/// What one shard takes stays what it is, so a hot key is turned away whatever the stream is ready
/// for.
struct OnDemandShards {
  private var records: OnDemandPeak
  private var bytes: OnDemandPeak
  private let recordsPerShard: Int64
  private let bytesPerShard: Int64
  private let limit: Int64
  private let stretch: TimeSpan
  private var nextLook: Instant
  /// The bytes that came in for each shard since it was there.
  private var loads: ContiguousArray<Int64> = []

  /// A stream that had no traffic yet; nil where shards are not bounded.
  init?(_ calibration: Calibration, _ shards: KinesisShards) {
    guard shards.records != .max, shards.bytes != .max else { return nil }
    recordsPerShard = shards.records
    bytesPerShard = shards.bytes
    limit = calibration.count(KinesisParameters.onDemandLimit)
    stretch = calibration.span(KinesisParameters.sustained)
    nextLook = .start + stretch
    let growth = calibration.span(KinesisParameters.growth)
    let first = calibration.count(KinesisParameters.onDemandShards)
    records = OnDemandPeak(initial: first * recordsPerShard, stretch: stretch, growth: growth)
    bytes = OnDemandPeak(initial: first * bytesPerShard, stretch: stretch, growth: growth)
  }

  /// Counts a record that a shard took.
  mutating func use(_ shard: Int, bytes size: Int64, at now: Instant) {
    records.use(1, at: now)
    bytes.use(size, at: now)
    while loads.count <= shard { loads.append(0) }
    loads[shard] += size
  }

  /// Splits as many shards as are wanted by now, those first that take most; whether it was any.
  mutating func grow(_ log: ShardLog, in world: World) -> Bool {
    guard world.now >= nextLook else { return false }
    let before = log.open.count
    nextLook = world.now + stretch
    let wanted = min(
      limit,
      max(
        records.allowed(at: world.now).blocks(of: recordsPerShard),
        bytes.allowed(at: world.now).blocks(of: bytesPerShard)))
    while loads.count < log.shardCount { loads.append(0) }
    while log.open.count < wanted, let hottest = hottest(of: log) {
      let children = log.split(hottest, in: world)
      let half = loads[hottest] / 2
      while loads.count < log.shardCount { loads.append(0) }
      for child in children { loads[child] = half }
    }
    while log.open.count < limit, let widest = tooWide(in: log, at: world.now) {
      log.split(widest, in: world)
    }
    while loads.count < log.shardCount { loads.append(0) }
    return log.open.count > before
  }

  /// The widest open shard, where keys that are spread evenly would bring it more than it takes.
  private mutating func tooWide(in log: ShardLog, at now: Instant) -> Int? {
    let widest = log.open.max { log.width(of: $0) < log.width(of: $1) }
    guard let widest else { return nil }
    let share = log.width(of: widest)
    // A shard that is just as wide as it may be is not split for the sake of a rounded bit.
    let tolerance = 1.001
    let isTooWide =
      share * Double(records.allowed(at: now)) > Double(recordsPerShard) * tolerance
      || share * Double(bytes.allowed(at: now)) > Double(bytesPerShard) * tolerance
    return isTooWide ? widest : nil
  }

  /// The open shard that took most and whose range can be split.
  private func hottest(of log: ShardLog) -> Int? {
    var best: Int?
    for shard in log.open where log.shards[shard].lowest < log.shards[shard].highest {
      if let known = best, loads[known] >= loads[shard] { continue }
      best = shard
    }
    return best
  }
}
