import Blueprints
import Kernel

/// What one shard gives all readers that share it in a second.
struct ShardShare: BitwiseCopyable {
  /// Reads in a second; `max` where nobody counts them.
  var reads: Int64
  /// Bytes in a second; `max` where nobody counts them.
  var bytes: Int64

  /// As much as anybody wants.
  static let unlimited = ShardShare(reads: .max, bytes: .max)

  /// How often each of several readers can look, so that the looks of all are within the reads.
  ///
  /// Readers that wanted more would be turned away at every other look. So they look less often,
  /// which on average is the same, and idle looks need no counting.
  func pollInterval(of readers: Int64) -> TimeSpan {
    guard reads != .max else { return .zero }
    return TimeSpan(nanoseconds: (readers * 1_000_000_000 + reads - 1) / reads)
  }
}

/// What was read of one shard lately.
struct ShardReads: BitwiseCopyable {
  /// The reads that are left; nil where nobody counts them.
  private(set) var bucket: TokenBucket?
  /// What was read in a second.
  private(set) var bytes = BusiestSecond()
  /// When as many bytes may be read again as were read.
  private var paid = Instant.start

  /// How long the next read has to wait.
  mutating func wait(_ share: ShardShare, at now: Instant) -> TimeSpan {
    var ready = max(paid, now)
    if share.reads != .max {
      var reads = bucket ?? TokenBucket(rate: share.reads, capacity: share.reads)
      ready = max(ready, reads.ready(at: now))
      bucket = reads
    }
    return ready - now
  }

  /// Counts a read of so many bytes.
  mutating func count(_ bytes: Int64, _ share: ShardShare, at now: Instant) {
    if share.bytes != .max {
      self.bytes.add(bytes, at: now)
      let time = Int128(bytes) * 1_000_000_000 / Int128(share.bytes)
      paid = max(paid, now) + TimeSpan(nanoseconds: Int64(time))
    }
    guard share.reads != .max else { return }
    var reads = bucket ?? TokenBucket(rate: share.reads, capacity: share.reads)
    _ = reads.take(at: now)
    bucket = reads
  }
}
