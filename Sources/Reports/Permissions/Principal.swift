import Blueprints
import Documents

/// Who needs a permission, and where it would be written.
///
/// Source: the kinds of https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html and
/// what each service's guide asks for.
enum Principal: Equatable {
  /// A role of the template, by its logical id: permissions are in its policies.
  case role(String)
  /// A service of AWS, as `sns`: permissions are in the policy of what it calls.
  case service(String)
  /// Somebody outside the template, by the name that reports give him.
  case outsider(String)
  /// A resource whose role the template does not hold.
  case elsewhere(String)
}

/// Finds who stands behind the callers of a run.
struct PrincipalFinder {
  let directory: Directory
  /// What the service of a type says of itself.
  let declarations: [String: Declaration]

  /// Who calls; nil where AWS asks for nothing, or nobody knows what it asks for.
  func principal(of need: PermissionNeed) -> Principal? {
    let label = Edge.place(of: need.owner ?? need.caller)
    guard let resource = directory[label] ?? directory[Edge.place(of: need.caller)] else {
      return .outsider(label)
    }
    let target = need.target
    switch declarations[resource.type]?.authority(calling: target.declaration.type) {
    case .free: return nil
    case .service(let name): return .service(name)
    case .role(let paths):
      let role = paths.lazy.compactMap { path in
        RolePath(directory: directory, target: target.label)
          .role(at: path[...], of: resource.properties)
      }.first
      return role.map { .role($0) } ?? .elsewhere(label)
    case .elsewhere, nil: return .elsewhere(label)
    }
  }
}

/// Follows a path of names to a role, for whoever calls a target.
struct RolePath {
  let directory: Directory
  let target: String

  /// The logical id of the role at the end of a path; nil where the template holds none there.
  func role(at path: ArraySlice<String>, of document: Document?) -> String? {
    guard let document else { return nil }
    if let list = document.list {
      let own = list.filter { leads($0["Arn"]) }
      return (own.isEmpty ? list : own).lazy.compactMap { role(at: path, of: $0) }.first
    }
    guard let name = path.first else { return id(document, among: ["AWS::IAM::Role"]) }
    if let text = document.text, case .one(let index) = directory.meant(by: text) {
      return role(at: path, of: directory.resources[index].properties)
    }
    let rest = path.dropFirst()
    guard name != "*" else {
      return (document.map?.entries ?? []).lazy.compactMap { role(at: rest, of: $0.value) }.first
    }
    return role(at: rest, of: document[name])
  }

  /// Whether a text means the target.
  private func leads(_ arn: Document?) -> Bool {
    arn.flatMap { id($0, among: nil) } == target
  }

  private func id(_ document: Document, among types: [String]?) -> String? {
    guard let text = document.text else { return nil }
    let meaning = types.map { directory.meant(by: text, among: $0) } ?? directory.meant(by: text)
    guard case .one(let index) = meaning else { return nil }
    return directory.resources[index].logicalID
  }
}
