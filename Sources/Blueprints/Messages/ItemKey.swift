import Documents
import Kernel

/// Which item of a table, or which shard of a stream, each message is about.
///
/// A key is a function of the message's name and kind, worked out again where it is asked for. So a
/// message that comes a second time is about the same item.
public final class ItemKey {
  /// What tells keys apart.
  private enum Law {
    /// The group of the message where its client gives groups, else the message at the root.
    case usual
    /// The message itself.
    case name
    /// The message at the root, whoever sent because of it.
    case message
    /// The group of the message.
    case group
    /// A field of the event, by the names on the way to it.
    case field([String], Place)
    /// A draw of the message.
    case drawn(FieldGenerator)
    /// The same key for all.
    case only(UInt64)
  }

  /// What a kind has at the end of the path.
  private enum Found {
    case fixed(UInt64)
    case drawn(FieldGenerator)
    case varying(EventContent)
    /// The kind has no such field.
    case missing
  }

  private let law: Law
  /// What was found in each kind so far, by its number.
  private var found: ContiguousArray<Found?> = []

  /// What a caller or a client says under `key`; where it says nothing, the group of a message that
  /// has one, else the message itself.
  ///
  /// - Parameter owner: Who says so, which names the draws.
  /// - Throws: What is wrong with it, at its place.
  public init(reading document: Document?, of owner: String, in world: World) throws(InputError) {
    guard let document else {
      law = .usual
      return
    }
    if document.map != nil {
      if let only = document["only"]?.scalarText {
        law = .only(stableHash(only))
        return
      }
      guard case .generated(let field) = try ContentReader(of: owner, in: world).content(document)
      else { throw Self.slip(document) }
      law = .drawn(field)
      return
    }
    switch document.text {
    case "message"?: law = .message
    case "group"?: law = .group
    case let path? where !path.isEmpty:
      law = .field(
        path.split(separator: ".", omittingEmptySubsequences: false).map(String.init),
        document.place)
      world.note(self)
    default: throw Self.slip(document)
    }
  }

  private init(_ law: Law) { self.law = law }

  /// A key of its own for every message; copies of one share it.
  public static var ofEachMessage: ItemKey { ItemKey(.name) }

  /// What a caller means that says nothing: the group of a message that has one, else the message
  /// at the root.
  public static var usual: ItemKey { ItemKey(.usual) }

  /// Whether messages of different causes may have the same key, groups that nobody names aside.
  public var isShared: Bool {
    switch law {
    case .usual, .name, .message: false
    case .group, .field, .drawn, .only: true
    }
  }

  /// The key of a message, as a number that is the same wherever the key is.
  public func number(of name: Name, kind: UInt16, in world: World) -> UInt64 {
    switch law {
    case .usual:
      guard world.hasGroups, let group = world.group(of: name) else {
        return SplitMix64.mix(name.root)
      }
      return SplitMix64.mix(UInt64(group), 1)
    case .name: return name.word
    case .message: return SplitMix64.mix(name.root)
    case .group:
      guard let group = world.group(of: name) else { return name.word }
      return SplitMix64.mix(UInt64(group), 1)
    case .field(let path, _): return number(at: path, of: name, kind: kind, in: world)
    case .drawn(let field): return Self.number(of: field.value(for: name), name, in: world)
    case .only(let number): return number
    }
  }

  private func number(
    at path: [String], of name: Name, kind: UInt16, in world: World
  ) -> UInt64 {
    while found.count <= Int(kind) { found.append(nil) }
    let here = found[Int(kind)] ?? look(at: path, in: world.payload(of: kind), world)
    found[Int(kind)] = here
    switch here {
    case .fixed(let number): return number
    case .drawn(let field): return Self.number(of: field.value(for: name), name, in: world)
    case .varying(let content): return Self.number(of: content, name, in: world)
    case .missing: return name.word
    }
  }

  /// What a reader of the scenario should know: the field that no event has, so that every message
  /// has a key of its own; nil where one has it.
  public func slip(in world: World) -> Note? {
    guard case .field(let path, let place) = law else { return nil }
    let hasField = world.kinds.indices.contains { kind in
      if case .missing = look(at: path, in: world.payload(of: UInt16(kind)), world) { return false }
      return true
    }
    let field = path.joined(separator: ".")
    return hasField
      ? nil
      : Note(
        at: place,
        "no event has the field \(field) that is the key: every message has a key of its own")
  }

  /// What a kind has at the end of a path.
  private func look(at path: [String], in kind: UInt16, _ world: World) -> Found {
    var content = world.kinds[Int(kind)].content
    for name in path { content = content?[name] }
    switch content {
    case nil: return .missing
    case .generated(let field)?: return .drawn(field)
    case let content? where content.variablePaths.isEmpty:
      return .fixed(Self.number(of: content, Name(root: 0), in: world))
    case let content?: return .varying(content)
    }
  }

  private static func number(of content: EventContent, _ name: Name, in world: World) -> UInt64 {
    let occasion = EventContent.Occasion(name, sent: .start, in: world)
    return stableHash(content.plain(on: occasion))
  }

  private static func slip(_ document: Document) -> InputError {
    InputError(
      "a key is message, group, the path of a field, a draw, or {only: a name}, and not "
        + (document.scalarText ?? document.kindName),
      remedy: "for example key: detail.customer, or key: {$zipf: {of: 1000, exponent: 1}}",
      at: document.place)
  }
}
