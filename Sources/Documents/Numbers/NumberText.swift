/// A number in the spelling of its author.
///
/// The text stays as it was, so that `1.10` as a version or `007` as an account number survives;
/// the value is worked out when asked for.
public struct NumberText: Sendable, Hashable {
  /// The number as written.
  public let text: String

  /// A number, if the text is one by YAML's core schema or JSON.
  ///
  /// These are numbers: `12`, `-3`, `+1`, `007`, `0x1F`, `0o17`, `1.5`, `.5`, `5.`, `1e3`.
  /// These are not: `1_000`, `12:30`, `.inf`, `.nan`, `0b1`.
  public init?(_ text: String) {
    guard Self.isNumber(Array(text.utf8)[...]) else { return nil }
    self.text = text
  }

  /// Text that a reader has found to be a number.
  init(verified text: String) { self.text = text }

  /// The exact value, if it is whole and fits into 64 bits; `1e3` and `2.0` are whole.
  public var integer: Int64? {
    let bytes = Array(text.utf8)
    if let (digits, radix) = Self.radixDigits(bytes[...]) {
      return Int64(String(decoding: digits, as: UTF8.self), radix: radix)
    }
    return DecimalNumeral(bytes[...])?.integer
  }

  /// The nearest double, ties to even; infinite where the number is too large for one.
  public var double: Double {
    let bytes = Array(text.utf8)
    if let (digits, radix) = Self.radixDigits(bytes[...]) {
      return BinaryRounding.double(ofDigits: digits, bitsPerDigit: radix == 16 ? 4 : 3)
    }
    guard let numeral = DecimalNumeral(bytes[...]) else {
      preconditionFailure("\(text) is not a number")
    }
    return numeral.double
  }

  /// The bytes spell a number by YAML's core schema, which contains JSON's.
  static func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, first.isDigit || first == "." || first == "-" || first == "+"
    else { return false }
    return radixDigits(bytes) != nil || DecimalNumeral.matches(bytes)
  }

  /// The digits behind `0x` or `0o`, if there are any and all are digits of that radix.
  private static func radixDigits(
    _ bytes: ArraySlice<UInt8>
  ) -> (digits: ArraySlice<UInt8>, radix: Int)? {
    let digits = bytes.dropFirst(2)
    guard bytes.first == 0x30, let digit = digits.first, digit.hexadecimalValue != nil else {
      return nil
    }
    switch bytes[bytes.startIndex + 1] {
    case "x": return digits.allSatisfy { $0.hexadecimalValue != nil } ? (digits, 16) : nil
    case "o": return digits.allSatisfy { 0x30...0x37 ~= $0 } ? (digits, 8) : nil
    default: return nil
    }
  }
}
