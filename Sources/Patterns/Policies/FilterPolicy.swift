/// Which messages of a topic a subscription wants: SNS's filter policy, compiled once.
///
/// The language is that of ``EventPattern`` with other operators, limits and `exists`.
public struct FilterPolicy: Sendable {
  /// What of a message a policy looks at.
  public enum Scope: String, Sendable {
    /// The attributes beside the body.
    case attributes = "MessageAttributes"
    /// The body, which has to be a JSON object.
    case body = "MessageBody"
  }

  /// The most keys of a policy.
  static let keyLimit = 5
  /// The most combinations of values.
  static let combinationLimit = 150
  /// The most bytes of a policy.
  static let sizeLimit = 256 * 1024
  /// The most stars of a wildcard.
  static let starLimit = 3
  /// The most points of a field's wildcards.
  static let pointLimit = 100

  /// What the policy looks at.
  public let scope: Scope
  private let pattern: EventPattern

  /// Compiles a policy.
  ///
  /// - Parameters:
  ///   - text: The policy as JSON.
  ///   - scope: `MessageAttributes` or `MessageBody`.
  /// - Throws: SNS's reason, if it would refuse the policy.
  public init(_ text: String, scope: String = "MessageAttributes") throws(PatternError) {
    try self.init(bytes: Array(text.utf8), scope: scope)
  }

  /// Compiles a policy given as UTF-8.
  init(bytes text: [UInt8], scope: String) throws(PatternError) {
    guard let known = Scope(rawValue: scope) else {
      throw PatternError(
        "Invalid parameter: FilterPolicyScope: Invalid value [\(scope)]. "
          + "Please use either MessageBody or MessageAttributes")
    }
    self.scope = known
    do throws(PatternError) {
      let branches = try Self.branches(text, scope: known)
      pattern = EventPattern(branches: branches)
    } catch let slip {
      throw PatternError("Invalid parameter: Attributes Reason: FilterPolicy: \(slip.message)")
    }
  }

  /// The paths of the fields or attributes that it reads, their names joined by dots.
  public var fieldPaths: [String] { pattern.fieldPaths }

  private static func branches(
    _ text: [UInt8], scope: Scope
  ) throws(PatternError) -> [EventPattern.Branch] {
    guard text.count <= sizeLimit else { throw PatternError("Filter policy is too large") }
    var reader = PatternReader(text, dialect: .policy)
    var branches = try reader.pattern()
    if scope == .attributes, branches.contains(where: { $0.leaves.contains { $0.depth > 1 } }) {
      throw PatternError(
        "Filter policy scope MessageAttributes does not support nested filter policy")
    }
    try check(branches)
    for index in branches.indices {
      for leaf in branches[index].leaves.indices {
        branches[index].leaves[leaf].alternatives =
          branches[index].leaves[leaf].alternatives.map { $0 == .present ? .filled : $0 }
      }
    }
    return branches
  }

  private static func check(_ branches: [EventPattern.Branch]) throws(PatternError) {
    var keys: [[UInt8]] = []
    var combinations = 0
    for branch in branches {
      var product = 1
      for leaf in branch.leaves {
        if !keys.contains(leaf.path) { keys.append(leaf.path) }
        product = min(product * leaf.alternatives.count * leaf.depth, combinationLimit + 1)
        guard points(of: leaf) <= pointLimit else { throw WildcardComplexity.tooComplex }
      }
      combinations += product
    }
    guard keys.count <= keyLimit else {
      throw PatternError("Filter policy can not have more than \(keyLimit) keys")
    }
    guard combinations <= combinationLimit else {
      throw PatternError("Filter policy is too complex")
    }
  }

  /// A field's points: the sum over its wildcards, times their number.
  private static func points(of leaf: EventPattern.Leaf) -> Int {
    var points = 0
    var count = 0
    for alternative in leaf.alternatives {
      let tests: [StringTest]
      switch alternative {
      case .passing(let test): tests = [test]
      case .anythingBut(let list): tests = list
      default: continue
      }
      for test in tests where test.isWildcard {
        let stars = test.symbols.count { $0 == .anything }
        if stars > starLimit { return pointLimit + 1 }
        points += stars > 1 ? 3 : 1
        count += 1
      }
    }
    return points * count
  }

  /// Whether a message with these attributes is delivered; one without any never is.
  public func delivers(attributes: [MessageAttribute]) -> Bool {
    guard !attributes.isEmpty else { return false }
    var text: [UInt8] = [0x7B]
    for attribute in attributes {
      guard let value = attribute.json else { continue }
      if text.count > 1 { text.append(0x2C) }
      text += MessageAttribute.quoted(Array(attribute.name.utf8)) + [0x3A] + value
    }
    return pattern.matches(json: text + [0x7D])
  }

  /// Whether a message with this body is delivered; one that is no JSON object never is.
  public func delivers(body: String) -> Bool { delivers(body: Array(body.utf8)) }

  /// Whether a message with this body, given as UTF-8, is delivered.
  public func delivers(body: [UInt8]) -> Bool { pattern.matches(json: body) }
}

extension EventPattern {
  /// A text is a JSON object, with nothing behind it, that matches.
  func matches(json text: [UInt8]) -> Bool {
    let event = EventFields(paths: paths)
    return event.scan(text.span) && event.isWhole(text) && matches(event)
  }
}
