extension Arithmetic {
  /// The exponential function; 0 below -745.2, infinite above 709.8.
  ///
  /// The argument is k ln 2 + r with |r| at most ½ ln 2, and e^r is a polynomial.
  public static func exp(_ x: Double) -> Double {
    // Adding -0 changes nothing at all, and the compiler leaves it out.
    exp(x, plus: -0.0)
  }

  /// The exponential function less 1, exact to a few ulp near zero too.
  public static func expMinusOne(_ x: Double) -> Double {
    x > -0.34 && x < 0.34 ? growth(x) : exp(x) - 1
  }

  /// The exponential function of a sum whose second term is far smaller than its first.
  @inline(__always)
  static func exp(_ x: Double, plus low: Double) -> Double {
    guard x > -708, x < 709 else { return rareExp(x, plus: low) }
    let (shifted, rest) = split(x)
    // The sum's lowest 12 bits hold the exponent; moved to the top they become 2^k.
    return (1 + growth(rest + low)) * Double(bitPattern: (shifted.bitPattern &+ 1023) &<< 52)
  }

  /// The nearest multiple of ln 2, as an integer in the low bits of a large number, and the rest.
  @inline(__always)
  private static func split(_ x: Double) -> (shifted: Double, rest: Double) {
    let shifted = x * 0x1.71547652b82fep+0 + 0x1.8p52
    let multiple = shifted - 0x1.8p52
    return (shifted, (x - multiple * ln2High) - multiple * ln2Low)
  }

  /// The exponential function less 1 for arguments of at most ½ ln 2.
  ///
  /// A Chebyshev fit of degree 11 whose first term is r, absolute error below 2e-17; its
  /// coefficients are nearly those of Taylor's series.
  @inline(__always)
  private static func growth(_ r: Double) -> Double {
    let r2 = r * r
    let r4 = r2 * r2
    let low =
      (0x1.0000000000001p-1 + r * 0x1.5555555555556p-3)
      + r2 * (0x1.5555555553d63p-5 + r * 0x1.11111111109b3p-7)
    let middle =
      (0x1.6c16c1788bd90p-10 + r * 0x1.a01a01a7c41d5p-13)
      + r2 * (0x1.a019b90d2ae7ap-16 + r * 0x1.71de0dae63bb3p-19)
    let high = 0x1.289185613a3d6p-22 + r * 0x1.af38a9b0ec855p-26
    return r + r2 * (low + r4 * (middle + r4 * high))
  }

  /// The exponential function where it leaves, or nearly leaves, the normal numbers.
  @inline(never)
  private static func rareExp(_ x: Double, plus low: Double) -> Double {
    if x.isNaN { return x }
    if x > 710 { return .infinity }
    if x < -746 { return 0 }
    let (shifted, rest) = split(x)
    let exponent = Int64(shifted - 0x1.8p52)
    let half = exponent >> 1
    // Two factors, as 2^k alone may be no normal number; only the second product rounds.
    return (1 + growth(rest + low)) * powerOfTwo(half) * powerOfTwo(exponent - half)
  }

  /// A power of two that is a normal number.
  @inline(__always)
  private static func powerOfTwo(_ exponent: Int64) -> Double {
    Double(bitPattern: UInt64(bitPattern: exponent &+ 1023) &<< 52)
  }
}
