import Blueprints

/// A JSON path as EventBridge takes it: names after dots, indices and `*`.
///
/// Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html.
struct EventPath: Sendable, Equatable {
  /// One step down.
  enum Step: Sendable, Equatable {
    /// Into the field of a name.
    case name(String)
    /// Into the item of an index, from 0.
    case index(Int)
    /// Into all items, or the values of all fields.
    case all
  }

  /// What it takes, for an error.
  static let words = "names of letters, digits, -, _ and / after dots, [indices] and *"

  /// The steps from the whole event on.
  let steps: [Step]

  /// Whether whatever the event's `detail` holds is part of what it finds, or the body or the data
  /// of a record.
  var carriesDetail: Bool {
    guard let step = steps.first else { return true }
    return steps.count == 1 && [.name("detail"), .name("body"), .name("data")].contains(step)
  }

  /// The path that a text means; nil where EventBridge takes none such.
  init?(_ text: String) {
    var rest = Array(text.utf8)[...]
    guard rest.popFirst() == UInt8(ascii: "$") else { return nil }
    var steps: [Step] = []
    while let sign = rest.popFirst() {
      switch sign {
      case UInt8(ascii: "."):
        let name = rest.prefix { Self.isNamed($0) }
        rest = rest.dropFirst(name.count)
        if name.isEmpty {
          guard rest.popFirst() == UInt8(ascii: "*") else { return nil }
          steps.append(.all)
        } else {
          steps.append(.name(String(decoding: name, as: UTF8.self)))
        }
      case UInt8(ascii: "["):
        let inner = rest.prefix { $0 != UInt8(ascii: "]") }
        guard inner.count < rest.count, let step = Self.bracketed(inner) else { return nil }
        rest = rest.dropFirst(inner.count + 1)
        steps.append(step)
      default: return nil
      }
    }
    self.steps = steps
  }

  /// What it finds in an event; nil where it leads nowhere.
  ///
  /// A path with a `*` finds a list of all that is there, however much that is.
  func value(in content: EventContent) -> EventContent? {
    var found = content
    for (depth, step) in steps.enumerated() {
      switch step {
      case .name(let name):
        guard let next = found[name] else { return nil }
        found = next
      case .index(let index):
        guard let items = found.items, items.indices.contains(index) else { return nil }
        found = items[index]
      case .all:
        guard let parts = Self.parts(of: found) else { return nil }
        return .list(Self.all(Array(steps[(depth + 1)...]), in: parts))
      }
    }
    return found
  }

  /// What the steps after a `*` find, wherever they find something.
  private static func all(_ steps: [Step], in contents: [EventContent]) -> [EventContent] {
    guard let step = steps.first else { return contents }
    let rest = Array(steps.dropFirst())
    return contents.flatMap { content -> [EventContent] in
      switch step {
      case .name(let name): return all(rest, in: content[name].map { [$0] } ?? [])
      case .index(let index):
        let items = content.items ?? []
        return all(rest, in: items.indices.contains(index) ? [items[index]] : [])
      case .all: return all(rest, in: parts(of: content) ?? [])
      }
    }
  }

  private static func parts(of content: EventContent) -> [EventContent]? {
    content.items ?? content.members.map { members in members.map { $0.value } }
  }

  private static func bracketed(_ inner: ArraySlice<UInt8>) -> Step? {
    if inner.elementsEqual("*".utf8) { return .all }
    let digits = inner.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    return digits ? Int(String(decoding: inner, as: UTF8.self)).map { .index($0) } : nil
  }

  private static func isNamed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "/"):
      true
    default: false
    }
  }
}
