import Kernel

/// Student's t distribution: how far the mean of few normal values strays from the truth.
public enum StudentT {
  /// The value that a t variable stays below with a probability between 0 and 1, both excluded.
  ///
  /// Newton's method, kept within a bracket, on the upper tail ½ I_x(ν/2, ½) with x = ν/(ν + t²),
  /// or near the middle on ½ I_y(½, ν/2) with y = t²/(ν + t²), which keeps its digits there
  /// (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.1).
  public static func quantile(probability: Double, degreesOfFreedom: Double) -> Double {
    precondition(
      probability > 0 && probability < 1 && degreesOfFreedom > 0,
      "t quantile of \(probability) with \(degreesOfFreedom) degrees of freedom")
    let target = Target(
      tail: min(probability, 1 - probability), centre: (probability - 0.5).magnitude,
      degrees: degreesOfFreedom)
    if target.centre == 0 { return 0 }
    return probability < 0.5 ? -solve(target) : solve(target)
  }

  private static func solve(_ target: Target) -> Double {
    var low = 0.0
    var high = 1.0
    while target.excess(at: high) > 0 {
      low = high
      high *= 2
    }
    let scale = target.densityAtZero
    var value = low + (high - low) / 2
    for _ in 0..<200 {
      let excess = target.excess(at: value)
      if excess > 0 { low = value } else { high = value }
      let power = Arithmetic.log(1 + value * value / target.degrees) * (target.degrees + 1) / 2
      var next = value + excess / (scale * Arithmetic.exp(-power))
      if !(next > low && next < high) { next = low + (high - low) / 2 }
      if (next - value).magnitude <= value * 0x1p-50 { return next }
      value = next
    }
    return value
  }

  /// The probabilities on both sides of the positive value that is sought.
  private struct Target {
    /// That of exceeding it, below one half.
    let tail: Double
    /// That of lying between zero and it: one half less the tail.
    let centre: Double
    /// The degrees of freedom.
    let degrees: Double

    /// The probability of lying between a value and the one sought, negative beyond it.
    func excess(at value: Double) -> Double {
      let square = value * value
      if tail > 0.25 {
        let y = square / (degrees + square)
        return centre - Arithmetic.regularizedBeta(y, 0.5, degrees / 2) / 2
      }
      let x = degrees / (degrees + square)
      return Arithmetic.regularizedBeta(x, degrees / 2, 0.5) / 2 - tail
    }

    /// The height of the density in its middle.
    var densityAtZero: Double {
      let logarithm = Arithmetic.logGamma((degrees + 1) / 2) - Arithmetic.logGamma(degrees / 2)
      return Arithmetic.exp(logarithm) / (degrees * Double.pi).squareRoot()
    }
  }
}
