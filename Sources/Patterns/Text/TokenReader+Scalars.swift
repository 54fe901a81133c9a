extension TokenReader {
  /// Reads a text or a name in quotes.
  mutating func quoted(isName: Bool) throws(PatternError) {
    text.removeAll(keepingCapacity: true)
    at += 1
    while at < bytes.count {
      let byte = bytes[at]
      if byte == 0x22 {
        at += 1
        return
      }
      if byte == 0x5C {
        try escape()
      } else if byte < 0x20 {
        throw slip(
          "Illegal unquoted character (\(shown(at))): has to be escaped using backslash "
            + "to be included in \(isName ? "name" : "string value")")
      } else {
        text.append(byte)
        at += 1
      }
    }
    throw end(isName ? " in field name" : ": was expecting closing quote for a string value")
  }

  private mutating func escape() throws(PatternError) {
    at += 1
    guard at < bytes.count else { throw end(" in character escape sequence") }
    switch byte {
    case "\"", "\\", "/": text.append(byte)
    case "b": text.append(0x08)
    case "f": text.append(0x0C)
    case "n": text.append(0x0A)
    case "r": text.append(0x0D)
    case "t": text.append(0x09)
    case "u":
      var unit: UInt32 = 0
      for _ in 0..<4 {
        at += 1
        guard at < bytes.count else { throw end(" in character escape sequence") }
        guard let digit = byte.hexadecimal else {
          throw unexpected(": expected a hex-digit for character escape sequence")
        }
        unit = unit << 4 | digit
      }
      Characters.append(unit: unit, to: &text)
    default:
      throw slip("Unrecognized character escape \(shown(at))")
    }
    at += 1
  }

  /// Reads a number exactly as RFC 8259 spells them.
  mutating func number() throws(PatternError) {
    let start = at
    if byte == 0x2D {
      at += 1
      guard byte.isDigit else { throw badSign(at: start) }
    }
    let lead = at
    skipDigits()
    if bytes[lead] == 0x30, at - lead > 1 {
      throw slip("Invalid numeric value: Leading zeroes not allowed")
    }
    if byte == 0x2E {
      at += 1
      guard byte.isDigit else {
        throw unexpected(" in numeric value: Decimal point not followed by a digit")
      }
      skipDigits()
    }
    if byte | 0x20 == 0x65 {
      at += 1
      if byte == 0x2B || byte == 0x2D { at += 1 }
      guard byte.isDigit else {
        throw unexpected(" in numeric value: Exponent indicator not followed by a digit")
      }
      skipDigits()
    }
    text = Array(bytes[start..<at])
  }

  private mutating func skipDigits() {
    while byte.isDigit { at += 1 }
  }

  private func badSign(at start: Int) -> PatternError {
    let rest = String(decoding: bytes[start...].prefix(9), as: UTF8.self)
    if rest == "-Infinity" || rest.hasPrefix("-INF") {
      return nonStandard(rest == "-Infinity" ? rest : "-INF")
    }
    return unexpected(
      " in numeric value: expected digit (0-9) to follow minus sign, for valid numeric value")
  }

  private func nonStandard(_ word: String) -> PatternError {
    slip(
      "Non-standard token '\(word)': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow")
  }

  /// Reads `true`, `false` or `null`, the only words there are.
  mutating func word() throws(PatternError) -> Token {
    let start = at
    while at < bytes.count, byte.isWord { at += 1 }
    let word = String(decoding: bytes[start..<at], as: UTF8.self)
    switch word {
    case "true": return .yes
    case "false": return .no
    case "null": return .null
    case "NaN", "INF", "Infinity":
      throw nonStandard(word)
    default: break
    }
    at = start
    if byte == 0x2B {
      throw unexpected(
        " in numeric value: JSON spec does not allow numbers to have plus signs: enable "
          + "`JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS` to allow")
    }
    // A byte order mark is no letter, unlike most of what lies beyond ASCII.
    guard !word.isEmpty, bytes[start...].prefix(3) != [0xEF, 0xBB, 0xBF] else {
      throw unexpected(": expected a valid value \(Self.values)")
    }
    throw slip("Unrecognized token '\(word)': was expecting \(Self.values)")
  }
}
