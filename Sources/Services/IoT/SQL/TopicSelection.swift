import Blueprints

/// The SELECT of a rule, where it is fields, `*`, `topic()` and `timestamp()`.
struct TopicSelection {
  /// One thing that is sent on.
  private enum Item: Equatable {
    case everything
    case field([String])
    case topic
    case moment
  }

  private let items: [(item: Item, name: String)]
  private let topic: String

  /// Whether messages are sent on as they are.
  var isEverything: Bool { items.count == 1 && items[0].item == .everything }

  /// Reads a selection; nil where it holds more.
  ///
  /// - Parameter topic: What `topic()` gives.
  init?(_ tokens: ArraySlice<StatementToken>, topic: String) {
    self.topic = topic
    var items: [(item: Item, name: String)] = []
    for part in tokens.split(separator: .sign(","), omittingEmptySubsequences: false) {
      guard let item = Self.item(part) else { return nil }
      items.append(item)
    }
    self.items = items
  }

  private static func item(_ tokens: ArraySlice<StatementToken>) -> (item: Item, name: String)? {
    var rest = tokens
    guard let first = rest.popFirst() else { return nil }
    if first == .sign("*") { return rest.isEmpty ? (.everything, "") : nil }
    guard case .word(let word) = first else { return nil }
    var item = Item.field(word.split(separator: ".").map { String($0) })
    var name = word.split(separator: ".").last.map { String($0) } ?? word
    if rest.starts(with: [.sign("("), .sign(")")]) {
      rest = rest.dropFirst(2)
      switch word.lowercased() {
      case "topic": item = .topic
      case "timestamp": item = .moment
      default: return nil
      }
    }
    if let keyword = rest.first, keyword.isKeyword("as") {
      guard rest.count == 2, case .word(let alias)? = rest.last else { return nil }
      name = alias
      rest = []
    }
    return rest.isEmpty ? (item, name) : nil
  }

  /// What is sent on of a message; the same where nothing is known of it.
  func applied(to kind: EventKind) -> EventKind {
    guard let content = kind.content else { return kind }
    var members: [EventContent.Member] = []
    for (item, name) in items {
      switch item {
      case .everything: members += content.members ?? []
      case .topic: members.append(.init(name, .text(topic)))
      case .moment: members.append(.init(name, .moment))
      case .field(let path):
        var found: EventContent? = content
        for step in path { found = found?[step] }
        if let found { members.append(.init(name, found)) }
      }
    }
    return kind.saying(.map(members))
  }
}
