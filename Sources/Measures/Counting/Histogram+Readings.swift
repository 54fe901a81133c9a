/// What a histogram says about the values it counted.
extension Histogram {
  /// A range of values and how many fell into it.
  public struct Bucket: Equatable, Sendable {
    /// The least value of the range.
    public let low: Int64
    /// The greatest value of the range.
    public let high: Int64
    /// How many values were recorded in it.
    public let count: UInt64
  }

  /// The exact least value; nil where nothing was recorded.
  public var minimum: Int64? { count > 0 ? least : nil }
  /// The exact greatest value; nil where nothing was recorded.
  public var maximum: Int64? { count > 0 ? greatest : nil }
  /// The exact sum over the exact count; nil where nothing was recorded.
  public var mean: Double? { count > 0 ? Wide.real(sum) / Double(count) : nil }

  /// The ranges that hold any value, ascending, for plots.
  public var buckets: [Bucket] {
    counts.indices.compactMap { offset in
      guard counts[offset] > 0 else { return nil }
      let bucket = firstBucket + offset
      return Bucket(
        low: Histogram.low(of: bucket), high: Histogram.high(of: bucket), count: counts[offset])
    }
  }

  /// The value below or at which a share of all values lies, by nearest rank.
  ///
  /// This is the ⌈qn⌉-th smallest of n values: exact for the first and the last of them and for
  /// values below 256, else the middle of its bucket, which is off by at most 0.39 %. Nil where
  /// nothing was recorded.
  public func quantile(_ share: Double) -> Int64? {
    guard count > 0 else { return nil }
    let rank = Quantiles.rank(of: share, among: count)
    if rank == 1 { return least }
    if rank == count { return greatest }
    var below: UInt64 = 0
    for offset in counts.indices {
      below += counts[offset]
      if below >= UInt64(rank) {
        let low = Histogram.low(of: firstBucket + offset)
        let middle = low + (Histogram.high(of: firstBucket + offset) - low + 1) / 2
        return min(max(middle, least), greatest)
      }
    }
    preconditionFailure("buckets hold \(below) values, not \(count)")
  }

  /// The share of values greater than a threshold; nil where nothing was recorded.
  ///
  /// Exact where the threshold is the greatest value of a bucket, as every one below 256 is. Within
  /// a bucket the values are taken as spread evenly over those it can hold, between the exact least
  /// and greatest value recorded.
  public func share(over threshold: Int64) -> Double? {
    guard count > 0 else { return nil }
    if threshold < least { return 1 }
    if threshold >= greatest { return 0 }
    let bucket = Histogram.bucket(of: threshold)
    let offset = bucket - firstBucket
    var above: UInt64 = 0
    for higher in counts.indices where higher > offset { above += counts[higher] }
    let low = max(Histogram.low(of: bucket), least)
    let high = min(Histogram.high(of: bucket), greatest)
    let part = Double(high - threshold) / Double(high - low + 1)
    return (Double(above) + part * Double(counts[offset])) / Double(count)
  }
}
