/// A quantity whose logarithm is normally distributed.
public struct LognormalDistribution: ProbabilityLaw {
  /// The mean of the logarithm.
  public let mu: Double
  /// The standard deviation of the logarithm.
  public let sigma: Double

  /// The distribution by the mean and the standard deviation of the logarithm.
  public init(mu: Double, sigma: Double) {
    precondition(
      mu > -.infinity && mu < .infinity && sigma >= 0 && sigma < .infinity,
      "a lognormal distribution with mu \(mu) and sigma \(sigma)")
    self.mu = mu
    self.sigma = sigma
  }

  /// The distribution by what half of the values exceed, and the deviation of the logarithm.
  public init(median: Double, sigma: Double) {
    precondition(median > 0, "a lognormal distribution of median \(median)")
    self.init(mu: Arithmetic.log(median), sigma: sigma)
  }

  /// The distribution by what half of the values and what one in a hundred exceed.
  public init(median: Double, p99: Double) {
    self.init(median: median, quantile: p99, probability: 0.99)
  }

  /// The distribution by what half of the values and what one in twenty exceed.
  public init(p50: Double, p95: Double) {
    self.init(median: p50, quantile: p95, probability: 0.95)
  }

  /// The distribution by the mean and the standard deviation of the quantity itself.
  public init(mean: Double, standardDeviation: Double) {
    precondition(
      mean > 0 && standardDeviation >= 0,
      "a lognormal distribution of mean \(mean), standard deviation \(standardDeviation)")
    let ratio = standardDeviation / mean
    let square = ratio * ratio
    let variance = Arithmetic.logDeviation(square) + square
    self.init(mu: Arithmetic.log(mean) - variance / 2, sigma: variance.squareRoot())
  }

  private init(median: Double, quantile: Double, probability: Double) {
    precondition(
      median > 0 && quantile >= median,
      "a lognormal distribution of median \(median) whose \(probability) quantile is \(quantile)")
    let distance = Arithmetic.inverseNormal(probability)
    self.init(median: median, sigma: Arithmetic.log(quantile / median) / distance)
  }

  /// The value that a random word stands for.
  public func value(at word: UInt64) -> Double {
    Arithmetic.exp(mu + sigma * Arithmetic.inverseNormal(unit(word)))
  }

  /// The expected value.
  public var mean: Double { Arithmetic.exp(mu + sigma * sigma / 2) }

  /// The expected square of the distance from the mean.
  public var variance: Double { Arithmetic.expMinusOne(sigma * sigma) * mean * mean }

  /// The probability of a value of at most x.
  public func cumulative(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    let distance = Arithmetic.log(x) - mu
    if sigma == 0 { return distance < 0 ? 0 : 1 }
    return Arithmetic.normalCumulative(distance / sigma)
  }

  /// The distribution of the value times a positive factor.
  public func scaled(by factor: Double) -> LognormalDistribution {
    LognormalDistribution(mu: mu + Arithmetic.log(factor), sigma: sigma)
  }
}
