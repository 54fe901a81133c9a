import Kernel

/// The derivatives of the logarithm of the gamma function, for positive numbers.
///
/// Recurrence up to 10, from there the asymptotic series (Abramowitz and Stegun, Handbook of
/// Mathematical Functions, 6.3.18 and 6.4.12), to about 1e-13.
enum Polygamma {
  /// The first derivative.
  static func digamma(_ x: Double) -> Double {
    var (shifted, sum) = (x, 0.0)
    while shifted < 10 {
      sum -= 1 / shifted
      shifted += 1
    }
    let z = 1 / (shifted * shifted)
    let series = z * (1.0 / 12 - z * (1.0 / 120 - z * (1.0 / 252 - z * (1.0 / 240 - z / 132))))
    return sum + Arithmetic.log(shifted) - 0.5 / shifted - series
  }

  /// The second derivative.
  static func trigamma(_ x: Double) -> Double {
    var (shifted, sum) = (x, 0.0)
    while shifted < 10 {
      sum += 1 / (shifted * shifted)
      shifted += 1
    }
    let z = 1 / (shifted * shifted)
    let series = z * (1.0 / 6 - z * (1.0 / 30 - z * (1.0 / 42 - z * (1.0 / 30 - z * 5 / 66))))
    return sum + (1 + 0.5 / shifted + series) / shifted
  }
}
