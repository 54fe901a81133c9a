import Blueprints
import Kernel

/// The writer's side of a log of records: shards by ranges of keys, numbers that count the records
/// of each, and a copy for every reader from the moment of the write on.
///
/// A key is its own place in the range, as keys are hashes. A shard that is split takes no more
/// records; its readers begin with its children once they have read it to its end.
final class ShardLog: RecordStream {
  /// A range of keys with the records written for it.
  struct Shard: BitwiseCopyable {
    /// The first key of its range.
    let lowest: UInt64
    /// The last key of its range.
    let highest: UInt64
    /// How many records were written to it; the number of the next one.
    fileprivate(set) var written: Int64 = 0
    /// Whether it takes records.
    fileprivate(set) var isOpen = true
  }

  /// Somebody who follows, with the edge of its copies.
  private struct Follower {
    let reader: any RecordReader
    let edge: Edge
  }

  /// What reading is like; whoever owns the log may change it until the run begins.
  var terms: StreamTerms
  /// What a shard gives all readers that share it.
  var share = ShardShare.unlimited
  /// The logical id of whose log it is.
  let label: String
  /// Every shard there was, by number.
  private(set) var shards: ContiguousArray<Shard> = []
  /// The numbers of those that take records, in the order of their ranges.
  private(set) var open: ContiguousArray<Int> = []
  private var followers: ContiguousArray<Follower> = []
  /// What was read of each shard lately by those who share it.
  private(set) var reads: ContiguousArray<ShardReads> = []
  /// How many readers share what a shard gives.
  private var sharing: Int64 = 0

  /// A log whose first shards have ranges of the same length.
  ///
  /// - Parameter label: The logical id of whose log it is, where its edges begin.
  init(_ terms: StreamTerms, label: String, shards count: Int, in world: World) {
    precondition(count > 0, "a log of \(count) shards")
    self.terms = terms
    self.label = label
    for place in 0..<count {
      open.append(shards.count)
      shards.append(
        Shard(
          lowest: Self.bound(place, of: count),
          highest: place + 1 == count ? .max : Self.bound(place + 1, of: count) - 1))
      reads.append(ShardReads())
    }
  }

  /// The first key of one of several ranges of the same length.
  private static func bound(_ place: Int, of count: Int) -> UInt64 {
    guard place > 0 else { return 0 }
    return UInt64(count).dividingFullWidth((UInt64(place), 0)).quotient
  }

  var shardCount: Int { shards.count }

  /// The share of all keys that a shard takes, from 0 to 1.
  func width(of shard: Int) -> Double {
    let length = shards[shard].highest - shards[shard].lowest
    return Double(length) / Double(UInt64.max)
  }

  // MARK: Writing

  /// The shard that takes the records of a key.
  func shard(of key: UInt64) -> Int {
    var (low, high) = (0, open.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if shards[open[middle]].lowest <= key { low = middle } else { high = middle - 1 }
    }
    return open[low]
  }

  /// Writes a record now: every reader has its copy.
  func append(_ name: Name, kind: UInt16, journey: Instant, key: UInt64, in world: World) {
    let shard = shard(of: key)
    let sequence = shards[shard].written
    shards[shard].written = sequence + 1
    for index in followers.indices {
      let slot = world.enter(followers[index].edge, name: name, kind: kind, journey: journey)
      world.messages.update(slot) { message in
        message.sequence = sequence
        message.key = key
      }
      followers[index].reader.take(slot, from: shard, in: world)
    }
  }

  /// Closes a shard and opens two children with the halves of its range; their numbers.
  ///
  /// - Parameter key: The first key of the second child, where that is not the middle.
  @discardableResult
  func split(_ shard: Int, at key: UInt64? = nil, in world: World) -> [Int] {
    let (low, high) = (shards[shard].lowest, shards[shard].highest)
    let key = key ?? low + (high - low) / 2 + 1
    precondition(shards[shard].isOpen, "shard \(shard) of \(label) is closed")
    precondition(low < key && key <= high, "\(label) splits \(low) to \(high) at \(key)")
    let children = [
      Shard(lowest: low, highest: key - 1), Shard(lowest: key, highest: high),
    ]
    return replace([shard], by: children, in: world)
  }

  /// Closes two neighbours and opens one shard with the range of both; its number.
  @discardableResult
  func merge(_ shard: Int, _ next: Int, in world: World) -> Int {
    let (low, high) = (shards[shard], shards[next])
    precondition(low.isOpen && high.isOpen, "\(label) merges a closed shard")
    precondition(
      low.highest < .max && low.highest + 1 == high.lowest,
      "shards \(shard) and \(next) of \(label) are no neighbours")
    let child = Shard(lowest: low.lowest, highest: high.highest)
    return replace([shard, next], by: [child], in: world)[0]
  }

  private func replace(_ old: [Int], by new: [Shard], in world: World) -> [Int] {
    guard let place = open.firstIndex(of: old[0]) else {
      preconditionFailure("shard \(old[0]) of \(label) is closed")
    }
    let children = new.indices.map { shards.count + $0 }
    shards.append(contentsOf: new)
    for _ in new { reads.append(ShardReads()) }
    open.replaceSubrange(place..<place + old.count, with: children)
    for shard in old {
      shards[shard].isOpen = false
      for follower in followers { follower.reader.close(shard, into: children, in: world) }
    }
    return children
  }

  // MARK: Reading

  func attach(_ reader: any RecordReader, label: String, in world: World) -> Edge {
    attach(reader, label: label, sharing: true, in: world)
  }

  /// Adds a reader and draws its edge.
  ///
  /// - Parameter sharing: Whether it reads from what a shard gives all, and not from a pipe of its
  ///   own.
  func attach(
    _ reader: any RecordReader, label: String, sharing: Bool, in world: World
  ) -> Edge {
    let edge = world.addEdge(from: self.label, to: "")
    edge.reaches(label)
    followers.append(Follower(reader: reader, edge: edge))
    if sharing {
      self.sharing += 1
      terms.pollInterval = max(terms.pollInterval, share.pollInterval(of: self.sharing))
    }
    return edge
  }

  /// How many readers share what a shard gives.
  var readerCount: Int64 { sharing }

  func wait(toRead shard: Int, at now: Instant) -> TimeSpan {
    reads[shard].wait(share, at: now)
  }

  func read(_ shard: Int, bytes: Int64, in world: World) {
    reads[shard].count(bytes, share, at: world.now)
  }

  /// Lets go of its readers when the run is over, as they hold on to it.
  func close() { followers = [] }
}
