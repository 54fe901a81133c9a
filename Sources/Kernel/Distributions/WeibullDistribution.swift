/// A life whose end comes at a rate that rises with age (shape above 1) or falls (below 1).
public struct WeibullDistribution: ProbabilityLaw {
  /// The power of age with which ends add up.
  public let shape: Double
  /// The age that a share of 1/e survives.
  public let scale: Double

  /// The distribution of a positive shape and a positive scale.
  public init(shape: Double, scale: Double) {
    precondition(
      shape > 0 && shape < .infinity && scale > 0 && scale < .infinity,
      "a Weibull distribution of shape \(shape) and scale \(scale)")
    self.shape = shape
    self.scale = scale
  }

  /// The value that a random word stands for.
  public func value(at word: UInt64) -> Double {
    scale * Arithmetic.exp(Arithmetic.log(-Arithmetic.log(unit(~word))) / shape)
  }

  /// The expected value.
  public var mean: Double { scale * Arithmetic.exp(Arithmetic.logGamma(1 + 1 / shape)) }

  /// The expected square of the distance from the mean.
  public var variance: Double {
    let square = Arithmetic.logGamma(1 + 2 / shape)
    let ratio = square - 2 * Arithmetic.logGamma(1 + 1 / shape)
    return mean * mean * Arithmetic.expMinusOne(ratio)
  }

  /// The probability of a value of at most x.
  public func cumulative(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    return -Arithmetic.expMinusOne(-Arithmetic.exp(shape * Arithmetic.log(x / scale)))
  }

  /// The distribution of the value times a positive factor.
  public func scaled(by factor: Double) -> WeibullDistribution {
    WeibullDistribution(shape: shape, scale: scale * factor)
  }
}
