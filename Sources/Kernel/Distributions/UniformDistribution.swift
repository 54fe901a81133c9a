/// Every value between two bounds is as likely as any other.
public struct UniformDistribution: ProbabilityLaw {
  /// What no value falls below.
  public let minimum: Double
  /// What no value exceeds.
  public let maximum: Double

  /// The distribution between two finite bounds in ascending order.
  public init(minimum: Double, maximum: Double) {
    precondition(
      -.infinity < minimum && minimum <= maximum && maximum < .infinity,
      "a uniform distribution from \(minimum) to \(maximum)")
    self.minimum = minimum
    self.maximum = maximum
  }

  /// The value that a random word stands for.
  public func value(at word: UInt64) -> Double {
    minimum + (maximum - minimum) * unit(word)
  }

  /// The expected value.
  public var mean: Double { minimum + (maximum - minimum) / 2 }

  /// The expected square of the distance from the mean.
  public var variance: Double { (maximum - minimum) * (maximum - minimum) / 12 }

  /// The probability of a value of at most x.
  public func cumulative(_ x: Double) -> Double {
    if x >= maximum { return 1 }
    return x <= minimum ? 0 : (x - minimum) / (maximum - minimum)
  }

  /// The distribution of the value times a positive factor.
  public func scaled(by factor: Double) -> UniformDistribution {
    UniformDistribution(minimum: minimum * factor, maximum: maximum * factor)
  }
}
