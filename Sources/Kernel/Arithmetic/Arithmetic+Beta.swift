extension Arithmetic {
  /// The probability that a beta variable with parameters a and b is at most x.
  ///
  /// The continued fraction of Press and others, "Numerical Recipes" (2007), section 6.4, with a
  /// factor before it that keeps its digits for large parameters.
  ///
  /// - Complexity: O(√(a + b)).
  public static func regularizedBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    precondition(a > 0 && b > 0, "a beta distribution with parameters \(a) and \(b)")
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    let factor = betaFactor(x, a, b)
    if x < (a + 1) / (a + b + 2) {
      return factor * betaFraction(x, a, b) / a
    }
    return 1 - factor * betaFraction(1 - x, b, a) / b
  }

  /// The value x^a (1 - x)^b / B(a, b).
  ///
  /// Written around the point a / (a + b), where the linear terms of both logarithms cancel.
  private static func betaFactor(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let difference = x * b - a * (1 - x)
    let exponent =
      a * logDeviation(difference / a, ratio: x * (a + b) / a)
      + b * logDeviation(-difference / b, ratio: (1 - x) * (a + b) / b)
    let excess = stirlingExcess(a + b) - stirlingExcess(a) - stirlingExcess(b)
    return (a / (a + b) * b / (2 * Double.pi)).squareRoot() * exp(exponent + excess)
  }

  /// The continued fraction of the incomplete beta function, by the method of Lentz.
  private static func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    var c = 1.0
    var d = 1 / (1 - (a + b) * x / (a + 1))
    var value = d
    var n = 0.0
    var change = 0.0
    repeat {
      n += 1
      let even = n * (b - n) * x / ((a + 2 * n - 1) * (a + 2 * n))
      d = 1 / (1 + even * d)
      c = 1 + even / c
      value *= d * c
      let odd = -(a + n) * (a + b + n) * x / ((a + 2 * n) * (a + 2 * n + 1))
      d = 1 / (1 + odd * d)
      c = 1 + odd / c
      change = d * c
      value *= change
    } while (change > 1 + 0x1p-52 || change < 1 - 0x1p-52) && n < 1e7
    return value
  }
}
