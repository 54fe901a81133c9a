import Kernel

/// What an event says: a JSON value some of whose fields are drawn.
///
/// It is kept once for all messages of a kind. What differs between them is a function of their
/// names, worked out where somebody looks.
public indirect enum EventContent: Equatable, Sendable {
  /// A name and its value.
  public struct Member: Equatable, Sendable {
    /// The name.
    public var name: String
    /// The value.
    public var value: EventContent

    /// A named value.
    public init(_ name: String, _ value: EventContent) {
      self.name = name
      self.value = value
    }
  }

  /// `null`.
  case null
  /// `true` or `false`.
  case flag(Bool)
  /// A number, as JSON spells it.
  case number(String)
  /// A string.
  case text(String)
  /// Values in order.
  case list([EventContent])
  /// Named values, in order.
  case map([Member])
  /// A field that is drawn for each message.
  case generated(FieldGenerator)
  /// A string that holds the JSON of a value.
  case embedded(EventContent)
  /// A string put together from strings, numbers and the JSON of all else.
  case joined([EventContent])
  /// When the message was sent, as `2026-01-01T00:00:00Z`.
  case moment
  /// The message's own identifier, as a UUID.
  case identity

  /// An object without fields.
  public static var empty: EventContent { .map([]) }

  /// The fields, if this is an object.
  public var members: [Member]? { if case .map(let members) = self { members } else { nil } }
  /// The values, if this is a list.
  public var items: [EventContent]? { if case .list(let items) = self { items } else { nil } }
  /// The string, if this is one that is the same for all messages.
  public var text: String? { if case .text(let text) = self { text } else { nil } }

  /// The value of a name; nil where there is none or this is no object.
  public subscript(name: String) -> EventContent? {
    members?.last { $0.name == name }?.value
  }

  /// Whether the identifier of the message is part of it.
  var holdsIdentity: Bool {
    switch self {
    case .identity: true
    case .null, .flag, .number, .text, .generated, .moment: false
    case .list(let items), .joined(let items): items.contains { $0.holdsIdentity }
    case .map(let members): members.contains { $0.value.holdsIdentity }
    case .embedded(let content): content.holdsIdentity
    }
  }

  /// Whether any of the fields at some paths differs between messages of a kind; a drawn value may
  /// hold fields itself.
  public func varies(at paths: [String]) -> Bool {
    variablePaths.contains { variable in
      paths.contains { $0 == variable || $0.hasPrefix(variable + ".") }
    }
  }

  /// The paths of all fields that differ between messages of a kind: names joined by dots, as in
  /// patterns.
  public var variablePaths: [String] { variablePaths(under: "") }

  private func variablePaths(under path: String) -> [String] {
    switch self {
    case .null, .flag, .number, .text: []
    case .generated, .moment, .identity: [path]
    case .list(let items): items.flatMap { $0.variablePaths(under: path) }
    case .map(let members):
      members.flatMap {
        $0.value.variablePaths(under: path.isEmpty ? $0.name : path + "." + $0.name)
      }
    case .embedded(let content): content.variablePaths.isEmpty ? [] : [path]
    case .joined(let parts): parts.allSatisfy { $0.variablePaths.isEmpty } ? [] : [path]
    }
  }
}
