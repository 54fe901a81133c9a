import Documents

/// Numbers as the engine compares them: doubles, and only those whose spelling loses nothing.
enum ComparableNumber {
  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The double of a JSON number; `nil` where that double's shortest decimal is another number.
  ///
  /// Up to fifteen digits and a power of ten that a double holds, one exact operation gives the
  /// double, and no two such decimals share one: the shortest decimal is the number itself.
  static func value(_ spelling: some RandomAccessCollection<UInt8>) -> Double? {
    var mantissa: UInt64 = 0
    var digits = 0
    var exponent = 0
    var isNegative = false
    var pointSeen = false
    var at = spelling.startIndex
    while at < spelling.endIndex {
      let byte = spelling[at]
      at = spelling.index(after: at)
      if byte.isDigit {
        if byte != 0x30 || digits > 0 { digits += 1 }
        if digits > 15 { return exact(Array(spelling)) }
        mantissa = mantissa &* 10 &+ UInt64(byte &- 0x30)
        if pointSeen { exponent -= 1 }
      } else if byte == 0x2E {
        pointSeen = true
      } else if byte == 0x2D {
        isNegative = true
      } else {
        return exact(Array(spelling))
      }
    }
    if mantissa == 0 { return 0 }
    guard exponent >= -22 else { return exact(Array(spelling)) }
    let magnitude = Double(mantissa) / powers[-exponent]
    return isNegative ? -magnitude : magnitude
  }

  private static func exact(_ spelling: [UInt8]) -> Double? {
    guard let number = NumberText(String(decoding: spelling, as: UTF8.self))?.double,
      number.isFinite
    else { return nil }
    let shortest = Array(shortest(number.magnitude).utf8)
    let written = spelling.first == 0x2D ? Array(spelling.dropFirst()) : spelling
    guard Decimal(shortest) == Decimal(written) else { return nil }
    return number == 0 ? 0 : number
  }

  /// The shortest decimal, of two digits at least, as Java writes it: 4.9e-324, not 5e-324.
  private static func shortest(_ number: Double) -> String {
    let text = ShortestDecimal.text(number)
    let steps = number.bitPattern
    guard 1...300 ~= steps, text.utf8.prefix(while: { $0 != 0x65 }).count == 1 else { return text }
    // The least double in units of 10^-340; Java rounds its multiples to two digits.
    var digits = steps * 49_406_564_584_124_654
    var exponent = -340
    while digits >= 1000 {
      digits /= 10
      exponent += 1
    }
    return "\((digits + 5) / 10)e\(exponent + 1)"
  }

  /// Digits without zeros at either end, and the power of ten behind them.
  private struct Decimal: Equatable {
    var digits: [UInt8] = []
    var exponent = 0

    init(_ spelling: [UInt8]) {
      var pointSeen = false
      var at = 0
      while at < spelling.count, spelling[at] | 0x20 != 0x65 {
        let byte = spelling[at]
        at += 1
        if byte == 0x2E { pointSeen = true }
        guard byte.isDigit else { continue }
        if pointSeen { exponent -= 1 }
        if byte != 0x30 || !digits.isEmpty { digits.append(byte) }
      }
      var power = 0
      for byte in spelling[at...] where byte.isDigit {
        power = min(power * 10 + Int(byte - 0x30), 1_000_000_000)
      }
      exponent += at + 1 < spelling.count && spelling[at + 1] == 0x2D ? -power : power
      while digits.last == 0x30 {
        digits.removeLast()
        exponent += 1
      }
      if digits.isEmpty { exponent = 0 }
    }
  }
}
