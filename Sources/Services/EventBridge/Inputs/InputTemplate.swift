import Blueprints
import Documents

/// The template of an input transformer: JSON, or lines of text, with variables in it.
///
/// Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html.
struct InputTemplate: Sendable {
  /// Where the value of a variable comes from.
  enum Variable: Sendable {
    /// A part of the event.
    case path(EventPath)
    /// The same for all events of the rule.
    case fixed(EventContent)
    /// When EventBridge took the event.
    case ingestionTime
    /// The event without its `detail`.
    case envelope
    /// The whole event.
    case event
  }

  /// A part of the template that becomes one value.
  indirect enum Part: Sendable {
    case fixed(EventContent)
    /// A variable that is a value by itself.
    case variable(Int)
    /// A string with variables in it.
    case string([Piece])
    case list([Part])
    case map([(name: String, value: Part)])
  }

  /// A piece of a string.
  enum Piece: Sendable {
    case text(String)
    case variable(Int)
  }

  /// The most variables that `InputPathsMap` may have.
  static let mostVariables = 100

  private(set) var variables: [Variable] = []
  private(set) var root: Part = .fixed(.null)

  /// Reads the property `InputTransformer`.
  ///
  /// - Throws: AWS's own message where one is known.
  init(_ settings: InputSettings.Transformer, of owner: TargetInput.Owner) throws(InputError) {
    guard let text = settings.template else {
      throw InputError(
        "InputTransformer of target \(owner.target) has no InputTemplate",
        remedy: "give the text that the target gets", at: owner.place)
    }
    try TargetInput.checkLength(text, "InputTemplate", of: owner)
    let paths = try Self.paths(settings.paths, of: owner)
    var reader = InputTemplateReader(text, paths: paths, owner: owner)
    root = try reader.read()
    variables = reader.variables
  }

  /// Whether the whole `detail` of an event may be part of the output.
  var carriesDetail: Bool {
    variables.contains { variable in
      switch variable {
      case .path(let path): path.carriesDetail
      case .event: true
      case .fixed, .ingestionTime, .envelope: false
      }
    }
  }

  /// The output for an event; nil where it would be no JSON, as values are not escaped.
  func filled(from event: EventContent) -> EventContent? {
    let values = variables.map { Self.value(of: $0, in: event) }
    return filled(root, with: values)
  }

  private func filled(_ part: Part, with values: [EventContent?]) -> EventContent? {
    switch part {
    case .fixed(let content): return content
    case .variable(let index): return values[index] ?? .text("")
    case .string(let pieces): return Self.string(pieces, with: values)
    case .list(let parts):
      var items: [EventContent] = []
      for part in parts {
        guard let item = filled(part, with: values) else { return nil }
        items.append(item)
      }
      return .list(items)
    case .map(let parts):
      var members: [EventContent.Member] = []
      for part in parts {
        guard let value = filled(part.value, with: values) else { return nil }
        members.append(EventContent.Member(part.name, value))
      }
      return .map(members)
    }
  }

  private static func string(
    _ pieces: [Piece], with values: [EventContent?]
  ) -> EventContent? {
    var contents: [EventContent] = []
    for piece in pieces {
      switch piece {
      case .text(let text): contents.append(.text(text))
      case .variable(let index):
        guard let value = values[index] else { continue }
        guard let inner = Unquoted.pieces(of: value) else { return nil }
        contents += inner
      }
    }
    return .string(contents)
  }

  private static func value(of variable: Variable, in event: EventContent) -> EventContent? {
    switch variable {
    case .path(let path): return path.value(in: event)
    case .fixed(let content): return content
    case .ingestionTime: return .moment
    case .event: return event
    case .envelope:
      let members = (event.members ?? []).filter { $0.name != "detail" }
      // AWS spells this one name differently here; recorded by LocalStack's tests against it.
      return .map(
        members.map { .init($0.name == "detail-type" ? "detailType" : $0.name, $0.value) })
    }
  }

  private static func paths(
    _ document: Document?, of owner: TargetInput.Owner
  ) throws(InputError) -> [(name: String, path: EventPath)] {
    guard let document else { return [] }
    guard let map = document.map else {
      throw InputError(
        "InputPathsMap of target \(owner.target) is \(document.kindName)",
        remedy: "give names and JSON paths", at: document.place)
    }
    guard map.count <= mostVariables else {
      throw InputError(
        "InputPathsMap of target \(owner.target) has \(map.count) variables",
        remedy: "EventBridge takes \(mostVariables)", at: document.place)
    }
    var paths: [(name: String, path: EventPath)] = []
    for entry in map.entries {
      guard !entry.key.lowercased().hasPrefix("aws.") else {
        throw InputError(
          "the variable \(entry.key) of target \(owner.target) has a reserved name",
          remedy: "names that begin with aws. are AWS's own", at: entry.keyPlace)
      }
      guard let text = entry.value.text else {
        throw InputError(
          "the variable \(entry.key) of target \(owner.target) is \(entry.value.kindName)",
          remedy: "give a JSON path", at: entry.value.place)
      }
      let owner = TargetInput.Owner(
        target: owner.target, rule: owner.rule, ruleARN: owner.ruleARN, place: entry.value.place)
      paths.append((entry.key, try TargetInput.path(text, "the variable \(entry.key)", of: owner)))
    }
    return paths
  }
}

extension EventContent {
  /// A string of pieces: a plain one where nothing in it is drawn.
  static func string(_ pieces: [EventContent]) -> EventContent {
    var joined: [EventContent] = []
    for piece in pieces {
      if case .text(let text) = piece, case .text(let before)? = joined.last {
        joined[joined.count - 1] = .text(before + text)
      } else {
        joined.append(piece)
      }
    }
    if joined.isEmpty { return .text("") }
    if joined.count == 1, case .text = joined[0] { return joined[0] }
    return .joined(joined)
  }
}
