import Documents

/// A setting that a study varies, with its values in the order in which they are tried.
package struct Knob: Equatable, Sendable {
  /// The path of the setting, as `--set` takes it.
  package let path: String
  /// Its values, as they are written in YAML; at least one, no two the same.
  package let values: [String]

  /// The most values that one knob may take.
  package static let mostValues = 10_000

  /// A setting with its values.
  package init(_ path: String, _ values: [String]) {
    precondition(!values.isEmpty, "\(path) varies over nothing")
    self.path = path
    self.values = values
  }

  /// The knob that a list or a range says.
  ///
  ///     30,60,180        10..200/10        1 s..8 s*2        {median: 40 ms, p99: 300 ms},80 ms
  ///
  /// - Throws: That a range is none, that it has too many values, or that a value stands twice.
  package init(_ path: String, _ text: String) throws(InputError) {
    var values: [String] = []
    for part in Self.parts(of: text) {
      values +=
        try ValueRange(part).map { (range) throws(InputError) in
          try range.values(of: path)
        } ?? [part]
    }
    try self.init(path, listed: values)
  }

  /// A setting with values that somebody listed.
  ///
  /// - Throws: That there are none or too many of them, or that one stands twice.
  package init(_ path: String, listed values: [String]) throws(InputError) {
    guard !values.isEmpty, !values.contains("") else {
      throw InputError("\(path) varies over nothing", remedy: "write values as 30,60 or 10..200/10")
    }
    guard values.count <= Self.mostValues else {
      throw InputError(
        "\(path) has \(values.count) values, too many", remedy: "take longer steps")
    }
    var known: Set<String> = []
    for value in values where !known.insert(value).inserted {
      throw InputError("\(path) takes \(value) twice", remedy: "keep one")
    }
    self.init(path, values)
  }

  /// The parts between commas that stand in no bracket and no quotes.
  private static func parts(of text: String) -> [String] {
    var parts = [""]
    var depth = 0
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if "{[".contains(character) {
        depth += 1
      } else if "}]".contains(character) {
        depth -= 1
      } else if character == ",", depth == 0 {
        parts.append("")
        continue
      }
      parts[parts.count - 1].append(character)
    }
    return parts.map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }
}
