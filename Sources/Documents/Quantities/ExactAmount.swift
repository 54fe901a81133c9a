/// A decimal amount without rounding: whole digits and the number of them behind the point.
struct ExactAmount {
  /// All digits as one whole number, negative below zero.
  var digits: Int128
  /// How many of the digits stand behind the point; no zero ends them.
  var scale: Int
  /// The amount in its author's spelling.
  var text: String

  /// The amount times a whole factor; `nil` where that is no whole number of 64 bits.
  func whole(times factor: Int64) -> Int64? {
    guard let (quotient, remainder) = divided(times: factor), remainder == 0 else { return nil }
    return Int64(exactly: quotient)
  }

  /// The amount times a factor is too large for 64 bits, whether whole or not.
  func overflows(times factor: Int64) -> Bool {
    guard let (quotient, _) = divided(times: factor) else { return true }
    return Int64(exactly: quotient) == nil
  }

  /// The nearest double to the amount over a power of ten.
  func double(overPowerOfTen power: Int = 0) -> Double {
    let spelled = "\(digits)e\(-scale - power)"
    return DecimalNumeral(Array(spelled.utf8)[...])?.double ?? 0
  }

  /// Ten to a power from 0 to 38.
  static func powerOfTen(_ power: Int) -> Int128 {
    var result: Int128 = 1
    for _ in 0..<power { result *= 10 }
    return result
  }

  private func divided(times factor: Int64) -> (quotient: Int128, remainder: Int128)? {
    let (product, overflow) = digits.multipliedReportingOverflow(by: Int128(factor))
    return overflow ? nil : product.quotientAndRemainder(dividingBy: Self.powerOfTen(scale))
  }
}
