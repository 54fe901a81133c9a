extension DecimalNumeral {
  /// The powers of ten that a double holds exactly.
  private static let exactPowers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// Digits that can decide a rounding: between two neighbouring doubles lies a decimal of 767.
  private static let decisiveDigits = 780

  /// The nearest double, ties to even; infinite where the number is too large for one.
  ///
  /// Short numbers are one exact operation (W. D. Clinger, "How to read floating point numbers
  /// accurately", 1990); all others are divided out in whole numbers.
  var double: Double {
    guard !digits.isEmpty else { return isNegative ? -0.0 : 0.0 }
    let magnitude = digits.count <= 15 && abs(exponent) <= 22 ? oneOperation : divided
    return isNegative ? -magnitude : magnitude
  }

  /// Both operands are exact, so the one rounding is the right one.
  private var oneOperation: Double {
    var whole: Int64 = 0
    for digit in digits { whole = whole * 10 + Int64(digit) }
    let power = Self.exactPowers[abs(exponent)]
    return exponent < 0 ? Double(whole) / power : Double(whole) * power
  }

  /// The quotient of two whole numbers, to 64 bits and a remainder, rounded once.
  private var divided: Double {
    // The number is below 10^order and not below a tenth of that.
    let order = digits.count + exponent
    if order > 309 { return .infinity }
    if order < -323 { return 0 }
    var kept = digits
    var power = exponent
    if kept.count > Self.decisiveDigits {
      // Whatever is cut off is not zero; a last 1 stands for it.
      power += kept.count - Self.decisiveDigits - 1
      kept.removeSubrange(Self.decisiveDigits...)
      kept.append(1)
    }
    var numerator = BigNatural(decimalDigits: kept)
    var denominator = BigNatural(decimalDigits: [1])
    if power >= 0 {
      numerator.multiply(byPowerOfTen: power)
    } else {
      denominator.multiply(byPowerOfTen: -power)
    }
    return BinaryRounding.double(numerator, over: denominator)
  }
}
