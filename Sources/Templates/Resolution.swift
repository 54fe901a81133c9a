import Blueprints
import Documents

/// Resolves every resource that a template's conditions leave.
struct Resolution {
  private let evaluator: Evaluator
  private let registry: Registry

  /// A resolution with an evaluator that knows the resources.
  init(_ evaluator: Evaluator) {
    guard let registry = evaluator.registry else { preconditionFailure("no resources are known") }
    self.evaluator = evaluator
    self.registry = registry
  }

  /// The resources in the order of the template.
  func resources() -> [Resource] {
    var resources: [Resource] = []
    var circles = Circles(registry.members.map { $0.draft.logicalID })
    for index in registry.members.indices {
      resources.append(resource(index, circles: &circles))
    }
    for use in evaluator.uses { circles.add(from: use.user, to: use.used, at: use.place) }
    circles.report(to: evaluator.diagnostics)
    if evaluator.diagnostics.isEmpty { checkNames(of: resources) }
    return resources
  }

  private func resource(_ index: Int, circles: inout Circles) -> Resource {
    let member = registry.members[index]
    let draft = member.draft
    if member.declaration == nil, !registry.inert.contains(draft.type) {
      let owner = member.origin == draft.logicalID ? "" : " of \(member.origin)"
      evaluator.note(
        Note(
          at: draft.place,
          "\(draft.type) (\(draft.logicalID)\(owner)) is not modelled" + meant(draft.type)))
    }
    evaluator.user = index
    let empty = Document(.map(DocumentMap()), at: draft.place)
    let written = draft.document["Properties"] ?? empty
    let resolved = evaluator.resolved(written.isNull ? empty : written) ?? empty
    let properties = resolved.map == nil ? empty : resolved
    evaluator.user = nil
    var parts = Resource.Parts(
      logicalID: draft.logicalID, type: draft.type, place: draft.place, properties: properties)
    parts.constructName = Self.constructName(draft.document["Metadata"])
    parts.physicalName = evaluator.physicalName(of: index)
    parts.arn = evaluator.arn(of: index)
    parts.ref = evaluator.ref(of: index)
    parts.attributes = (member.declaration?.identity.attributes ?? []).map { attribute in
      (attribute.name, evaluator.fill(attribute.text, of: index))
    }
    parts.condition = draft.document["Condition"]?.text
    if member.origin != draft.logicalID { parts.settingsPath = draft.written }
    parts.dependsOn = dependencies(of: index, circles: &circles)
    return Resource(parts)
  }

  /// Asks whether a type like it was meant; AWS may have the type as it is written.
  private func meant(_ type: String) -> String {
    let near = registry.types.filter { abs($0.utf8.count - type.utf8.count) <= 2 }
    return Suggestion.nearest(to: type, among: near, within: 2).map { "; did you mean \($0)?" }
      ?? ""
  }

  private func dependencies(of index: Int, circles: inout Circles) -> [String] {
    guard let document = registry.members[index].draft.document["DependsOn"] else { return [] }
    var names: [String] = []
    for item in document.list ?? [document] {
      guard let name = item.text else {
        evaluator.diagnostics.report(
          InputError(
            "DependsOn takes logical ids, found \(item.kindName)", remedy: "name resources",
            at: item.place))
        continue
      }
      if registry.removed[name] != nil { continue }
      guard let used = registry.positions[name] else {
        let known = registry.members.map { $0.draft.logicalID }
        evaluator.diagnostics.report(
          InputError(
            "there is no resource \(name) to depend on",
            remedy: evaluator.nearest(name, among: known), at: item.place))
        continue
      }
      names.append(name)
      circles.add(from: index, to: used, at: item.place)
    }
    return names
  }

  /// Two resources of a kind cannot share the name that they are given.
  private func checkNames(of resources: [Resource]) {
    var owners: [String: String] = [:]
    for (index, resource) in resources.enumerated() {
      guard let property = registry.members[index].declaration?.identity.nameProperty,
        let name = resource.properties[property], !Opaque.isOpaque(resource.arn)
      else { continue }
      guard let owner = owners[resource.arn] else {
        owners[resource.arn] = resource.logicalID
        continue
      }
      evaluator.diagnostics.report(
        InputError(
          "\(resource.logicalID) has the name of \(owner), \(resource.physicalName)",
          remedy: "give each its own \(property)", at: name.place))
    }
  }

  /// The name of a CDK construct: the last part of its path that the CDK did not add itself.
  private static func constructName(_ metadata: Document?) -> String? {
    guard let path = metadata?["aws:cdk:path"]?.text else { return nil }
    var parts = path.split(separator: "/")
    if parts.count > 1, parts.last == "Resource" || parts.last == "Default" { parts.removeLast() }
    return parts.last.map { String($0) }
  }
}
