import Blueprints
import Kernel

/// Watches that a reader keeps the order of a stream; it knows nothing of how the reader does so.
///
/// In each lane of a shard the records handed on go forward, except for those that are not resolved
/// yet; no lane has two batches at once, and each key belongs to one lane; a shard begins when
/// nothing is left of its parents.
struct RecordOrder {
  private struct LaneBook: BitwiseCopyable {
    /// The last record that is resolved, and the last that was handed on in this batch.
    var resolved: Int64 = -1
    var handed: Int64 = -1
    var isRunning = false
  }

  private struct ShardBook {
    var taken: Int64 = 0
    var resolved: Int64 = 0
    /// Those that are not known to be read to the end.
    var parents: ContiguousArray<Int> = []
  }

  private let perShard: Int
  private var lanes: ContiguousArray<LaneBook> = []
  private var shards: ContiguousArray<ShardBook> = []

  init(lanes: Int) { perShard = lanes }

  mutating func addShard() {
    shards.append(ShardBook())
    for _ in 0..<perShard { lanes.append(LaneBook()) }
  }

  mutating func add(parent: Int, of child: Int) { shards[child].parents.append(parent) }

  /// A record came into a shard.
  mutating func take(from shard: Int) { shards[shard].taken &+= 1 }

  /// A record that was never handed on is done with.
  mutating func resolve(in shard: Int) { shards[shard].resolved &+= 1 }

  /// A record is done with.
  mutating func resolve(_ sequence: Int64, of lane: Int, in shard: Int) {
    shards[shard].resolved &+= 1
    lanes[lane].resolved = max(lanes[lane].resolved, sequence)
  }

  /// A batch of a lane is handed on.
  mutating func begin(_ lane: Int, of shard: Int, in world: World, label: String) {
    if lanes[lane].isRunning {
      world.report("\(label) got two batches of lane \(lane) of a stream at once")
    }
    lanes[lane].isRunning = true
    lanes[lane].handed = lanes[lane].resolved
    guard !shards[shard].parents.isEmpty else { return }
    for parent in shards[shard].parents where shards[parent].taken > shards[parent].resolved {
      world.report("\(label) got records of shard \(shard) before all of its parent \(parent)")
    }
    shards[shard].parents = []
  }

  /// A record is handed on.
  ///
  /// - Parameter rightly: Whether it is in the lane of its key.
  mutating func hand(
    _ sequence: Int64, of lane: Int, rightly: Bool, in world: World, label: String
  ) {
    if sequence <= lanes[lane].handed || !rightly {
      world.report(
        "\(label) got record \(sequence) of lane \(lane) of a stream behind record "
          + "\(lanes[lane].handed)")
    }
    lanes[lane].handed = sequence
  }

  /// The batch of a lane ended.
  mutating func end(_ lane: Int) { lanes[lane].isRunning = false }
}
