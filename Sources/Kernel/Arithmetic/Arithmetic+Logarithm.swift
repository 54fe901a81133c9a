extension Arithmetic {
  /// The natural logarithm.
  ///
  /// Zero gives minus infinity; a negative number gives no number.
  ///
  /// The argument is 2^k m with m between √½ and √2. With f = m - 1 and s = f / (2 + f),
  /// log m = f - f²/2 + s (f²/2 + R), where R is the tail of the series of 2 artanh s.
  public static func log(_ x: Double) -> Double {
    let bits = x.bitPattern
    guard bits &- 0x0010_0000_0000_0000 < 0x7fe0_0000_0000_0000 else { return rareLog(x) }
    return normalLog(bits, exponent: 0)
  }

  /// The logarithm of one more than a number, less that number: log(1 + u) - u.
  ///
  /// Exact to a few ulp where the difference itself would cancel, that is near zero.
  ///
  /// - Parameter u: Greater than -1.
  public static func logDeviation(_ u: Double) -> Double {
    logDeviation(u, ratio: 1 + u)
  }

  /// The same, where one more than the number is known better than by adding.
  static func logDeviation(_ u: Double, ratio: Double) -> Double {
    guard u > -0.29, u < 0.41 else { return log(ratio) - u }
    let s = u / (2 + u)
    let half = 0.5 * u * u
    return s * (half + artanhTail(s * s)) - half
  }

  /// The logarithm of a positive normal number, given by its bits, times a power of two.
  @inline(__always)
  private static func normalLog(_ bits: UInt64, exponent: Int64) -> Double {
    let (k, f) = reduced(bits)
    let power = Double(k &+ exponent)
    let s = f / (2 + f)
    let half = 0.5 * f * f
    let tail = s * (half + artanhTail(s * s))
    return power * ln2High - ((half - (tail + power * ln2Low)) - f)
  }

  /// The power of two nearest to a positive normal number and how far the rest is from 1.
  @inline(__always)
  static func reduced(_ bits: UInt64) -> (exponent: Int64, excess: Double) {
    let offset = bits &- 0x3fe6_a09e_667f_3bcd  // √½
    let exponent = Int64(bitPattern: offset) >> 52
    let mantissa = bits &- (offset & 0xfff0_0000_0000_0000)
    return (exponent, Double(bitPattern: mantissa) - 1)
  }

  /// The series of 2 artanh s beyond its first term, over s, as a function of z = s².
  ///
  /// A Chebyshev fit of degree 7 for |s| up to (√2 - 1) / (√2 + 1), absolute error below 1e-17.
  @inline(__always)
  private static func artanhTail(_ z: Double) -> Double {
    let z2 = z * z
    let low = 0x1.5555555555558p-1 + 0x1.99999999952e2p-2 * z
    let middle = 0x1.2492492df148dp-2 + 0x1.c71c62e5800a1p-3 * z
    let high = 0x1.7462b4ab2ef6bp-3 + 0x1.39fe606542ddep-3 * z + 0x1.2b584aae78a57p-3 * z2
    return z * (low + z2 * (middle + z2 * high))
  }

  /// The logarithm of what is not a positive normal number.
  @inline(never)
  private static func rareLog(_ x: Double) -> Double {
    if x == 0 { return -.infinity }
    if x < 0 || x.isNaN { return .nan }
    if x == .infinity { return x }
    return normalLog((x * 0x1p54).bitPattern, exponent: -54)
  }
}
