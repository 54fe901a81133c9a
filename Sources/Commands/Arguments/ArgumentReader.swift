import Documents

/// Reads the words behind a command as its declaration has them.
struct ArgumentReader {
  /// What was written.
  struct Reading: Sendable {
    /// The words that follow the command.
    var arguments: [String] = []
    /// The values of each option in the order given; that of a flag is empty.
    var values: [String: [String]] = [:]
  }

  private let command: Command
  private var reading = Reading()

  private init(_ command: Command) { self.command = command }

  /// The words as the command takes them.
  ///
  /// - Throws: The first slip; where `--help` stands among the words there is none.
  static func read(
    _ words: [String], for command: Command
  ) throws(InputError) -> Reading {
    if words.prefix(while: { $0 != "--" }).contains(where: { $0 == "--help" || $0 == "-h" }) {
      return Reading(values: ["help": [""]])
    }
    var reader = ArgumentReader(command)
    try reader.take(words)
    switch command.argument {
    case .required(let name) where reader.reading.arguments.isEmpty,
      .several(let name) where reader.reading.arguments.isEmpty:
      throw InputError("\(command.name) needs a \(name)", remedy: "write \(command.usage)")
    default: break
    }
    return reader.reading
  }

  private mutating func take(_ words: [String]) throws(InputError) {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        for word in rest { try take(argument: word) }
        return
      }
      if word.hasPrefix("-"), word.count > 1 {
        try take(option: word, &rest)
      } else {
        try take(argument: word)
      }
    }
  }

  private mutating func take(argument word: String) throws(InputError) {
    if case .none = command.argument {
      throw InputError("\(command.name) takes nothing, found \(word)", remedy: "leave it out")
    }
    if case .several = command.argument {
      reading.arguments.append(word)
      return
    }
    if let first = reading.arguments.first {
      throw InputError(
        "\(command.name) takes one word, found \(first) and \(word)",
        remedy: "put quotes around a name with spaces")
    }
    reading.arguments = [word]
  }

  private mutating func take(
    option word: String, _ rest: inout ArraySlice<String>
  ) throws(InputError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let written = String(parts[0])
    guard let option = command.allOptions.first(where: { "--\($0.name)" == written }) else {
      throw unknown(written)
    }
    if case .flag = option.kind {
      if parts.count > 1 {
        throw InputError("--\(option.name) takes no value", remedy: "write --\(option.name) alone")
      }
      reading.values[option.name] = [""]
      return
    }
    guard let value = parts.count > 1 ? String(parts[1]) : rest.popFirst(), !value.isEmpty else {
      throw InputError(
        "--\(option.name) needs a value", remedy: "write \(option.usage)")
    }
    if !option.isRepeatable, reading.values[option.name] != nil {
      throw InputError("--\(option.name) stands twice", remedy: "keep one")
    }
    try option.check(value)
    reading.values[option.name, default: []].append(value)
  }

  private func unknown(_ written: String) -> InputError {
    if let refusal = command.refusals.first(where: { "--\($0.name)" == written }) {
      return refusal.slip
    }
    let known = command.allOptions.map { "--\($0.name)" }
    let near = Suggestion.nearest(to: written, among: known)
    return InputError(
      "\(command.name) has no option \(written)",
      remedy: near.map { "did you mean \($0)?" } ?? "see spillway \(command.name) --help")
  }
}

extension Option {
  /// Refuses a value that it does not take.
  func check(_ value: String) throws(InputError) {
    switch kind {
    case .flag, .text: return
    case .count(let range):
      guard let number = UInt64(value), range.contains(number) else {
        let least = range.lowerBound > 0 ? " from \(range.lowerBound)" : ""
        throw InputError(
          "--\(name) takes a whole number\(least), found \(value)",
          remedy: "choose from \(range.lowerBound) to \(range.upperBound)")
      }
    case .countOr(let word, let range):
      guard value != word, !(UInt64(value).map { range.contains($0) } ?? false) else { return }
      throw InputError(
        "--\(name) takes a whole number or \(word), found \(value)",
        remedy: "choose from \(range.lowerBound) to \(range.upperBound), or \(word)")
    case .choice(let words):
      guard !words.contains(value) else { return }
      let near = Suggestion.nearest(to: value, among: words)
      throw InputError(
        "--\(name) does not take \(value)",
        remedy: near.map { "did you mean \($0)?" }
          ?? "choose one of \(words.joined(separator: ", "))")
    case .assignment:
      let parts = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty else {
        throw InputError(
          "--\(name) takes a name and a value, found \(value)", remedy: "write \(usage)")
      }
    }
  }
}
