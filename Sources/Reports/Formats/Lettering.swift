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
}
