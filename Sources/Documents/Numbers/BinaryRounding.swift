/// Rounds exact numbers to doubles, ties to even.
enum BinaryRounding {
  /// The double nearest to a quotient of two numbers, neither of them zero.
  static func double(_ numerator: BigNatural, over denominator: BigNatural) -> Double {
    var rest = numerator
    var divisor = denominator
    var shift = rest.bitWidth - divisor.bitWidth
    if shift > 0 { divisor.shiftLeft(by: shift) } else { rest.shiftLeft(by: -shift) }
    if !rest.isAtLeast(divisor) {
      rest.shiftLeft(by: 1)
      shift -= 1
    }
    var quotient: UInt64 = 0
    for _ in 0..<64 {
      quotient <<= 1
      if rest.isAtLeast(divisor) {
        rest.subtract(divisor)
        quotient |= 1
      }
      rest.shiftLeft(by: 1)
    }
    return double(quotient, exponent: shift - 63, hasRest: !rest.isZero)
  }

  /// The double nearest to a whole number given by digits of three or four bits.
  static func double(ofDigits digits: ArraySlice<UInt8>, bitsPerDigit: Int) -> Double {
    var bits: UInt64 = 0
    var exponent = 0
    var hasRest = false
    for digit in digits {
      let value = UInt64(digit.hexadecimalValue ?? 0)
      if bits.leadingZeroBitCount >= bitsPerDigit {
        bits = bits << UInt64(bitsPerDigit) | value
      } else {
        exponent += bitsPerDigit
        hasRest = hasRest || value != 0
      }
    }
    guard bits != 0 else { return 0 }
    let lead = bits.leadingZeroBitCount
    return double(bits << UInt64(lead), exponent: exponent - lead, hasRest: hasRest)
  }

  /// The double nearest to `bits` times two to a power, and a little more where a rest was left.
  ///
  /// The highest of the bits is set.
  private static func double(_ bits: UInt64, exponent: Int, hasRest: Bool) -> Double {
    let binade = exponent + 63
    if binade > 1023 { return .infinity }
    let dropped = UInt64(binade < -1022 ? 11 - 1022 - binade : 11)
    if dropped > 64 { return 0 }
    var kept = dropped == 64 ? 0 : bits >> dropped
    let half: UInt64 = 1 << (dropped - 1)
    let cut = bits & (half | (half - 1))
    if cut > half || (cut == half && (hasRest || kept & 1 == 1)) { kept += 1 }
    // A carry out of the fraction runs into the exponent, where it belongs.
    let base = binade < -1022 ? 0 : UInt64(binade + 1022) << 52
    return Double(bitPattern: base + kept)
  }
}
