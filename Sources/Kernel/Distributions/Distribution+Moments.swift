extension Distribution {
  /// The expected value; infinite where it does not exist.
  public var mean: Double {
    switch self {
    case .constant(let value): value
    case .uniform(let law): law.mean
    case .exponential(let law): law.mean
    case .lognormal(let law): law.mean
    case .gamma(let law): law.mean
    case .pareto(let law): law.mean
    case .weibull(let law): law.mean
    case .clippedNormal(let law): law.mean
    case .empirical(let law): law.mean
    case .mixture(let law): law.mean
    }
  }

  /// The expected square of the distance from the mean; infinite where it does not exist.
  public var variance: Double {
    switch self {
    case .constant: 0
    case .uniform(let law): law.variance
    case .exponential(let law): law.variance
    case .lognormal(let law): law.variance
    case .gamma(let law): law.variance
    case .pareto(let law): law.variance
    case .weibull(let law): law.variance
    case .clippedNormal(let law): law.variance
    case .empirical(let law): law.variance
    case .mixture(let law): law.variance
    }
  }

  /// The probability of a value of at most x.
  public func cumulative(_ x: Double) -> Double {
    switch self {
    case .constant(let value): x < value ? 0 : 1
    case .uniform(let law): law.cumulative(x)
    case .exponential(let law): law.cumulative(x)
    case .lognormal(let law): law.cumulative(x)
    case .gamma(let law): law.cumulative(x)
    case .pareto(let law): law.cumulative(x)
    case .weibull(let law): law.cumulative(x)
    case .clippedNormal(let law): law.cumulative(x)
    case .empirical(let law): law.cumulative(x)
    case .mixture(let law): law.cumulative(x)
    }
  }

  /// The distribution of the value times a positive factor.
  public func scaled(by factor: Double) -> Distribution {
    precondition(factor > 0 && factor < .infinity, "a distribution scaled by \(factor)")
    return switch self {
    case .constant(let value): .constant(value * factor)
    case .uniform(let law): .uniform(law.scaled(by: factor))
    case .exponential(let law): .exponential(law.scaled(by: factor))
    case .lognormal(let law): .lognormal(law.scaled(by: factor))
    case .gamma(let law): .gamma(law.scaled(by: factor))
    case .pareto(let law): .pareto(law.scaled(by: factor))
    case .weibull(let law): .weibull(law.scaled(by: factor))
    case .clippedNormal(let law): .clippedNormal(law.scaled(by: factor))
    case .empirical(let law): .empirical(law.scaled(by: factor))
    case .mixture(let law): .mixture(law.scaled(by: factor))
    }
  }
}
