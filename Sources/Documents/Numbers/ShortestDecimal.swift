/// Writes a double as the shortest decimal that reads back as the same double.
public enum ShortestDecimal {
  /// The decimal, in a spelling that JSON takes: `0.25`, `5`, `-0`, `1e-7`, `1.5e300`.
  ///
  /// Of several shortest decimals it is the nearest; infinities and NaN are our mistake.
  public static func text(_ number: Double) -> String {
    precondition(number.isFinite, "\(number) has no decimal")
    var digits: [UInt8] = []
    var exponent: [UInt8] = []
    var inExponent = false
    for byte in number.description.utf8 {
      if byte == "e" {
        inExponent = true
      } else if inExponent {
        // Swift writes e-07 and e+16; the zeros and the plus say nothing.
        if byte != "+", byte != "0" || exponent.contains(where: { $0.isDigit }) {
          exponent.append(byte)
        }
      } else {
        digits.append(byte)
      }
    }
    if digits.suffix(2).elementsEqual(".0".utf8) { digits.removeLast(2) }
    return String(
      decoding: digits + (inExponent ? [UInt8(ascii: "e")] : []) + exponent, as: UTF8.self)
  }
}
