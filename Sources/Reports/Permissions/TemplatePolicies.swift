import Blueprints
import Documents

/// All that the policies of a template allow and deny.
struct TemplatePolicies {
  /// What the roles are allowed, by the logical id of the role.
  private(set) var roles: [String: [PolicyStatement]] = [:]
  /// Roles with a policy of which only AWS knows what it allows.
  private(set) var openRoles: Set<String> = []
  /// What others may do to resources, by the logical id of the resource.
  private(set) var resources: [String: [PolicyStatement]] = [:]
  /// Who may use the keys of the template, by the logical id of the key; a key without a policy
  /// lets in whom the policies of the account's identities allow.
  private(set) var keys: [String: [PolicyStatement]] = [:]
  /// The logical ids of roles and of resources with policies, in the order of the template.
  private(set) var holders: [String] = []
  /// Whether the template says anything of permissions.
  var isEmpty: Bool { holders.isEmpty }

  private let directory: Directory
  /// What the service of a type says of itself.
  private let declarations: [String: Declaration]

  init(_ directory: Directory, declaredBy declarations: [String: Declaration]) {
    self.directory = directory
    self.declarations = declarations
    let papers = declarations.values.flatMap { $0.policyPapers }
    let byType = Dictionary(papers.map { ($0.type, $0) }, uniquingKeysWith: { one, _ in one })
    for resource in directory.resources {
      if let paper = byType[resource.type] { read(resource, as: paper) } else { read(resource) }
    }
  }

  /// Reads what says who may do what to others.
  private mutating func read(_ resource: Resource, as paper: PolicyPaper) {
    let properties = resource.properties
    let statements =
      switch paper.form {
      case .document(let name):
        PolicyStatement.all(in: properties[name], of: resource.logicalID)
      case .statements: PolicyStatement.all(in: properties, of: resource.logicalID)
      case .permission: [permission(resource)]
      }
    for text in Self.texts(properties[paper.subject]) {
      guard case .one(let index) = directory.meant(by: text) else { continue }
      permit(directory.resources[index].logicalID, statements)
    }
  }

  private mutating func read(_ resource: Resource) {
    let properties = resource.properties
    let document = properties["PolicyDocument"]
    switch resource.type {
    case "AWS::IAM::Role": read(role: resource)
    case "AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::IAM::ManagedPolicy":
      let names =
        Self.texts(properties["Roles"]) + (properties["RoleName"]?.text.map { [$0] } ?? [])
      for role in names.compactMap({ logicalID($0, "AWS::IAM::Role") }) {
        allow(role, PolicyStatement.all(in: document, of: resource.logicalID))
      }
    default:
      let own = declarations[resource.type]?.ownPolicy.flatMap { properties[$0] }
      keys[resource.logicalID] = own.map { PolicyStatement.all(in: $0, of: resource.logicalID) }
    }
  }

  private mutating func read(role: Resource) {
    let (id, properties) = (role.logicalID, role.properties)
    allow(id, [])
    for policy in properties["Policies"]?.list ?? [] {
      allow(id, PolicyStatement.all(in: policy["PolicyDocument"], of: id))
    }
    for arn in Self.texts(properties["ManagedPolicyArns"]) {
      if let statement = ManagedPolicies.statement(of: arn) {
        allow(id, [statement])
      } else if let own = logicalID(arn, "AWS::IAM::ManagedPolicy") {
        allow(id, PolicyStatement.all(in: directory[own]?.properties["PolicyDocument"], of: own))
      } else {
        openRoles.insert(id)
      }
    }
  }

  private func permission(_ permission: Resource) -> PolicyStatement {
    let properties = permission.properties
    var statement = PolicyStatement(origin: permission.logicalID)
    statement.actions = Self.texts(properties["Action"])
    statement.resources = ["*"]
    statement.principals = Self.texts(properties["Principal"]).map {
      PolicyStatement.service(of: $0)
    }
    statement.hasCondition = properties["SourceArn"] != nil || properties["SourceAccount"] != nil
    return statement
  }

  private mutating func permit(_ id: String, _ statements: [PolicyStatement]) {
    resources[id, default: []] += statements
    note(id)
  }

  private mutating func allow(_ role: String, _ statements: [PolicyStatement]) {
    roles[role, default: []] += statements
    note(role)
  }

  private mutating func note(_ holder: String) {
    if !holders.contains(holder) { holders.append(holder) }
  }

  /// The logical id of the resource of a type that a text means.
  func logicalID(_ text: String, _ type: String) -> String? {
    guard case .one(let index) = directory.meant(by: text, among: [type]) else { return nil }
    return directory.resources[index].logicalID
  }

  private static func texts(_ document: Document?) -> [String] {
    (document?.list ?? document.map { [$0] } ?? []).compactMap { $0.text }
  }
}
