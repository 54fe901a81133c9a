extension YAMLReader {
  /// Reads a text in single quotes, where two of them stand for one.
  mutating func singleQuoted(parent: Int) throws(InputError) -> YAMLScalar {
    let open = at
    var scalar = YAMLScalar(text: "", start: open)
    var text = EscapedText()
    at += 1
    while at < bytes.count {
      let byte = bytes[at]
      if byte == "'" {
        at += 1
        guard self.byte == "'" else {
          scalar.text = text.text
          return scalar
        }
      }
      if byte.isBreak {
        scalar.isOneLine = false
        try fold(&text, solid: 0, open: open, parent: parent)
      } else {
        text.bytes.append(byte)
        at += 1
      }
    }
    throw unclosed(open)
  }

  /// Reads a text in double quotes, with escapes.
  mutating func doubleQuoted(parent: Int) throws(InputError) -> YAMLScalar {
    let open = at
    var scalar = YAMLScalar(text: "", start: open)
    var text = EscapedText()
    // Blanks that came from escapes survive folding; so much of the text is safe from it.
    var solid = 0
    at += 1
    while at < bytes.count {
      let byte = bytes[at]
      if byte == "\"" {
        at += 1
        scalar.text = text.text
        return scalar
      }
      if byte == "\\" {
        at += 1
        if self.byte.isBreak {
          scalar.isOneLine = false
          let breaks = try takeQuotedBreaks(open: open, parent: parent)
          text.bytes.append(contentsOf: repeatElement(0x0A, count: breaks - 1))
        } else {
          try escape(into: &text, open: open)
        }
        solid = text.bytes.count
      } else if byte.isBreak {
        scalar.isOneLine = false
        try fold(&text, solid: solid, open: open, parent: parent)
      } else {
        text.bytes.append(byte)
        at += 1
      }
    }
    throw unclosed(open)
  }

  /// Folds a line break in quotes: one becomes a space, of several the first is dropped.
  private mutating func fold(
    _ text: inout EscapedText, solid: Int, open: Int, parent: Int
  ) throws(InputError) {
    while text.bytes.count > solid, let last = text.bytes.last, last.isBlank {
      text.bytes.removeLast()
    }
    let breaks = try takeQuotedBreaks(open: open, parent: parent)
    if breaks == 1 { text.bytes.append(0x20) }
    text.bytes.append(contentsOf: repeatElement(0x0A, count: breaks - 1))
  }

  /// Takes line breaks and the blanks after them; counts the breaks.
  private mutating func takeQuotedBreaks(open: Int, parent: Int) throws(InputError) -> Int {
    var breaks = 0
    while byte.isBreak {
      takeBreak()
      breaks += 1
      if isAtAnyMarker { throw unclosed(open) }
      skipBlanks()
    }
    if column <= parent, looksLikeBlockLine() { throw unclosed(open) }
    return breaks
  }

  /// Reads what follows a backslash.
  private mutating func escape(into text: inout EscapedText, open: Int) throws(InputError) {
    let start = at - 1
    if let codePoint = Self.escapes(byte) {
      text.append(codePoint: codePoint)
      at += 1
      return
    }
    switch byte {
    case "x": try hexadecimalEscape(digits: 2, into: &text)
    case "U": try hexadecimalEscape(digits: 8, into: &text)
    case "u":
      guard let codePoint = try EscapedText.codePoint(in: source, at: &at) else {
        throw slip(
          "\\u needs 4 hexadecimal digits", "write all of them, or \\\\ for a backslash", at: start)
      }
      text.append(codePoint: codePoint)
    default:
      guard at < bytes.count else { throw unclosed(open) }
      let rest = String(decoding: bytes[at..<min(at + 40, bytes.count)], as: UTF8.self)
      let character = rest.first.map { Wording.excerpt(String($0)) } ?? ""
      throw slip(
        "\\\(character) is no escape of YAML", "write \\\\ for a backslash, or use single quotes",
        at: start)
    }
  }

  private mutating func hexadecimalEscape(
    digits: Int, into text: inout EscapedText
  ) throws(InputError) {
    let start = at - 1
    let letter = Unicode.Scalar(byte)
    guard let value = EscapedText.hexadecimal(bytes, at: at + 1, count: digits) else {
      throw slip(
        "\\\(letter) needs \(digits) hexadecimal digits",
        "write all of them, or \\\\ for a backslash", at: start)
    }
    guard Unicode.Scalar(value) != nil else {
      throw slip("\(Wording.codePoint(value)) is no character", "check the digits", at: start)
    }
    text.append(codePoint: value)
    at += digits + 1
  }

  /// The code points of the escapes of one character.
  private static func escapes(_ byte: UInt8) -> UInt32? {
    switch byte {
    case "0": 0x00
    case "a": 0x07
    case "b": 0x08
    case "t", "\t": 0x09
    case "n": 0x0A
    case "v": 0x0B
    case "f": 0x0C
    case "r": 0x0D
    case "e": 0x1B
    case " ": 0x20
    case "\"": 0x22
    case "/": 0x2F
    case "\\": 0x5C
    case "N": 0x85
    case "_": 0xA0
    case "L": 0x2028
    case "P": 0x2029
    default: nil
    }
  }
}
