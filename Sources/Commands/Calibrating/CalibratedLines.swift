import Reports

/// The lines of a scenario that a calibration writes, with what is known of them as comments.
struct CalibratedLines {
  private(set) var text = ""

  /// A line of the scenario, so many levels deep.
  mutating func line(_ depth: Int, _ words: String) {
    text += Lettering.spaces(2 * depth) + words + "\n"
  }

  /// A comment above the next line, broken where it is too long.
  mutating func comment(_ depth: Int, _ words: String) {
    for part in Lettering.wrapped(words, to: 96 - 2 * depth) { line(depth, "# " + part) }
  }

  /// A list in brackets behind a key, broken where it is too long.
  mutating func list(_ depth: Int, _ head: String, _ values: [String], _ tail: String) {
    var row = head + "["
    for (index, value) in values.enumerated() {
      let part = value + (index == values.count - 1 ? "]" + tail : ",")
      if row.count + part.count + 2 * depth > 96 {
        line(depth, row)
        row = " "
      }
      row += (row.hasSuffix("[") || row == " " ? "" : " ") + part
    }
    line(depth, row)
  }
}
