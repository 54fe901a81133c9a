import Kernel

/// Sum, minimum, maximum and number of the samples of an interval: what CloudWatch keeps.
///
/// A level counts as one sample in each nanosecond: its sum is the integral over time, its number
/// of samples the time observed, and sum over number its time-weighted mean.
public struct Cell: Equatable, Sendable {
  /// How many samples there were; of a level, the time it was observed [ns].
  public var sampleCount: Int64
  /// The sum of the samples; of a level, its integral [level × ns].
  public var sum: Int128
  /// The least sample, or the greatest integer where there is none.
  var least: Int64
  /// The greatest sample, or the least integer where there is none.
  var greatest: Int64

  /// A cell without samples, which CloudWatch calls missing data.
  public static let empty = Cell(sampleCount: 0, sum: 0, least: .max, greatest: .min)

  /// The least sample; nil where there was none.
  public var minimum: Int64? { least <= greatest ? least : nil }
  /// The greatest sample; nil where there was none.
  public var maximum: Int64? { least <= greatest ? greatest : nil }
  /// The sum of the samples, as a real number.
  public var total: Double { Wide.real(sum) }
  /// Sum over number of samples; nil where there was none.
  public var average: Double? {
    sampleCount > 0 ? Wide.real(sum) / Double(sampleCount) : nil
  }

  /// Takes in one sample.
  mutating func record(_ value: Int64) {
    // Fewer than 2^63 samples of less than 2^63 each.
    sampleCount &+= 1
    sum &+= Int128(value)
    least = min(least, value)
    greatest = max(greatest, value)
  }

  /// Takes in a level that was held for some time; held for none, it still counts as seen.
  mutating func hold(_ level: Int64, for length: TimeSpan) {
    sampleCount += length.nanoseconds
    sum += Int128(level) * Int128(length.nanoseconds)
    least = min(least, level)
    greatest = max(greatest, level)
  }

  /// Takes in all samples of another cell.
  public mutating func merge(_ other: Cell) {
    sampleCount += other.sampleCount
    sum += other.sum
    least = min(least, other.least)
    greatest = max(greatest, other.greatest)
  }
}
