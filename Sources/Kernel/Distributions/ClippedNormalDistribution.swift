/// The bell curve with everything below 0 gathered at 0.
public struct ClippedNormalDistribution: ProbabilityLaw {
  /// The middle of the bell, before clipping.
  public let center: Double
  /// The standard deviation of the bell, before clipping.
  public let deviation: Double

  /// The distribution of a finite centre and a deviation that is positive or 0.
  public init(center: Double, deviation: Double) {
    precondition(
      center > -.infinity && center < .infinity && deviation >= 0 && deviation < .infinity,
      "a normal distribution of mean \(center) and standard deviation \(deviation)")
    self.center = center
    self.deviation = deviation
  }

  /// The value that a random word stands for.
  public func value(at word: UInt64) -> Double {
    let value = center + deviation * Arithmetic.inverseNormal(unit(word))
    return value > 0 ? value : 0
  }

  /// The expected value, after clipping.
  public var mean: Double {
    guard deviation > 0 else { return center > 0 ? center : 0 }
    let h = center / deviation
    return center * Arithmetic.normalCumulative(h) + deviation * Arithmetic.normalDensity(h)
  }

  /// The expected square of the distance from the mean, after clipping.
  public var variance: Double {
    guard deviation > 0 else { return 0 }
    let h = center / deviation
    let above = Arithmetic.normalCumulative(h)
    let below = Arithmetic.normalCumulative(-h)
    let density = Arithmetic.normalDensity(h)
    let inUnits = above + h * h * above * below + h * density * (below - above) - density * density
    return deviation * deviation * inUnits
  }

  /// The probability of a value of at most x.
  public func cumulative(_ x: Double) -> Double {
    guard x >= 0 else { return 0 }
    if deviation == 0 { return x < center ? 0 : 1 }
    return Arithmetic.normalCumulative((x - center) / deviation)
  }

  /// The distribution of the value times a positive factor.
  public func scaled(by factor: Double) -> ClippedNormalDistribution {
    ClippedNormalDistribution(center: center * factor, deviation: deviation * factor)
  }
}
