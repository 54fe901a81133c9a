/// Exact quantiles by nearest rank: the ⌈qn⌉-th smallest of n values.
public enum Quantiles {
  /// The rank, from 1 to the count, of the value below or at which a share of all values lies.
  ///
  /// A product that misses a whole number by no more than its own rounding is that whole number, so
  /// that 7 % of 100 is the 7th, although 0.07 × 100 is a little over 7 in binary.
  public static func rank(of share: Double, among count: Int64) -> Int64 {
    precondition(share >= 0 && share <= 1 && count > 0, "quantile \(share) of \(count) values")
    let product = share * Double(count)
    let nearest = Int64(min(product + 0.5, 0x1p62))
    let slip = product * 0x1p-51
    let rank: Int64
    if (product - Double(nearest)).magnitude <= slip {
      rank = nearest
    } else {
      rank = Double(nearest) < product ? nearest + 1 : nearest
    }
    return min(max(rank, 1), count)
  }

  /// The value of a rank in an ascending array; nil where it is empty.
  public static func quantile(_ share: Double, ofSorted values: [Int64]) -> Int64? {
    values.isEmpty ? nil : values[Int(rank(of: share, among: Int64(values.count)) - 1)]
  }

  /// The value of a rank in an ascending array; nil where it is empty.
  public static func quantile(_ share: Double, ofSorted values: [Double]) -> Double? {
    values.isEmpty ? nil : values[Int(rank(of: share, among: Int64(values.count)) - 1)]
  }
}
