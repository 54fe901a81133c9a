import Kernel

/// An estimate with the range that holds the truth with a stated confidence.
public struct ConfidenceInterval: Equatable, Sendable {
  /// The estimate: a mean, or a share.
  public let mean: Double
  /// The lower end of the range.
  public let low: Double
  /// The upper end of the range.
  public let high: Double
  /// How often such a range holds the truth: 0.95 of all times.
  public let confidence: Double

  /// Half the width of the range.
  public var halfWidth: Double { (high - low) / 2 }

  /// Whether a value lies within the range, its ends included.
  public func contains(_ value: Double) -> Bool { low <= value && value <= high }

  private init(mean: Double, low: Double, high: Double, confidence: Double) {
    precondition(confidence > 0 && confidence < 1, "a confidence of \(confidence)")
    self.mean = mean
    self.low = low
    self.high = high
    self.confidence = confidence
  }

  /// Student's interval for the mean of independent values; nil below two.
  ///
  /// The values are summed in their order, as distances from the first, so that equal values give a
  /// width of exactly zero.
  public init?(of values: [Double], confidence: Double = 0.95) {
    guard values.count >= 2 else { return nil }
    let number = Double(values.count)
    let first = values[0]
    var distance = 0.0
    for value in values { distance += value - first }
    let mean = first + distance / number
    var squares = 0.0
    for value in values { squares += (value - mean) * (value - mean) }
    let student = StudentT.quantile(
      probability: (1 + confidence) / 2, degreesOfFreedom: number - 1)
    let halfWidth = student * (squares / (number - 1) / number).squareRoot()
    self.init(
      mean: mean, low: mean - halfWidth, high: mean + halfWidth, confidence: confidence)
  }

  /// The interval for the mean of differences, first less second, of values paired by index.
  public init?(
    ofDifferences first: [Double], _ second: [Double], confidence: Double = 0.95
  ) {
    precondition(
      first.count == second.count, "\(first.count) values paired with \(second.count)")
    self.init(of: zip(first, second).map { $0 - $1 }, confidence: confidence)
  }

  /// Wilson's interval for a share, given how many of all cases were so; nil without cases.
  ///
  /// E. B. Wilson, Probable inference, the law of succession, and statistical inference, 1927. It
  /// holds for shares near 0 and 1 too, and there is not symmetric about the share.
  public init?(share hits: Int64, of cases: Int64, confidence: Double = 0.95) {
    precondition(hits >= 0 && hits <= cases, "\(hits) of \(cases)")
    guard cases > 0 else { return nil }
    let number = Double(cases)
    let share = Double(hits) / number
    let normal = Arithmetic.inverseNormal((1 + confidence) / 2)
    let square = normal * normal / number
    let middle = (share + square / 2) / (1 + square)
    let spread = share * (1 - share) / number + square / (4 * number)
    let halfWidth = normal * spread.squareRoot() / (1 + square)
    self.init(
      mean: share, low: hits == 0 ? 0 : middle - halfWidth,
      high: hits == cases ? 1 : middle + halfWidth, confidence: confidence)
  }
}
