import Blueprints

/// The least that each caller has to be allowed for what the run did, as policies of IAM.
struct LeastPolicies {
  /// The policy of an identity or of a resource.
  struct Policy {
    /// Who is allowed: a role of the template, or a caller without one; or the resource that others
    /// call.
    let holder: String
    /// Whether it is the policy of a resource.
    let isOfResource: Bool
    /// The callers that use it, each once.
    var callers: [String]
    /// The statements, in the order of what was called.
    var statements: [Statement]
  }

  /// What a policy allows.
  struct Statement: Equatable {
    /// The resource that is called, by its logical id.
    let target: String
    var actions: [String]
    let resources: [String]
    /// The service that it is for; nil in the policy of an identity.
    var service: String?
    /// The ARN on whose behalf alone it is for a service; nil where the template does not say.
    var source: String?
  }

  private(set) var policies: [Policy] = []
  private let directory: Directory
  /// What the service of a type says of itself.
  private let declarations: [String: Declaration]

  init(
    _ needs: [(need: PermissionNeed, principal: Principal?)], _ directory: Directory,
    declaredBy declarations: [String: Declaration] = [:]
  ) {
    self.directory = directory
    self.declarations = declarations
    for (need, principal) in needs {
      for var statement in statements(need) {
        switch principal {
        case .role(let name), .outsider(let name), .elsewhere(let name):
          add(statement, to: name, isOfResource: false, for: need)
        case .service(let service):
          statement.service = service
          statement.source = directory[need.owner ?? need.caller].flatMap { source(of: $0) }
          add(statement, to: need.target.label, isOfResource: true, for: need)
        case nil: continue
        }
      }
      addKey(for: need, principal)
    }
    addLogs()
  }

  /// What whoever calls an encrypted resource needs of a key that the template has.
  private mutating func addKey(for need: PermissionNeed, _ principal: Principal?) {
    let actions = need.keyActions
    guard !actions.isEmpty,
      case .own(let id) = EncryptionKeyUse(of: need.target, directory)?.key, let key = directory[id]
    else { return }
    var statement = Statement(target: id, actions: actions, resources: [key.arn])
    switch principal {
    case .role(let name), .outsider(let name), .elsewhere(let name):
      add(statement, to: name, isOfResource: false, for: need)
    case .service(let service):
      statement.service = service
      add(statement, to: id, isOfResource: true, for: need)
    case nil: return
    }
  }

  /// The ARN by which AWS names whoever calls: of a subscription its topic.
  private func source(of resource: Resource) -> String? {
    guard let behalf = declarations[resource.type]?.behalf else { return resource.arn }
    return resource.properties[behalf]?.text
  }

  /// What has to be allowed, by the ARNs that it is done to.
  private func statements(_ need: PermissionNeed) -> [Statement] {
    let names = ResourceNames(of: need, in: directory)
    var statements: [Statement] = []
    for action in need.actions {
      guard let name = names.written(for: action) else { continue }
      if let known = statements.firstIndex(where: { $0.resources == [name] }) {
        statements[known].actions.append(action)
      } else {
        statements.append(
          Statement(target: need.target.label, actions: [action], resources: [name]))
      }
    }
    return statements
  }

  private mutating func add(
    _ statement: Statement, to holder: String, isOfResource: Bool, for need: PermissionNeed
  ) {
    guard !statement.actions.isEmpty else { return }
    let known = policies.firstIndex { $0.holder == holder && $0.isOfResource == isOfResource }
    guard let known else {
      policies.append(
        Policy(
          holder: holder, isOfResource: isOfResource, callers: [need.caller],
          statements: [statement]))
      return
    }
    if !policies[known].callers.contains(need.caller) {
      policies[known].callers.append(need.caller)
    }
    let merged = policies[known].statements.firstIndex {
      $0.target == statement.target && $0.resources == statement.resources
        && $0.service == statement.service && $0.source == statement.source
    }
    guard let merged else {
      policies[known].statements.append(statement)
      return
    }
    let old = policies[known].statements[merged].actions
    policies[known].statements[merged].actions += statement.actions.filter { !old.contains($0) }
  }

  /// Code writes logs, which no wire of the run shows.
  private mutating func addLogs() {
    for index in policies.indices where !policies[index].isOfResource {
      let groups = policies[index].callers.compactMap { directory[$0] }.compactMap { logs(of: $0) }
      guard !groups.isEmpty else { continue }
      policies[index].statements.append(
        Statement(target: "Logs", actions: ManagedPolicies.logs, resources: groups))
    }
  }

  /// The ARN of all streams of the log group that the code of a resource writes to; nil where it
  /// writes none.
  private func logs(of resource: Resource) -> String? {
    let parts = ARNParts(resource.arn)
    guard let shape = declarations[resource.type]?.logGroup,
      let group = shape.filled(by: { $0 == "name" ? resource.physicalName : nil }),
      let partition = parts.partition, let region = parts.region, let account = parts.account
    else { return nil }
    return "arn:\(partition):logs:\(region):\(account):log-group:\(group):*"
  }

  /// What `policies.json` says.
  var fact: Fact {
    .object([
      ("identities", Self.fact(policies.filter { !$0.isOfResource })),
      ("resources", Self.fact(policies.filter { $0.isOfResource })),
    ])
  }

  private static func fact(_ policies: [Policy]) -> Fact {
    .object(
      policies.map { policy in
        (
          key: policy.holder,
          value: .object([
            ("callers", .list(policy.callers.map { .text($0) })), ("policy", policy.document),
          ])
        )
      })
  }
}

extension LeastPolicies.Policy {
  /// A policy document of IAM.
  var document: Fact {
    var ids: [String] = []
    return .object([
      ("Version", .text("2012-10-17")),
      ("Statement", .list(statements.map { $0.fact(namedApartFrom: &ids) })),
    ])
  }
}

extension LeastPolicies.Statement {
  /// A statement of IAM; its id has letters and digits alone, and is another than those before it.
  fileprivate func fact(namedApartFrom ids: inout [String]) -> Fact {
    let name = String(
      String.UnicodeScalarView(target.unicodeScalars.filter { $0.isASCII && $0.isLetterOrDigit }))
    var id = name.isEmpty ? "Statement" : name
    var number = 2
    while ids.contains(id) {
      id = "\(name.isEmpty ? "Statement" : name)\(number)"
      number += 1
    }
    ids.append(id)
    var entries: [(key: String, value: Fact)] = [("Sid", .text(id)), ("Effect", .text("Allow"))]
    if let service {
      entries.append(
        ("Principal", .object([("Service", .text("\(service).amazonaws.com"))])))
    }
    entries.append(("Action", .list(actions.map { .text($0) })))
    entries.append(("Resource", .list(resources.map { .text($0) })))
    if let source {
      entries.append(
        ("Condition", .object([("ArnLike", .object([("aws:SourceArn", .text(source))]))])))
    }
    return .object(entries)
  }
}

extension Unicode.Scalar {
  fileprivate var isLetterOrDigit: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9": true
    default: false
    }
  }
}
