import Blueprints
import Documents

/// What the instances of a group are, and where they sign up.
struct GroupPlan {
  /// How each instance works on requests, and what it joins.
  let behavior: FleetBehavior
  /// What its code does.
  let code: Document?
  /// The launch template, which knows its design once nodes are connected.
  private let template: LaunchTemplate
  /// The type of instance in place of the template's.
  private let type: Reference?
  private let targets: [Reference]

  init(_ settings: GroupSettings, at site: Site) throws(InputError) {
    let mixed = settings.mixed?.template
    let named = try LaunchTemplate.named(
      by: settings.template ?? mixed?.template, of: site.label, at: site)
    guard let template = named else {
      throw InputError(
        "\(site.label) has no launch template",
        remedy: "give LaunchTemplate: {LaunchTemplateId: …}",
        at: site.properties.place)
    }
    self.template = template
    code = site.behavior ?? template.code
    behavior = try FleetBehavior(code, of: site.label)
    let place = site.properties["MixedInstancesPolicy"]?.place ?? site.properties.place
    type = (mixed?.overrides.first?.type).map { Reference(text: $0, place: place) }
    let list = site.properties["TargetGroupARNs"]
    targets = settings.targets.map {
      Reference(text: $0, place: list?.place ?? site.properties.place)
    }
  }

  /// What the instances are.
  func design() throws(InputError) -> InstanceDesign {
    try template.design(ofType: type)
  }

  /// The target groups where instances sign up.
  func targets(at site: Site) throws(InputError) -> [any TargetRegistry] {
    var registries: [any TargetRegistry] = []
    for target in targets {
      guard let node = try site.party(target, as: "a target group", missing: .silence) else {
        continue
      }
      guard let registry = node.targetRegistry else {
        throw site.slip(target, "\(node.label) is no target group")
      }
      registries.append(registry)
    }
    return registries
  }
}
