/// A decimal number as sign, significant digits and a power of ten, nothing rounded.
struct DecimalNumeral {
  /// The number stands behind a minus sign; zero may too.
  var isNegative = false
  /// Significant digits, each 0 to 9, without zeros at either end; empty for zero.
  var digits: [UInt8] = []
  /// The power of ten by which the digits, as a whole number, are multiplied.
  var exponent = 0

  /// Exponents saturate here, far outside of what a double holds and well inside of 32 bits.
  private static let exponentBound = 1_000_000_000

  /// The number spelled by sign, digits with an optional point, and optional exponent.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard Self.matches(bytes) else { return nil }
    var at = bytes.startIndex
    var fraction = 0
    var pointSeen = false
    while at < bytes.endIndex, bytes[at] != "e", bytes[at] != "E" {
      let byte = bytes[at]
      at += 1
      if byte == "-" { isNegative = true }
      if byte == "." { pointSeen = true }
      guard byte.isDigit else { continue }
      if pointSeen { fraction += 1 }
      if byte != "0" || !digits.isEmpty { digits.append(byte - 0x30) }
    }
    exponent = Self.exponent(bytes[at...].dropFirst()) - fraction
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
    if digits.isEmpty { exponent = 0 }
  }

  /// The bytes are a decimal number from end to end.
  static func matches(_ bytes: ArraySlice<UInt8>) -> Bool {
    var at = bytes.startIndex
    func skipDigits() -> Int {
      let start = at
      while at < bytes.endIndex, bytes[at].isDigit { at += 1 }
      return at - start
    }
    if at < bytes.endIndex, bytes[at] == "-" || bytes[at] == "+" { at += 1 }
    var count = skipDigits()
    if at < bytes.endIndex, bytes[at] == "." {
      at += 1
      count += skipDigits()
    }
    guard count > 0 else { return false }
    if at < bytes.endIndex, bytes[at] == "e" || bytes[at] == "E" {
      at += 1
      if at < bytes.endIndex, bytes[at] == "-" || bytes[at] == "+" { at += 1 }
      guard skipDigits() > 0 else { return false }
    }
    return at == bytes.endIndex
  }

  private static func exponent(_ bytes: ArraySlice<UInt8>) -> Int {
    var magnitude = 0
    for byte in bytes where byte.isDigit {
      magnitude = min(magnitude * 10 + Int(byte - 0x30), exponentBound / 10)
    }
    return bytes.first.map { $0 == "-" } == true ? -magnitude : magnitude
  }

  /// The exact value, if it is whole and fits into 64 bits.
  var integer: Int64? {
    guard exponent >= 0, digits.count + exponent <= 19 else { return digits.isEmpty ? 0 : nil }
    var magnitude: UInt64 = 0
    for digit in digits { magnitude = magnitude * 10 + UInt64(digit) }
    for _ in 0..<exponent { magnitude *= 10 }
    guard isNegative else { return Int64(exactly: magnitude) }
    return magnitude == 1 << 63 ? .min : Int64(exactly: magnitude).map { -$0 }
  }
}
