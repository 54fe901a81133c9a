/// The wait for what comes at a constant rate, whatever has passed.
public struct ExponentialDistribution: ProbabilityLaw {
  /// The expected value, one over the rate.
  public let mean: Double

  /// The distribution with a mean that is positive or 0.
  public init(mean: Double) {
    precondition(mean >= 0 && mean < .infinity, "an exponential distribution of mean \(mean)")
    self.mean = mean
  }

  /// The value that a random word stands for.
  public func value(at word: UInt64) -> Double {
    -mean * Arithmetic.log(unit(~word))
  }

  /// The expected square of the distance from the mean.
  public var variance: Double { mean * mean }

  /// The probability of a value of at most x.
  public func cumulative(_ x: Double) -> Double {
    if mean == 0 { return x < 0 ? 0 : 1 }
    return x <= 0 ? 0 : -Arithmetic.expMinusOne(-x / mean)
  }

  /// The distribution of the value times a positive factor.
  public func scaled(by factor: Double) -> ExponentialDistribution {
    ExponentialDistribution(mean: mean * factor)
  }
}
