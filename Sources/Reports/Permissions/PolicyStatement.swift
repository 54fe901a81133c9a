import Blueprints
import Documents

/// A statement of a policy that a template gives, or AWS in a managed policy.
struct PolicyStatement {
  /// Whose policy it is, as findings name it: a logical id, or the name of a managed policy.
  let origin: String
  /// Whether it allows; else it denies.
  var allows = true
  /// Patterns of actions.
  var actions: [String] = []
  /// Whether it is about all actions but those.
  var exceptsActions = false
  /// Patterns of ARNs.
  var resources: [String] = []
  /// Whether it is about all resources but those.
  var exceptsResources = false
  /// Whom it is for: services, as `sns`, ARNs of roles and accounts, or `*`; empty in a policy of
  /// an identity.
  var principals: [String] = []
  /// Whether it holds under a condition, which nobody evaluates here.
  var hasCondition = false
  /// Whether AWS wrote it, so that nobody can shorten it.
  var isManaged = false

  /// Whether it is about an action on a resource.
  func covers(_ action: String, on resource: String) -> Bool {
    let isNamed = actions.contains { Self.matches(action, $0, ignoringCase: true) }
    let isThere = resources.contains { Self.matches(resource, $0, ignoringCase: false) }
    return isNamed != exceptsActions && isThere != exceptsResources
  }

  /// Whether it is for a service, or for whoever has an ARN.
  func isFor(_ principal: String) -> Bool {
    principals.contains { $0 == "*" || $0 == principal }
  }

  /// Whether it leaves it to the account whom its own policies let in.
  var isForAccount: Bool {
    principals.contains { $0 == World.account || $0.hasSuffix(":\(World.account):root") }
  }

  /// Whether a text is what a pattern with `*` and `?` means.
  static func matches(_ text: String, _ pattern: String, ignoringCase: Bool) -> Bool {
    let text = Array(ignoringCase ? text.lowercased().utf8 : text.utf8)
    let pattern = Array(ignoringCase ? pattern.lowercased().utf8 : pattern.utf8)
    var (place, next) = (0, 0)
    var star: (place: Int, next: Int)?
    while place < text.count {
      if next < pattern.count, pattern[next] == UInt8(ascii: "*") {
        star = (place, next)
        next += 1
      } else if next < pattern.count,
        pattern[next] == UInt8(ascii: "?") || pattern[next] == text[place]
      {
        place += 1
        next += 1
      } else if let last = star {
        star = (last.place + 1, last.next)
        (place, next) = (last.place + 1, last.next + 1)
      } else {
        return false
      }
    }
    return pattern[next...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}

extension PolicyStatement {
  /// The statements of a policy document.
  static func all(in document: Document?, of origin: String) -> [PolicyStatement] {
    let given = document?["Statement"]
    return (given?.list ?? given.map { [$0] } ?? []).map { statement in
      var read = PolicyStatement(origin: origin)
      read.allows = statement["Effect"]?.text != "Deny"
      read.actions = texts(statement["Action"] ?? statement["NotAction"])
      read.exceptsActions = statement["NotAction"] != nil
      read.resources = texts(statement["Resource"] ?? statement["NotResource"])
      read.exceptsResources = statement["NotResource"] != nil
      read.principals = principals(statement["Principal"])
      read.hasCondition = statement["Condition"]?.map?.entries.isEmpty == false
      return read
    }
  }

  private static func texts(_ document: Document?) -> [String] {
    (document?.list ?? document.map { [$0] } ?? []).compactMap { $0.scalarText }
  }

  private static func principals(_ document: Document?) -> [String] {
    guard let document, document.map != nil else { return document?.text.map { [$0] } ?? [] }
    return texts(document["AWS"]) + texts(document["Service"]).map { service(of: $0) }
  }

  /// A service by its principal: `sns.amazonaws.com` is `sns`.
  static func service(of principal: String) -> String {
    guard let end = principal.range(ofLiteral: ".amazonaws.com") else { return principal }
    return String(principal[..<end])
  }
}

extension String {
  /// Where a text begins for the first time in it.
  fileprivate func range(ofLiteral text: String) -> String.Index? {
    indices.first { self[$0...].hasPrefix(text) }
  }
}
