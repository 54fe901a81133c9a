/// The spelling of texts and numbers in JSON.
public enum JSONText {
  /// A text in double quotes, escaped where JSON asks for it.
  public static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    append(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends a text in double quotes; only quotes, backslashes and control characters are escaped.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case "\"": bytes.append(contentsOf: "\\\"".utf8)
      case "\\": bytes.append(contentsOf: "\\\\".utf8)
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x0D: bytes.append(contentsOf: "\\r".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case 0..<0x20:
        bytes.append(contentsOf: (byte < 0x10 ? "\\u000" : "\\u00").utf8)
        bytes.append(contentsOf: String(byte, radix: 16).utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// A number as JSON spells it, without a change where the author's spelling is JSON already.
  ///
  /// Signs, zeros and points that JSON does not take are put right, so `+1` is `1` and `.5` is
  /// `0.5`. A hexadecimal number too large for any double is written as text.
  public static func number(_ number: NumberText) -> String {
    let bytes = Array(number.text.utf8)
    guard bytes.count < 2 || (bytes[1] != "x" && bytes[1] != "o") else {
      if let integer = number.integer { return String(integer) }
      let double = number.double
      return double.isFinite ? ShortestDecimal.text(double) : quoted(number.text)
    }
    var rest = bytes[...]
    var spelled: [UInt8] = []
    if rest.first == 0x2D { spelled.append(0x2D) }
    rest = rest.drop { $0 == "-" || $0 == "+" }
    let whole = rest.prefix { $0.isDigit }
    rest = rest.dropFirst(whole.count)
    let trimmed = whole.drop { $0 == "0" }
    spelled += trimmed.isEmpty ? [0x30] : Array(trimmed)
    if rest.first == 0x2E {
      rest = rest.dropFirst()
      let fraction = rest.prefix { $0.isDigit }
      rest = rest.dropFirst(fraction.count)
      if !fraction.isEmpty { spelled += [0x2E] + fraction }
    }
    return String(decoding: spelled + rest, as: UTF8.self)
  }
}
