/// How an error repeats what its author wrote.
enum Wording {
  /// The author's words, at most 40 characters of them, safe to show on a terminal.
  static func excerpt(_ text: String) -> String {
    var shown = ""
    var count = 0
    for character in text {
      if count == 40 { return shown + "…" }
      shown.append(visible(character))
      count += 1
    }
    return shown
  }

  /// One character as a terminal may show it: a tab as a space, a control character as U+FFFD.
  static func visible(_ character: Character) -> Character {
    for scalar in character.unicodeScalars {
      if scalar == "\t" { return " " }
      if scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value { return "\u{FFFD}" }
    }
    return character
  }

  /// A code point as the Unicode tables name it, such as U+00A0.
  static func codePoint(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}
