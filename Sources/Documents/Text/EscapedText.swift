/// Text under construction, out of pieces of a file and of what its escapes stand for.
struct EscapedText {
  /// The text so far, as UTF-8.
  var bytes: [UInt8] = []

  /// The text so far.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Appends a code point, which must not be half of a surrogate pair.
  mutating func append(codePoint: UInt32) {
    guard let scalar = Unicode.Scalar(codePoint) else {
      preconditionFailure("\(codePoint) is not a Unicode scalar")
    }
    bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  /// The number that a fixed count of hexadecimal digits spells, if they all are there.
  static func hexadecimal(_ bytes: [UInt8], at offset: Int, count: Int) -> UInt32? {
    guard offset + count <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[offset..<offset + count] {
      guard let digit = byte.hexadecimalValue else { return nil }
      value = value << 4 | digit
    }
    return value
  }

  /// The slip of half a surrogate pair on its own.
  static func loneSurrogate(_ value: UInt32, at place: Place) -> InputError {
    let digits = String(value, radix: 16, uppercase: true)
    return InputError(
      "\\u\(digits) is half a surrogate pair, without its other half",
      remedy: "write both halves, or the character itself", at: place)
  }

  /// Reads `uXXXX`, and a second one where the first is the upper half of a pair.
  ///
  /// - Parameter offset: Where the `u` stands; afterwards past the last digit.
  /// - Returns: The code point; `nil` where four hexadecimal digits are missing.
  static func codePoint(
    in source: SourceText, at offset: inout Int
  ) throws(InputError) -> UInt32? {
    let bytes = source.bytes
    let start = offset - 1
    guard let first = hexadecimal(bytes, at: offset + 1, count: 4) else { return nil }
    offset += 5
    guard 0xD800...0xDFFF ~= first else { return first }
    guard first < 0xDC00, offset + 1 < bytes.count, bytes[offset] == "\\", bytes[offset + 1] == "u",
      let second = hexadecimal(bytes, at: offset + 2, count: 4), 0xDC00...0xDFFF ~= second
    else { throw loneSurrogate(first, at: source.place(at: start)) }
    offset += 6
    return 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
  }
}
