import Blueprints
import Documents
import Kernel
import Measures

/// Changes how many tasks a service wants, or what is provisioned of a table, whenever one of its
/// alarms says so.
final class TargetPolicy: Node, AlarmAction {
  /// What it does.
  enum Rule {
    case steps(StepScaling)
    case tracking(TargetTracker)
  }

  let card: NodeCard
  private let settings: TargetPolicySettings
  private let changes: CountMeasure
  private var scaled: (any Scalable)?
  private var pauses = ScalingCooldowns.Lengths(afterGrowth: .zero, afterShrinking: .zero)
  private var rule: Rule?

  init(_ settings: TargetPolicySettings, label: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    self.settings = settings
    changes = world.count(GroupPolicy.changes, at: label)
  }

  var alarmAction: (any AlarmAction)? { self }
  var isRepeated: Bool { true }

  func connect(_ site: Site) throws(InputError) {
    guard let resource = try resource(at: site) else {
      throw InputError(
        "\(label) has neither ScalingTargetId nor ResourceId", remedy: "give one of them",
        at: site.properties.place)
    }
    guard let found = try ScaledResource.find(resource.id, resource.dimension, at: site) else {
      return
    }
    scaled = found.capacity
    site.world.addLever(from: label, to: found.label)
    pauses = settings.cooldowns(of: found, at: site)
    rule = try settings.rule(of: found, at: site)
    guard case .tracking(let tracker) = rule else { return }
    found.capacity.trackers.append(tracker)
    if let update = found.capacity as? CapacityUpdate { update.rescale() }
  }

  /// What it scales: what its target names, or what it names itself.
  private func resource(
    at site: Site
  ) throws(InputError) -> (id: Reference, dimension: String?)? {
    guard let target = settings.target else {
      return settings.resource.map { ($0, settings.dimension) }
    }
    guard let node = site.find(target.text) as? ScalableTarget else {
      throw site.slip(target, "\(target.text) is no scalable target of this template")
    }
    return node.resource
  }

  func finish(in world: World) {
    scaled = nil
    rule = nil
  }

  func act(_ signal: AlarmSignal, in world: World) {
    guard let scaled, let rule else { return }
    let capacity = Capacity(
      desired: scaled.desired, warming: scaled.cooldowns.warming(at: world.now),
      mayShrink: scaled.cooldowns.mayShrink(at: world.now), bounds: scaled.bounds)
    var wanted = capacity.desired
    switch rule {
    case .steps(let steps):
      if let value = signal.value {
        wanted = steps.desired(capacity, at: value - signal.threshold)
      }
    case .tracking(let tracker):
      wanted = tracker.desired(capacity, on: signal, among: scaled.trackers)
    }
    guard wanted != capacity.desired, scaled.mayMove(to: wanted, in: world) else { return }
    changes.add(1, at: world.now)
    scaled.cooldowns.moved(from: capacity.desired, to: wanted, pausing: pauses, at: world.now)
    scaled.want(wanted, in: world)
  }
}

extension TargetPolicy {
  static let declaration: Declaration = {
    let arn =
      "arn:{partition}:autoscaling:{region}:{account}:scalingPolicy:{id}:resource/ecs/"
      + "policyName/{name}"
    var declaration = Declaration(
      type: "AWS::ApplicationAutoScaling::ScalingPolicy", title: "Application scaling policy",
      summary: "Changes the tasks of a service or the units of a table when an alarm says so.",
      identity: Identity(ref: arn, arn: arn, nameProperty: "PolicyName"))
    declaration.emblem = .server
    declaration.authority = .elsewhere
    declaration.measures = [GroupPolicy.changes]
    declaration.parameters = [ScalingParameters.serviceLowFactor]
    return declaration
  }()

  /// `AWS::ApplicationAutoScaling::ScalingPolicy` in the catalogue.
  static let service = Service(declaration, settings: TargetPolicySettings.self, isWire: true) {
    (settings, site) throws(InputError) in
    TargetPolicy(settings, label: site.label, in: site.world)
  }
}
