extension Arithmetic {
  /// A number that is not negative, raised to any power.
  ///
  /// As in C, the power 0 of anything and any power of 1 are 1.
  ///
  /// The logarithm is carried to about 64 bits, as its error is multiplied by an exponent that may
  /// reach 745.
  public static func pow(_ base: Double, _ exponent: Double) -> Double {
    if exponent == 0 || base == 1 { return 1 }
    if base.isNaN || exponent.isNaN { return .nan }
    precondition(base >= 0, "a power of the negative number \(base) was asked for")
    // Beyond 2^66 every power of the number next to 1 is past the ends of the range.
    if base == 0 || base == .infinity || exponent > 0x1p66 || exponent < -0x1p66 {
      return (base > 1) == (exponent > 0) ? .infinity : 0
    }
    let logarithm = extendedLog(base)
    let product = DoubleDouble(exponent, times: logarithm.high)
    return exp(product.high, plus: product.low + exponent * logarithm.low)
  }

  /// The natural logarithm of a positive finite number to about 2^-64.
  private static func extendedLog(_ x: Double) -> DoubleDouble {
    let subnormal = x < 0x1p-1022
    let (k, f) = reduced(subnormal ? (x * 0x1p54).bitPattern : x.bitPattern)
    let power = Double(subnormal ? k - 54 : k)
    let s = quotient(f, by: DoubleDouble(2, plus: f))
    let z = s * s
    // 2 artanh s = 2s (1 + z/3 + z² (1/5 + z/7 + …)): only the first two terms need extra bits.
    let rest = z.high * z.high * artanhRest(z.high)
    let third = z * DoubleDouble(0x1.5555555555555p-2, plus: 0x1.5555555555555p-56)
    let tail = DoubleDouble(third.high, plus: third.low + rest)
    let factor = DoubleDouble(1, plus: tail.high)
    let series = s * DoubleDouble(factor.high, plus: factor.low + tail.low)
    let logarithm = DoubleDouble(high: 2 * series.high, low: 2 * series.low)
    guard power != 0 else { return logarithm }
    let sum = DoubleDouble(power * ln2High, plus: logarithm.high)
    return DoubleDouble(sum.high, plus: sum.low + (logarithm.low + power * ln2Low))
  }

  /// A number divided by a longer one, to about 2^-100.
  @inline(__always)
  private static func quotient(_ a: Double, by b: DoubleDouble) -> DoubleDouble {
    let first = a / b.high
    let product = DoubleDouble(first, times: b.high)
    let remainder = ((a - product.high) - product.low) - first * b.low
    return DoubleDouble(first, plus: remainder / b.high)
  }

  /// The sum 1/5 + z/7 + z²/9 + …, for z of at most 0.0295.
  @inline(__always)
  private static func artanhRest(_ z: Double) -> Double {
    let low: Double = polynomial(
      z, (1.0 / 5, 1.0 / 7, 1.0 / 9, 1.0 / 11, 1.0 / 13, 1.0 / 15, 1.0 / 17, 1.0 / 19))
    let z2 = z * z
    let z4 = z2 * z2
    return low + (z4 * z4) * (1.0 / 21 + z * (1.0 / 23) + z2 * (1.0 / 25))
  }
}
