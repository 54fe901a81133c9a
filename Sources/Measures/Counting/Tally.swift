/// The exact count, sum and sum of squares of whole values, for their mean and variance.
///
/// The sum of squares is kept in 128 bits: room for 2.6 × 10^13 values of one hour in nanoseconds
/// each. Past that it stays at its bound and the variance is no longer given.
public struct Tally: Equatable, Sendable {
  /// How many values were recorded.
  public private(set) var count: Int64 = 0
  /// The exact sum.
  public private(set) var sum: Int128 = 0
  /// The exact sum of squares, or the greatest integer where it outgrew 128 bits.
  public private(set) var sumOfSquares: UInt128 = 0

  /// A tally of nothing.
  public init() {}

  /// Takes in one value.
  public mutating func record(_ value: Int64) {
    // Neither can wrap: fewer than 2^63 values of less than 2^63 each.
    count &+= 1
    sum &+= Int128(value)
    let magnitude = UInt128(value.magnitude)
    addSquares(magnitude &* magnitude)
  }

  /// Takes in all that another tally did.
  public mutating func merge(_ other: Tally) {
    count += other.count
    sum += other.sum
    addSquares(other.sumOfSquares)
  }

  private mutating func addSquares(_ squares: UInt128) {
    let (total, overflow) = sumOfSquares.addingReportingOverflow(squares)
    sumOfSquares = overflow ? .max : total
  }

  /// The mean; nil where nothing was recorded.
  public var mean: Double? { count > 0 ? Wide.real(sum) / Double(count) : nil }

  /// The sample variance, over count less one; nil below two values or past the range.
  ///
  /// With q and r the quotient and remainder of the sum by n, the squared deviations add up to
  /// (Σx² − nq² − 2qr − |r|) + |r|(n − |r|)/n, where the bracket is a whole number and neither part
  /// is negative: nothing cancels.
  public var variance: Double? {
    guard count > 1, sumOfSquares < .max else { return nil }
    let number = UInt128(count)
    let (quotient, remainder) = sum.magnitude.quotientAndRemainder(dividingBy: number)
    let whole =
      sumOfSquares - number * quotient * quotient - 2 * quotient * remainder - remainder
    let part = Wide.real(remainder) * Wide.real(number - remainder) / Double(count)
    return (Wide.real(whole) + part) / Double(count - 1)
  }

  /// The square root of the sample variance, in the unit of the values.
  public var standardDeviation: Double? { variance.map { $0.squareRoot() } }
}
