/// Text in columns of one width.
package enum Lettering {
  /// The text with spaces behind it; a longer one as it is.
  package static func padded(_ text: String, to width: Int) -> String {
    text + spaces(width - text.count)
  }

  /// The text with spaces before it; a longer one as it is.
  package static func aligned(_ text: String, to width: Int) -> String {
    spaces(width - text.count) + text
  }

  /// The text without spaces at its end.
  package static func trimmed(_ text: String) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return text
  }

  /// So many spaces; none where the number is negative.
  package static func spaces(_ count: Int) -> String {
    String(repeating: " ", count: max(count, 0))
  }

  /// What lies between a name and its value: dots with a space at both ends.
  package static func leader(_ width: Int) -> String {
    width < 4 ? spaces(width) : " " + String(repeating: ".", count: width - 2) + " "
  }

  /// A text in lines of at most a width, broken between words; a longer word has a line of its own.
  package static func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " " + word
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// A text without what would steer a terminal or turn letters around: that becomes U+FFFD.
  ///
  /// These are control characters of either set but tabs and line breaks, and the controls of
  /// writing direction.
  package static func harmless(_ text: String) -> String {
    let isClean = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    guard !isClean else { return text }
    var safe = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A: safe.unicodeScalars.append(scalar)
      case 0x00..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
        safe.append("\u{FFFD}")
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }

  /// The same on one line: a line break becomes a space.
  package static func line(_ text: String) -> String {
    harmless(text).replacing("\n", with: " ")
  }
}
