import Kernel

/// Counts non-negative whole values in buckets whose width grows with the value.
///
/// Values below 256 have a bucket each. Above, every doubling is cut into 128 buckets of equal
/// width, so a bucket's middle is off by at most 1/256 of the value (0.39 %). Count, sum, least and
/// greatest value are exact. Only the doublings between the least and the greatest value take
/// memory, 1 KB each.
///
///     var latency = Histogram()
///     latency.record(39_800_000)
///     latency.quantile(0.99)  // 39_800_000
///
/// - Complexity: Recording is O(1); a quantile is O(*n*) in buckets, at most 7,296.
public struct Histogram: Equatable, Sendable {
  /// How many values were recorded.
  public private(set) var count: Int64 = 0
  /// The exact sum of all values.
  public private(set) var sum: UInt128 = 0
  /// The least value, or the greatest integer where there is none.
  var least = Int64.max
  /// The greatest value, or minus one where there is none.
  var greatest: Int64 = -1
  /// The number of the bucket that stands first in the array.
  private(set) var firstBucket = 0
  /// The counts of the buckets in use, in whole doublings.
  private(set) var counts: ContiguousArray<UInt64> = []

  /// The bits of a value that choose its bucket within a doubling: 2^7 = 128 buckets.
  static let bucketBits = 7

  /// An empty collection of counts, which takes no memory of its own.
  public init() {}

  /// The number of the bucket of a non-negative value.
  static func bucket(of value: Int64) -> Int {
    let shift = 56 &- (value | 128).leadingZeroBitCount
    return (shift &<< bucketBits) &+ Int(truncatingIfNeeded: value &>> Int64(shift))
  }

  /// The least value of a bucket.
  static func low(of bucket: Int) -> Int64 {
    guard bucket >= 256 else { return Int64(bucket) }
    return Int64((bucket & 127) | 128) << Int64((bucket >> bucketBits) - 1)
  }

  /// The greatest value of a bucket.
  static func high(of bucket: Int) -> Int64 {
    guard bucket >= 256 else { return Int64(bucket) }
    return low(of: bucket) + ((1 << Int64((bucket >> bucketBits) - 1)) - 1)
  }

  /// Counts one value, which must not be negative.
  @inline(__always)
  public mutating func record(_ value: Int64) {
    precondition(value >= 0, "a histogram takes no negative value: \(value)")
    let bucket = Histogram.bucket(of: value)
    var offset = bucket &- firstBucket
    if UInt(bitPattern: offset) >= UInt(bitPattern: counts.count) {
      offset = makeRoom(for: bucket)
    }
    // None of these can wrap: 2^63 records would take centuries, and each adds less than 2^63.
    counts[offset] &+= 1
    count &+= 1
    sum &+= UInt128(truncatingIfNeeded: value)
    least = min(least, value)
    greatest = max(greatest, value)
  }

  /// Counts the first values of a row, at least one and none of them negative, in one go: the room
  /// for them is made once.
  ///
  /// Returns the least and the greatest of them.
  public mutating func record(
    first number: Int, of values: borrowing Row<Int64>
  ) -> (least: Int64, greatest: Int64) {
    var (low, high) = (Int64.max, Int64.min)
    var total: UInt128 = 0
    for index in 0..<number {
      low = min(low, values[index])
      high = max(high, values[index])
      total &+= UInt128(truncatingIfNeeded: values[index])
    }
    precondition(low >= 0 && low <= high, "a histogram takes no \(number) values from \(low) on")
    _ = makeRoom(for: Histogram.bucket(of: low))
    _ = makeRoom(for: Histogram.bucket(of: high))
    for index in 0..<number { counts[Histogram.bucket(of: values[index]) &- firstBucket] &+= 1 }
    count &+= Int64(number)
    sum &+= total
    least = min(least, low)
    greatest = max(greatest, high)
    return (low, high)
  }

  /// Counts one value several times; zero times is allowed.
  public mutating func record(_ value: Int64, times: Int64) {
    precondition(value >= 0 && times >= 0, "recorded \(value) \(times) times")
    guard times > 0 else { return }
    let offset = makeRoom(for: Histogram.bucket(of: value))
    counts[offset] += UInt64(times)
    count += times
    sum += UInt128(value) * UInt128(times)
    least = min(least, value)
    greatest = max(greatest, value)
  }

  /// Adds all that another collection counted, as if it had been recorded here.
  public mutating func merge(_ other: Histogram) {
    guard other.count > 0 else { return }
    _ = makeRoom(for: other.firstBucket)
    _ = makeRoom(for: other.firstBucket + other.counts.count - 1)
    let shift = other.firstBucket - firstBucket
    for offset in other.counts.indices {
      counts[offset + shift] += other.counts[offset]
    }
    count += other.count
    sum += other.sum
    least = min(least, other.least)
    greatest = max(greatest, other.greatest)
  }

  /// What was counted beyond an earlier state of the same histogram, of which the least and the
  /// greatest value are known.
  func since(_ earlier: Histogram, between least: Int64, and greatest: Int64) -> Histogram {
    var rest = self
    for offset in earlier.counts.indices where earlier.counts[offset] > 0 {
      rest.counts[offset + earlier.firstBucket - firstBucket] -= earlier.counts[offset]
    }
    rest.count -= earlier.count
    rest.sum -= earlier.sum
    rest.least = least
    rest.greatest = greatest
    return rest
  }

  /// Extends the array by whole doublings until it holds a bucket; the bucket's place in it.
  @inline(never)
  private mutating func makeRoom(for bucket: Int) -> Int {
    let block = bucket & ~127
    if counts.isEmpty {
      firstBucket = block
      counts = ContiguousArray(repeating: 0, count: 128)
    } else if block < firstBucket {
      counts.insert(
        contentsOf: repeatElement(0, count: firstBucket - block), at: counts.startIndex)
      firstBucket = block
    } else if block + 128 > firstBucket + counts.count {
      let missing = block + 128 - firstBucket - counts.count
      counts.reserveCapacity(counts.count + missing)
      counts.append(contentsOf: repeatElement(0, count: missing))
    }
    return bucket - firstBucket
  }
}
