import Blueprints
import Kernel

/// How many requests a second S3 serves under each prefix of a bucket.
///
/// The prefix of a key is what stands before its last slash, that included. S3 promises its rates
/// for each partition and makes partitions as the load grows; here each prefix is one from the
/// start.
struct RequestRates {
  /// The most prefixes that are kept apart; what comes after them is not limited.
  private static let mostPrefixes = 10_000

  private let perSecond: (writes: Int64, reads: Int64)
  private var places: [String: Int] = [:]
  private(set) var buckets: ContiguousArray<(writes: TokenBucket, reads: TokenBucket)> = []

  /// The rates of a calibration; nil where nothing is limited.
  init?(_ calibration: Calibration) {
    perSecond = (
      calibration.count(BucketParameters.prefixWrites),
      calibration.count(BucketParameters.prefixReads)
    )
    guard perSecond.writes != .max || perSecond.reads != .max else { return nil }
  }

  /// Takes a request if the rate of its prefix allows one more.
  mutating func take(_ prefix: String, isRead: Bool, at now: Instant) -> Bool {
    guard (isRead ? perSecond.reads : perSecond.writes) != .max else { return true }
    guard let place = place(of: prefix) else { return true }
    return isRead ? buckets[place].reads.take(at: now) : buckets[place].writes.take(at: now)
  }

  private mutating func place(of prefix: String) -> Int? {
    if let place = places[prefix] { return place }
    guard buckets.count < Self.mostPrefixes else { return nil }
    places[prefix] = buckets.count
    buckets.append(
      (
        TokenBucket(rate: perSecond.writes, capacity: perSecond.writes),
        TokenBucket(rate: perSecond.reads, capacity: perSecond.reads)
      ))
    return buckets.count - 1
  }
}
