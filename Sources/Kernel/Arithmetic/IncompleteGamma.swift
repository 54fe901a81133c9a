/// The distribution function of gamma variables of one shape and scale 1, and its inverse.
///
/// Below shape + 1 the power series, above it the continued fraction, as in Press and others,
/// "Numerical Recipes" (2007), section 6.2; the factor before both is taken from what Stirling's
/// formula leaves, so that large shapes lose no digits. Exact to 1e-12 for shapes from 0.001 to
/// 10,000; above, one ulp of x is worth more than that.
public struct IncompleteGamma: Sendable, Equatable {
  /// The shape of the distribution, positive.
  public let shape: Double
  /// The logarithm of the gamma function at the shape.
  private let logGamma: Double
  /// What Stirling's formula leaves of that logarithm, with the factor √(shape / 2π) in it.
  private let logPeak: Double

  /// The distribution of the given shape.
  public init(shape: Double) {
    precondition(shape > 0 && shape < .infinity, "a gamma distribution of shape \(shape)")
    self.shape = shape
    logGamma = Arithmetic.logGamma(shape)
    logPeak =
      0.5 * Arithmetic.log(shape / (2 * Double.pi)) - Arithmetic.stirlingExcess(shape)
  }

  /// The probability of a value of at most x.
  public func lower(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < .infinity else { return 1 }
    return x < shape + 1
      ? Arithmetic.exp(logFactor(x)) * series(x) : 1 - Arithmetic.exp(logFactor(x)) * fraction(x)
  }

  /// The probability of a value above x.
  public func upper(_ x: Double) -> Double {
    guard x > 0 else { return 1 }
    guard x < .infinity else { return 0 }
    return x < shape + 1
      ? 1 - Arithmetic.exp(logFactor(x)) * series(x) : Arithmetic.exp(logFactor(x)) * fraction(x)
  }

  /// The point that has the given probabilities below and above it; they add up to 1.
  ///
  /// Newton's method for the logarithm of the smaller one over the logarithm of x. Both logarithms
  /// are concave there, so that it converges from wherever it starts.
  ///
  /// - Complexity: About five evaluations of the distribution function, each O(√shape).
  public func inverse(lower: Double, upper: Double) -> Double {
    precondition(lower >= 0 && upper >= 0, "no probabilities: \(lower) and \(upper)")
    guard lower > 0 else { return 0 }
    guard upper > 0 else { return .infinity }
    var x = start(lower: lower)
    guard x > 0 else { return 0 }
    let target = Arithmetic.log(lower <= 0.5 ? lower : upper)
    for _ in 0..<100 {
      let (logarithm, slope) = lower <= 0.5 ? logLower(x) : logUpper(x)
      let step = (target - logarithm) / slope
      x *= Arithmetic.exp(step < 2 ? step : 2)
      // The error after a step is of the order of its square.
      if step > -1e-8 && step < 1e-8 { break }
    }
    return x
  }

  /// Where the inversion starts: the better of two approximations.
  ///
  /// One is the first term of the series, which is never too great, the other that of Wilson and
  /// Hilferty (1931).
  private func start(lower: Double) -> Double {
    let first = Arithmetic.exp(
      (Arithmetic.log(lower) + logGamma + Arithmetic.log(shape)) / shape)
    let z = Arithmetic.inverseNormal(lower)
    let root = 1 - 1 / (9 * shape) + z / (3 * shape.squareRoot())
    let cube = root > 0 ? shape * root * root * root : 0
    return cube > first && cube < .infinity ? cube : first
  }

  /// The logarithm of the probability below x, and its derivative by the logarithm of x.
  private func logLower(_ x: Double) -> (logarithm: Double, slope: Double) {
    let factor = logFactor(x)
    if x < shape + 1 {
      let sum = series(x)
      return (factor + Arithmetic.log(sum), 1 / sum)
    }
    let density = Arithmetic.exp(factor)
    let probability = 1 - density * fraction(x)
    return (Arithmetic.log(probability), density / probability)
  }

  /// The logarithm of the probability above x, and its derivative by the logarithm of x.
  private func logUpper(_ x: Double) -> (logarithm: Double, slope: Double) {
    let factor = logFactor(x)
    if x >= shape + 1 {
      let value = fraction(x)
      return (factor + Arithmetic.log(value), -1 / value)
    }
    let density = Arithmetic.exp(factor)
    let probability = 1 - density * series(x)
    return (Arithmetic.log(probability), -density / probability)
  }

  /// The logarithm of x^shape e^-x / Γ(shape).
  private func logFactor(_ x: Double) -> Double {
    guard shape >= 10 else { return shape * Arithmetic.log(x) - x - logGamma }
    return logPeak + shape * Arithmetic.logDeviation((x - shape) / shape, ratio: x / shape)
  }

  /// The sum over n of x^n / (shape (shape + 1) … (shape + n)).
  private func series(_ x: Double) -> Double {
    var divisor = shape
    var term = 1 / shape
    var sum = term
    while term > sum * 0x1p-55 {
      divisor += 1
      term *= x / divisor
      sum += term
    }
    return sum
  }

  /// The continued fraction of the upper tail, without the factor before it.
  ///
  /// With a for the shape: 1 / (x + 1 - a - 1 (1 - a) / (x + 3 - a - 2 (2 - a) / (x + 5 - a - …))).
  /// Evaluated front to back by the method of Lentz.
  private func fraction(_ x: Double) -> Double {
    var b = x + 1 - shape
    var c = 1e300
    var d = 1 / b
    var value = d
    var n = 0.0
    var change = 0.0
    repeat {
      n += 1
      let a = n * (shape - n)
      b += 2
      d = 1 / (a * d + b)
      c = b + a / c
      change = d * c
      value *= change
    } while (change > 1 + 0x1p-52 || change < 1 - 0x1p-52) && n < 1e7
    return value
  }
}
