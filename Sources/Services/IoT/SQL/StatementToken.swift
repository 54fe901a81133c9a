import Documents

/// A word, a literal or a sign of a statement.
enum StatementToken: Equatable {
  /// A name of a field with the names on the way to it, a keyword or the name of a function.
  case word(String)
  /// A string.
  case text(String)
  /// A number as it was written.
  case number(String)
  /// An operator, a bracket or a comma.
  case sign(String)

  /// Whether it is a keyword, in capitals or not.
  func isKeyword(_ keyword: String) -> Bool {
    if case .word(let word) = self { word.lowercased() == keyword } else { false }
  }

  /// The tokens of a statement; nil where a string does not end.
  static func all(of statement: String) -> [StatementToken]? {
    let bytes = Array(statement.utf8)
    var tokens: [StatementToken] = []
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: at += 1
      case UInt8(ascii: "'"):
        guard let (text, end) = text(bytes, from: at + 1) else { return nil }
        tokens.append(.text(text))
        at = end
      case _ where isDigit(byte) || byte == UInt8(ascii: "-") && isDigit(bytes, at + 1):
        let end = end(bytes, from: at + 1) { isDigit($0) || isLetter($0) || $0 == 0x2E }
        tokens.append(.number(String(decoding: bytes[at..<end], as: UTF8.self)))
        at = end
      case _ where isLetter(byte):
        let end = end(bytes, from: at + 1) { isDigit($0) || isLetter($0) || $0 == 0x2E }
        tokens.append(.word(String(decoding: bytes[at..<end], as: UTF8.self)))
        at = end
      default:
        let pair = String(decoding: bytes[at..<min(at + 2, bytes.count)], as: UTF8.self)
        let sign = ["<>", "!=", "<=", ">="].contains(pair) ? pair : String(pair.prefix(1))
        tokens.append(.sign(sign))
        at += max(1, sign.utf8.count)
      }
    }
    return tokens
  }

  /// The string that begins at a place, two quotes standing for one, and where it is over.
  private static func text(_ bytes: [UInt8], from begin: Int) -> (String, Int)? {
    let quote = UInt8(ascii: "'")
    var text: [UInt8] = []
    var at = begin
    while at < bytes.count {
      if bytes[at] != quote {
        text.append(bytes[at])
        at += 1
      } else if at + 1 < bytes.count, bytes[at + 1] == quote {
        text.append(quote)
        at += 2
      } else {
        return (String(decoding: text, as: UTF8.self), at + 1)
      }
    }
    return nil
  }

  private static func end(
    _ bytes: [UInt8], from begin: Int, while holds: (UInt8) -> Bool
  ) -> Int {
    var at = begin
    while at < bytes.count, holds(bytes[at]) { at += 1 }
    return at
  }

  private static func isDigit(_ bytes: [UInt8], _ at: Int) -> Bool {
    at < bytes.count && isDigit(bytes[at])
  }

  private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

  private static func isLetter(_ byte: UInt8) -> Bool {
    0x41...0x5A ~= byte || 0x61...0x7A ~= byte || byte == UInt8(ascii: "_") || byte >= 0x80
  }
}
