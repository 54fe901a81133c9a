extension TokenReader {
  /// How the parser lists what a value may be.
  static let values = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"

  /// The name the engine's refusals of events carry before their text.
  private func titled(_ title: String, _ message: String) -> PatternError {
    PatternError(stage == .event ? "\(title): \(message)" : message, stage: stage)
  }

  /// A refusal of the text.
  func slip(_ message: String) -> PatternError { titled("JsonParseException", message) }

  /// A refusal of the character that comes next.
  func unexpected(_ message: String) -> PatternError {
    guard at < bytes.count else { return end("") }
    return slip("Unexpected character (\(shown(at)))\(message)")
  }

  /// A refusal because the text has ended.
  func end(_ message: String) -> PatternError {
    titled("JsonEOFException", "Unexpected end-of-input\(message)")
  }

  /// A character as the refusals show it.
  func shown(_ offset: Int) -> String {
    let rest = String(decoding: bytes[offset...].prefix(4), as: UTF8.self).unicodeScalars
    guard let scalar = rest.first else { return "" }
    let code = scalar.value
    if code < 0x20 || 0x7F...0x9F ~= code { return "(CTRL-CHAR, code \(code))" }
    guard code > 0xFF else { return "'\(scalar)' (code \(code))" }
    let unit = UInt32(Characters.units(Array(String(scalar).utf8))[0])
    return "'\(scalar)' (code \(unit) / 0x\(String(unit, radix: 16)))"
  }

  /// Where something stands, in the parser's words: the text's first 500 characters come with it.
  func location(of offset: Int) -> String {
    let before = bytes[..<offset]
    let line = before.count { $0 == 0x0A } + 1
    let start = (before.lastIndex(of: 0x0A) ?? -1) + 1
    let column = Characters.units(Array(bytes[start..<offset])).count + 1
    let units = Characters.units(bytes)
    let excerpt = String(decoding: units.prefix(500), as: UTF16.self)
    let rest = units.count > 500 ? "[truncated \(units.count - 500) chars]" : ""
    return "[Source: (String)\"\(excerpt)\"\(rest); line: \(line), column: \(column)]"
  }
}
