import Blueprints
import Documents

/// Reads an input template: finds its placeholders, and the JSON around them.
///
/// Each placeholder is replaced by a mark that no template holds, so that the rest is JSON.
struct InputTemplateReader {
  private static let inString: Character = "\u{F0000}"
  private static let alone: Character = "\u{F0001}"
  private static let end: Character = "\u{F0002}"

  private let text: String
  private let paths: [(name: String, path: EventPath)]
  private let owner: TargetInput.Owner
  private var names: [String] = []
  /// The variables that the template names, in order.
  private(set) var variables: [InputTemplate.Variable] = []

  init(
    _ text: String, paths: [(name: String, path: EventPath)], owner: TargetInput.Owner
  ) {
    self.text = text
    self.paths = paths
    self.owner = owner
  }

  /// The template as one value.
  mutating func read() throws(InputError) -> InputTemplate.Part {
    let marked = try marked()
    let document: Document
    do throws(InputError) {
      document = try JSON.read(SourceText(name: "InputTemplate", text: marked))
    } catch {
      guard let lines = lines(of: marked) else { throw refusal(error) }
      var pieces: [InputTemplate.Piece] = []
      for (index, line) in lines.enumerated() {
        if index > 0 { pieces.append(.text("\n")) }
        pieces += Self.pieces(of: line)
      }
      return .string(pieces)
    }
    return try part(document)
  }

  /// Lines that are each a string in quotes; nil where they are not.
  private func lines(of marked: String) -> [String]? {
    var lines: [String] = []
    for line in marked.split(whereSeparator: { $0.isNewline }) {
      guard line.contains(where: { $0 != " " && $0 != "\t" }) else { continue }
      let document = try? JSON.read(SourceText(name: "InputTemplate", text: String(line)))
      guard let text = document?.text, text.first != Self.alone else { return nil }
      lines.append(text)
    }
    return lines.isEmpty ? nil : lines
  }

  private func refusal(_ error: InputError) -> InputError {
    InputError(
      "InputTemplate for target \(owner.target) does not give JSON: \(error.problem)",
      remedy: "write JSON with <variables> as values or in strings, or one string in double quotes "
        + "for each line of text", at: owner.place)
  }

  // MARK: Placeholders

  /// The template with a mark in the place of each placeholder.
  private mutating func marked() throws(InputError) -> String {
    var marked = ""
    var rest = text[...]
    var isInString = false
    var isEscaped = false
    while let character = rest.first {
      rest = rest.dropFirst()
      if character == "<", let close = rest.firstIndex(where: { $0 == ">" || $0.isNewline }),
        rest[close] == ">"
      {
        let index = try variable(String(rest[..<close]))
        rest = rest[rest.index(after: close)...]
        let mark = "\(isInString ? Self.inString : Self.alone)\(index)\(Self.end)"
        marked += isInString ? mark : "\"\(mark)\""
        isEscaped = false
        continue
      }
      if isEscaped {
        isEscaped = false
      } else if character == "\\" {
        isEscaped = isInString
      } else if character == "\"" {
        isInString.toggle()
      } else if character.isNewline {
        isInString = false
      }
      marked.append(character)
    }
    return marked
  }

  private mutating func variable(_ name: String) throws(InputError) -> Int {
    if let known = names.firstIndex(of: name) { return known }
    names.append(name)
    variables.append(try owner.isPipe ? pipeVariable(name) : ruleVariable(name))
    return names.count - 1
  }

  /// What a placeholder of a pipe means: a path, or what AWS knows of the pipe.
  private func pipeVariable(_ name: String) throws(InputError) -> InputTemplate.Variable {
    switch name {
    case "aws.pipes.pipe-arn": return .fixed(.text(owner.ruleARN))
    case "aws.pipes.pipe-name": return .fixed(.text(owner.rule))
    case "aws.pipes.event.ingestion-time": return .ingestionTime
    case "aws.pipes.event", "aws.pipes.event.json": return .event
    default:
      guard let path = EventPath(name) else {
        throw InputError(
          "InputTemplate of \(owner.rule) contains the invalid placeholder \(name)",
          remedy: "write a path, as <$.body.id>, or <aws.pipes.event>", at: owner.place)
      }
      return .path(path)
    }
  }

  private func ruleVariable(_ name: String) throws(InputError) -> InputTemplate.Variable {
    switch name {
    case "aws.events.rule-arn": return .fixed(.text(owner.ruleARN))
    case "aws.events.rule-name": return .fixed(.text(owner.rule))
    case "aws.events.event.ingestion-time": return .ingestionTime
    case "aws.events.event": return .envelope
    case "aws.events.event.json": return .event
    default:
      guard let path = paths.first(where: { $0.name == name })?.path else {
        throw InputError(
          "InputTemplate for target \(owner.target) contains invalid placeholder \(name).",
          remedy: Suggestion.nearest(to: name, among: paths.map { $0.name })
            .map { "did you mean \($0)?" } ?? "name it in InputPathsMap", at: owner.place)
      }
      return .path(path)
    }
  }

  // MARK: Parts

  private func part(_ document: Document) throws(InputError) -> InputTemplate.Part {
    switch document.value {
    case .null, .flag, .number: return .fixed(ContentReader.literal(document))
    case .text(let text):
      if text.first == Self.alone { return .variable(Self.number(in: text.dropFirst().dropLast())) }
      let pieces = Self.pieces(of: text)
      guard pieces.contains(where: { if case .variable = $0 { true } else { false } }) else {
        return .fixed(.text(text))
      }
      return .string(pieces)
    case .list(let items):
      var parts: [InputTemplate.Part] = []
      for item in items { parts.append(try part(item)) }
      return .list(parts)
    case .map(let map):
      var parts: [(name: String, value: InputTemplate.Part)] = []
      for entry in map.entries {
        guard !entry.key.contains(where: { $0 == Self.inString || $0 == Self.alone }) else {
          throw InputError(
            "InputTemplate for target \(owner.target) has a placeholder as a key",
            remedy: "placeholders stand for values, and in strings", at: owner.place)
        }
        parts.append((entry.key, try part(entry.value)))
      }
      return .map(parts)
    }
  }

  private static func pieces(of text: String) -> [InputTemplate.Piece] {
    var pieces: [InputTemplate.Piece] = []
    for (index, section) in text.split(separator: inString, omittingEmptySubsequences: false)
      .enumerated()
    {
      guard index > 0, let close = section.firstIndex(of: end) else {
        if !section.isEmpty { pieces.append(.text(String(section))) }
        continue
      }
      pieces.append(.variable(number(in: section[..<close])))
      let rest = section[section.index(after: close)...]
      if !rest.isEmpty { pieces.append(.text(String(rest))) }
    }
    return pieces
  }

  private static func number(in digits: Substring) -> Int {
    guard let number = Int(digits) else { preconditionFailure("a mark says \(digits)") }
    return number
  }
}
