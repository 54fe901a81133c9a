import Blueprints
import Kernel

/// The partitions of a table or an index: each serves a range of keys, up to a hard limit.
///
/// A key stands at a place from 0 to 2^64. A partition that has turned requests away for some time
/// is split where its load falls into halves, so that a hot item ends up alone; a single item is
/// never served faster than one partition can.
struct PartitionRing {
  /// A range of places with what it may use.
  struct Partition {
    var reads: TokenBucket
    var writes: TokenBucket
    var heat = PartitionHeat()
  }

  /// What a partition serves, and when it is split.
  struct Terms {
    /// Parts of read units in a second.
    var reads: Int64
    /// Write units in a second.
    var writes: Int64
    /// For how long it turns requests away before it is split.
    var heat: TimeSpan
    /// For how many seconds it saves up what it does not use.
    var burst: Int64 = 1
  }

  /// Where each partition begins, in order; the first at 0.
  private(set) var starts: ContiguousArray<UInt64>
  private(set) var partitions: ContiguousArray<Partition>
  private(set) var terms: Terms
  /// Where partitions were split that nobody has been told of.
  var splits: ContiguousArray<UInt64> = []

  /// A number of partitions with ranges of the same width.
  init(_ count: Int64, _ terms: Terms) {
    precondition(count > 0, "a table of \(count) partitions")
    self.terms = terms
    starts = ContiguousArray(
      (0..<UInt64(count)).map {
        $0 == 0 ? 0 : UInt64(count).dividingFullWidth(($0, 0)).quotient
      })
    partitions = []
    for _ in starts { partitions.append(Self.partition(terms)) }
  }

  /// How many there are.
  var count: Int { starts.count }

  /// The partition whose range holds a place.
  func index(of place: UInt64) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= place { low = middle } else { high = middle }
    }
    return low
  }

  /// Whether a partition serves some parts of units more.
  mutating func holds(
    _ count: Int64, reading isRead: Bool, at index: Int, _ now: Instant
  ) -> Bool {
    isRead
      ? partitions[index].reads.holds(count, at: now)
      : partitions[index].writes.holds(count, at: now)
  }

  /// Whether several partitions together have less left than a quarter of what they can hold, so
  /// that it is no one key that asks for too much.
  mutating func isUsedUp(reading isRead: Bool, _ now: Instant) -> Bool {
    guard partitions.count > 1 else { return false }
    // No partition holds so much that the sum of thousands would not fit.
    var (left, most) = (Int128(0), Int128(0))
    for index in partitions.indices {
      if isRead {
        left += Int128(partitions[index].reads.available(at: now))
        most += Int128(partitions[index].reads.capacity)
      } else {
        left += Int128(partitions[index].writes.available(at: now))
        most += Int128(partitions[index].writes.capacity)
      }
    }
    return left * 4 < most
  }

  /// Takes parts of units from a partition; a negative number is given back.
  mutating func spend(_ count: Int64, reading isRead: Bool, at index: Int, _ now: Instant) {
    if isRead {
      partitions[index].reads.draw(count, at: now)
    } else {
      partitions[index].writes.draw(count, at: now)
    }
  }

  /// A partition turns away a request for a place, and is split if it has done so for long.
  mutating func turnAway(_ place: UInt64, _ now: Instant) {
    let index = index(of: place)
    let end = index + 1 < starts.count ? starts[index + 1] : .max
    let split = partitions[index].heat.felt(
      place, in: starts[index]..<end, splittingAfter: terms.heat, at: now)
    if let split { self.split(index, at: split) }
  }

  /// Halves every partition until none has a range wider than so many places.
  mutating func grow(until most: UInt64) {
    var index = 0
    while index < starts.count {
      let width = width(of: index)
      // Ranges that are meant to be alike differ by one place.
      if width > most, width - most > 1 {
        split(index, at: starts[index] + width / 2)
      } else {
        index += 1
      }
    }
  }

  /// Has every partition serve something else from now on.
  mutating func change(to terms: Terms, at now: Instant) {
    self.terms = terms
    for index in partitions.indices {
      _ = partitions[index].reads.available(at: now)
      _ = partitions[index].writes.available(at: now)
      partitions[index].reads.rate = terms.reads
      partitions[index].reads.capacity = terms.reads * terms.burst
      partitions[index].writes.rate = terms.writes
      partitions[index].writes.capacity = terms.writes * terms.burst
    }
  }

  private func width(of index: Int) -> UInt64 {
    (index + 1 < starts.count ? starts[index + 1] : .max) - starts[index]
  }

  private mutating func split(_ index: Int, at place: UInt64) {
    partitions[index].heat = PartitionHeat()
    starts.insert(place, at: index + 1)
    partitions.insert(Self.partition(terms), at: index + 1)
    splits.append(place)
  }

  private static func partition(_ terms: Terms) -> Partition {
    Partition(
      reads: TokenBucket(rate: terms.reads, capacity: terms.reads * terms.burst),
      writes: TokenBucket(rate: terms.writes, capacity: terms.writes * terms.burst))
  }
}
