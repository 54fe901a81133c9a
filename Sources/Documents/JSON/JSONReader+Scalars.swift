extension JSONReader {
  /// Reads a text in double quotes.
  mutating func quotedText() throws(InputError) -> String {
    let open = at
    at += 1
    var text = EscapedText()
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case "\"":
        at += 1
        return text.text
      case "\\":
        try escape(into: &text)
      case 0x0A, 0x0D:
        throw slip(
          "this text has no closing quote on its line",
          "close it, and write a line break in it as \\n", at: open)
      case 0..<0x20:
        throw slip(
          "a control character (\(Wording.codePoint(UInt32(byte)))) in a text",
          byte == 0x09 ? "write it as \\t" : "remove it, or write it as an escape")
      default:
        text.bytes.append(byte)
        at += 1
      }
    }
    throw slip("this text has no closing quote", "close it with \"", at: open)
  }

  private mutating func escape(into text: inout EscapedText) throws(InputError) {
    let start = at
    at += 1
    // Where the text ends after a backslash, its missing quote is the slip to report.
    guard at < bytes.count else { return }
    switch byte {
    case "\"", "\\", "/": text.bytes.append(byte)
    case "b": text.bytes.append(0x08)
    case "f": text.bytes.append(0x0C)
    case "n": text.bytes.append(0x0A)
    case "r": text.bytes.append(0x0D)
    case "t": text.bytes.append(0x09)
    case "u":
      guard let codePoint = try EscapedText.codePoint(in: source, at: &at) else {
        throw slip(
          "\\u needs 4 hexadecimal digits", "write all of them, or \\\\ for a backslash", at: start)
      }
      text.append(codePoint: codePoint)
      return
    default:
      throw slip(
        "\\\(Wording.excerpt(character(at: at))) is no escape of JSON",
        "write \\\\ for a backslash", at: start)
    }
    at += 1
  }

  /// Reads a number, exactly as RFC 8259 spells them.
  mutating func number() throws(InputError) -> NumberText {
    let start = at
    if byte == "-" { at += 1 }
    let lead = at
    guard skipDigits() > 0 else { throw slip("a digit is missing after the minus", "write one") }
    if bytes[lead] == "0", at - lead > 1 {
      throw slip("a number with a leading zero", "remove the zero, or quote it as text", at: start)
    }
    if byte == "." {
      at += 1
      guard skipDigits() > 0 else {
        throw slip("a digit is missing after the point", "write one, or remove the point")
      }
    }
    if byte == "e" || byte == "E" {
      at += 1
      if byte == "-" || byte == "+" { at += 1 }
      guard skipDigits() > 0 else { throw slip("the exponent has no digits", "write them") }
    }
    if byte.isLetter || byte == "_" || byte == "." {
      while byte.isLetter || byte.isDigit || byte == "_" || byte == "." { at += 1 }
      let word = Wording.excerpt(String(decoding: bytes[start..<at], as: UTF8.self))
      throw slip("\(word) is not a number", "put it in double quotes", at: start)
    }
    return NumberText(verified: String(decoding: bytes[start..<at], as: UTF8.self))
  }

  private mutating func skipDigits() -> Int {
    let start = at
    while byte.isDigit { at += 1 }
    return at - start
  }

  /// Reads `true`, `false` or `null`, the only words there are.
  mutating func word() throws(InputError) -> Document.Value {
    let start = at
    while byte.isLetter || byte.isDigit || byte == "_" { at += 1 }
    let word = String(decoding: bytes[start..<at], as: UTF8.self)
    switch word {
    case "true": return .flag(true)
    case "false": return .flag(false)
    case "null": return .null
    case "": throw noValue(at: start)
    default:
      let known = Suggestion.nearest(to: word, among: ["true", "false", "null"])
      throw slip(
        "\(Wording.excerpt(word)) is no value of JSON",
        known.map { "write \($0)" } ?? "put it in double quotes", at: start)
    }
  }

  private func noValue(at start: Int) -> InputError {
    guard start < bytes.count else { return slip("a value is missing here", "write one") }
    switch bytes[start] {
    case ",", "}", "]", ":": return slip("a value is missing here", "write one")
    case "'": return slip("a text in single quotes", "use double quotes")
    case "+", ".":
      return slip("a number begins with a digit or a minus", "write it as in 0.5")
    default:
      return slip(
        "\(Wording.excerpt(character(at: start))) cannot begin a value", "put text in double quotes"
      )
    }
  }

  /// The character that begins at an offset.
  private func character(at offset: Int) -> String {
    let rest = String(decoding: bytes[offset..<min(offset + 40, bytes.count)], as: UTF8.self)
    return rest.first.map { String($0) } ?? ""
  }
}
