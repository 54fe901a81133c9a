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
    let actions: [String]
    let resources: [String]
    /// The service that it is for; nil in the policy of an identity.
    var service: String?
    /// The ARN on whose behalf alone it is for a service; nil where the template does not say.
    var source: String?
  }

  private(set) var policies: [Policy] = []
  private let directory: Directory

  init(_ needs: [(need: PermissionNeed, principal: Principal?)], _ directory: Directory) {
    self.directory = directory
    for (need, principal) in needs {
      switch principal {
      case .role(let name), .outsider(let name), .elsewhere(let name):
        add(statement(need), to: name, isOfResource: false, for: need)
      case .service(let service):
        var statement = statement(need)
        statement.service = service
        statement.source = directory[need.owner ?? need.caller].flatMap { source(of: $0) }
        add(statement, to: need.target.label, isOfResource: true, for: need)
      case nil: continue
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
    guard resource.type == "AWS::SNS::Subscription" else { return resource.arn }
    return resource.properties["TopicArn"]?.text
  }

  private func statement(_ need: PermissionNeed) -> Statement {
    var resources: [String] = []
    for action in need.actions where !ResourceNames.isForEverything(action) {
      let name = ResourceNames.name(of: need, for: action, in: directory)
      if !resources.contains(name) { resources.append(name) }
    }
    return Statement(
      target: need.target.label,
      actions: need.actions.filter { !ResourceNames.isForEverything($0) }, resources: resources)
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
    let old = policies[known].statements[merged]
    policies[known].statements[merged] = Statement(
      target: old.target,
      actions: old.actions + statement.actions.filter { !old.actions.contains($0) },
      resources: old.resources, service: old.service, source: old.source)
  }

  /// Functions write logs, which no wire of the run shows.
  private mutating func addLogs() {
    for index in policies.indices where !policies[index].isOfResource {
      let functions = policies[index].callers.compactMap { directory[$0] }.filter {
        $0.type == "AWS::Lambda::Function"
      }
      guard let function = functions.first else { continue }
      let start = function.arn.split(separator: ":", omittingEmptySubsequences: false)
      guard start.count > 4 else { continue }
      let prefix = "arn:\(start[1]):logs:\(start[3]):\(start[4]):log-group:/aws/lambda/"
      policies[index].statements.append(
        Statement(
          target: "Logs", actions: ManagedPolicies.logs,
          resources: functions.map { prefix + $0.physicalName + ":*" }))
    }
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
