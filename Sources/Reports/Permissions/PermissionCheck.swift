import Blueprints
import Documents

/// What the run used, against what the template's own policies allow.
///
/// A template that says nothing of permissions is not checked, and neither is a caller whose role
/// is elsewhere. Conditions are not evaluated: a statement that has one counts as if it held.
struct PermissionCheck {
  /// Something that a caller used and that no policy allows.
  struct Missing {
    /// Why it is not allowed.
    enum Reason: Equatable {
      /// No policy allows it.
      case notAllowed
      /// A policy denies it.
      case denied
      /// AWS manages the key, lets no service at it, and nobody can change its policy.
      case keyOfAWS
    }

    let need: PermissionNeed
    /// The actions that are not allowed.
    let actions: [String]
    /// Where they would have to be allowed: a role, the resource that is called, or its key.
    let holder: String
    /// Why they are not.
    let reason: Reason
  }

  /// A statement that may allow or deny something, and where it stands.
  private struct Ground {
    let holder: String
    let place: Int
    let statement: PolicyStatement
  }

  /// Something that a policy allows and nobody used.
  struct Unused {
    /// The role, or the resource that others may call.
    let holder: String
    /// The policy.
    let origin: String
    /// The patterns of actions that nobody used.
    let actions: [String]
  }

  private(set) var missing: [Missing] = []
  private(set) var unused: [Unused] = []
  /// What could not be checked.
  private(set) var unchecked: [PermissionNeed] = []
  /// How many needs are allowed.
  private(set) var allowed = 0
  /// The policies whose conditions were not evaluated, each once.
  private(set) var conditional: [String] = []

  private let directory: Directory
  private let policies: TemplatePolicies
  /// What was used of each statement: places of the holder's list, with the actions.
  private var used: [String: [Int: [String]]] = [:]

  init(
    _ needs: [(need: PermissionNeed, principal: Principal?)], _ directory: Directory,
    declaredBy declarations: [String: Declaration]
  ) {
    self.directory = directory
    policies = TemplatePolicies(directory, declaredBy: declarations)
    for (need, principal) in needs {
      guard let principal else { continue }
      judge(need, principal)
      judgeKey(need, principal)
    }
    for holder in policies.holders { findUnused(by: holder) }
  }

  private mutating func judge(_ need: PermissionNeed, _ principal: Principal) {
    switch principal {
    case .outsider: return
    case .elsewhere: unchecked.append(need)
    case .role(let role):
      let own = grounds(role, policies.roles[role])
      let others = grounds(need.target.label, policies.resources[need.target.label])
      let arn = directory[role]?.arn
      judge(
        need, on: names(of: need), by: role,
        own + others.filter { ground in arn.map { ground.statement.isFor($0) } ?? false })
    case .service(let service):
      let target = need.target.label
      let statements = policies.resources[target] ?? []
      // The policy that AWS gives a topic lets alarms of the account publish.
      if service == "cloudwatch", statements.isEmpty { return }
      guard !policies.isEmpty, directory[target] != nil else {
        unchecked.append(need)
        return
      }
      judge(
        need, on: names(of: need), by: target,
        grounds(target, statements).filter { $0.statement.isFor(service) })
    }
  }

  /// Whether who calls an encrypted resource is let at its key.
  private mutating func judgeKey(_ need: PermissionNeed, _ principal: Principal) {
    let actions = need.keyActions
    guard !policies.isEmpty, !actions.isEmpty,
      let use = EncryptionKeyUse(of: need.target, directory)
    else { return }
    switch (use.key, principal) {
    case (.managed(let alias), .service):
      missing.append(
        Missing(need: need, actions: actions, holder: alias, reason: .keyOfAWS))
    case (.own(let key), .service(let service)):
      let statements = policies.keys[key] ?? []
      judge(
        need, on: actions.map { ($0, directory[key].map { [$0.arn] } ?? []) }, by: key,
        grounds(key, statements).filter { $0.statement.isFor(service) })
    case (.own(let key), .role(let role)):
      guard let arn = directory[role]?.arn, let keyArn = directory[key]?.arn else { return }
      let statements = grounds(key, policies.keys[key])
      let isDelegated =
        policies.keys[key] == nil
        || statements.contains { $0.statement.allows && $0.statement.isForAccount }
      let own = isDelegated ? grounds(role, policies.roles[role]) : []
      judge(
        need, on: actions.map { ($0, [keyArn]) }, by: isDelegated ? role : key,
        own + statements.filter { $0.statement.isFor(arn) })
    default: return
    }
  }

  private func grounds(_ holder: String, _ statements: [PolicyStatement]?) -> [Ground] {
    (statements ?? []).enumerated().map {
      Ground(holder: holder, place: $0.offset, statement: $0.element)
    }
  }

  /// The actions of a need, each with the ARNs by which policies may name what it is done to.
  private func names(of need: PermissionNeed) -> [(action: String, arns: [String])] {
    let names = ResourceNames(of: need, in: directory)
    return need.actions.filter { !names.isForEverything($0) }.map { ($0, names.samples(for: $0)) }
  }

  private mutating func judge(
    _ need: PermissionNeed, on names: [(action: String, arns: [String])], by holder: String,
    _ grounds: [Ground]
  ) {
    var lacking: [String] = []
    var isDenied = false
    for (action, arns) in names {
      let holding = grounds.filter { ground in
        arns.contains { ground.statement.covers(action, on: $0) }
      }
      let denials = holding.filter { !$0.statement.allows && !$0.statement.hasCondition }
      if denials.isEmpty, holding.contains(where: { $0.statement.allows }) {
        for ground in holding where ground.statement.allows {
          used[ground.holder, default: [:]][ground.place, default: []].append(action)
          note(ground.statement)
        }
      } else {
        lacking.append(action)
        isDenied = isDenied || !denials.isEmpty
      }
    }
    guard !lacking.isEmpty else {
      allowed += 1
      return
    }
    if policies.openRoles.contains(holder) {
      unchecked.append(need)
    } else {
      missing.append(
        Missing(
          need: need, actions: lacking, holder: holder, reason: isDenied ? .denied : .notAllowed))
    }
  }

  private mutating func note(_ statement: PolicyStatement) {
    guard statement.hasCondition, !conditional.contains(statement.origin) else { return }
    conditional.append(statement.origin)
  }

  /// What a role or the policies of a resource allow and nobody used; a policy of AWS counts only
  /// as a whole.
  private mutating func findUnused(by holder: String) {
    let statements = policies.roles[holder] ?? policies.resources[holder] ?? []
    for (index, statement) in statements.enumerated() where statement.allows {
      let done = (used[holder]?[index] ?? [])
      guard !statement.exceptsActions else { continue }
      let idle = statement.actions.filter { pattern in
        Self.isSeen(pattern)
          && !done.contains { PolicyStatement.matches($0, pattern, ignoringCase: true) }
      }
      guard !idle.isEmpty, !statement.isManaged || used[holder]?[index] == nil else { continue }
      unused.append(Unused(holder: holder, origin: statement.origin, actions: idle))
    }
  }

  /// The services whose calls the model sees, as IAM names them.
  static let seen = ["sqs", "sns", "dynamodb", "lambda", "events", "kinesis", "firehose", "s3"]

  /// Whether actions are of a service whose calls the model sees; what code does elsewhere without
  /// a trace is not called unused.
  private static func isSeen(_ pattern: String) -> Bool {
    let service = pattern.split(separator: ":").first.map { $0.lowercased() } ?? ""
    return service == "*" || seen.contains(service)
  }
}
