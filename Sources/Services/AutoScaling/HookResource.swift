import Blueprints
import Documents

/// A hook that is a resource of its own, and not part of its group.
final class HookResource: Node {
  let card: NodeCard
  private let settings: HookSettings

  init(_ settings: HookSettings, label: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    self.settings = settings
  }

  func connect(_ site: Site) throws(InputError) {
    let group = try AutoScalingGroup.named(settings.group, at: site).group
    group.hooks.append(
      try LifecycleHook(settings, named: site.physicalName, at: site.properties.place))
  }

  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "AWS::AutoScaling::LifecycleHook", title: "Lifecycle hook",
      summary: "Has a group wait for somebody before an instance serves, or before it is gone.",
      identity: Identity(ref: "{name}", arn: "{name}", nameProperty: "LifecycleHookName"))
    declaration.emblem = .server
    declaration.authority = .elsewhere
    return declaration
  }()

  /// `AWS::AutoScaling::LifecycleHook` in the catalogue.
  static let service = Service(declaration, settings: HookSettings.self, isWire: true) {
    (settings, site) throws(InputError) in
    HookResource(settings, label: site.label, in: site.world)
  }
}
