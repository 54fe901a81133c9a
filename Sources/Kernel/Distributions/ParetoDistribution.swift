/// A power law: the share of values above x is (minimum / x)^shape.
public struct ParetoDistribution: ProbabilityLaw {
  /// What no value falls below.
  public let minimum: Double
  /// How steeply the tail falls; at 1 or below there is no mean, at 2 or below no variance.
  public let shape: Double

  /// The distribution of a positive minimum and a positive shape.
  public init(minimum: Double, shape: Double) {
    precondition(
      minimum > 0 && minimum < .infinity && shape > 0 && shape < .infinity,
      "a Pareto distribution of minimum \(minimum) and shape \(shape)")
    self.minimum = minimum
    self.shape = shape
  }

  /// The value that a random word stands for.
  public func value(at word: UInt64) -> Double {
    minimum * Arithmetic.exp(-Arithmetic.log(unit(~word)) / shape)
  }

  /// The expected value; infinite for a shape of at most 1.
  public var mean: Double { shape > 1 ? minimum * shape / (shape - 1) : .infinity }

  /// The expected square of the distance from the mean; infinite for a shape of at most 2.
  public var variance: Double {
    guard shape > 2 else { return .infinity }
    let excess = minimum / (shape - 1)
    return excess * excess * shape / (shape - 2)
  }

  /// The probability of a value of at most x.
  public func cumulative(_ x: Double) -> Double {
    x <= minimum ? 0 : -Arithmetic.expMinusOne(shape * Arithmetic.log(minimum / x))
  }

  /// The distribution of the value times a positive factor.
  public func scaled(by factor: Double) -> ParetoDistribution {
    ParetoDistribution(minimum: minimum * factor, shape: shape)
  }
}
