import Blueprints
import Documents
import Kernel
import Measures

/// Changes how many instances a group wants, whenever one of its alarms says so.
final class GroupPolicy: Node, AlarmAction {
  /// What it does.
  enum Rule {
    case simple(SimpleScaling, pause: TimeSpan)
    case steps(StepScaling)
    case tracking(TargetTracker)
  }

  static let changes = Measure(
    "CapacityChanges", .count, in: .count, "How often it changed what is wanted.")

  let card: NodeCard
  private let settings: GroupPolicySettings
  private let changes: CountMeasure
  private var group: MachineGroup?
  private var rule: Rule?
  /// After how long the metric shows the work of an instance.
  private var warmUp = TimeSpan.zero
  /// What keeps target tracking from taking away by a metric that does not show yet what was taken.
  private let pauses: ScalingCooldowns.Lengths

  init(_ settings: GroupPolicySettings, label: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    self.settings = settings
    changes = world.count(Self.changes, at: label)
    pauses = ScalingCooldowns.Lengths(
      afterGrowth: .zero,
      afterShrinking: world.calibration.span(ScalingParameters.groupShrinkPause))
  }

  var alarmAction: (any AlarmAction)? { self }
  var isRepeated: Bool { true }

  func connect(_ site: Site) throws(InputError) {
    let node = try AutoScalingGroup.named(settings.group, at: site)
    warmUp = settings.warmUp.map { .seconds($0) } ?? node.warmUp
    group = node.group
    site.world.addLever(from: label, to: node.label)
    let rule = try settings.rule(of: node, at: site)
    self.rule = rule
    switch rule {
    case .tracking(let tracker): node.group.trackers.append(tracker)
    case .steps: break
    case .simple, nil: return
    }
    node.group.metricWarmUp = max(node.group.metricWarmUp, warmUp)
  }

  func finish(in world: World) {
    group = nil
    rule = nil
  }

  func act(_ signal: AlarmSignal, in world: World) {
    guard let group, let rule else { return }
    var capacity = group.capacity(warmingUpFor: warmUp, in: world)
    var wanted = capacity.desired
    switch rule {
    case .simple(let simple, _):
      guard !group.isPausing(in: world) else { return }
      wanted = simple.desired(capacity)
    case .steps(let steps):
      if let value = signal.value {
        wanted = steps.desired(capacity, at: value - signal.threshold)
      }
    case .tracking(let tracker):
      if !group.cooldowns.mayShrink(at: world.now) { capacity.mayShrink = false }
      wanted = tracker.desired(capacity, on: signal, among: group.trackers)
    }
    guard wanted != capacity.desired else { return }
    changes.add(1, at: world.now)
    if case .tracking = rule {
      group.cooldowns.moved(
        from: capacity.desired, to: wanted, pausing: pauses, at: world.now)
    }
    group.want(wanted, in: world)
    if case .simple(_, let pause) = rule { group.pause(for: pause, in: world) }
  }
}

extension GroupPolicy {
  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "AWS::AutoScaling::ScalingPolicy", title: "Scaling policy",
      summary: "Changes how many instances a group wants when an alarm says so.",
      identity: Identity(
        ref: "arn:{partition}:autoscaling:{region}:{account}:scalingPolicy:{id}:policyName/{name}",
        arn: "arn:{partition}:autoscaling:{region}:{account}:scalingPolicy:{id}:policyName/{name}",
        attributes: [("PolicyName", "{name}")], nameProperty: "PolicyName"))
    declaration.emblem = .server
    declaration.authority = .elsewhere
    declaration.measures = [changes]
    declaration.parameters = [
      ScalingParameters.groupLowFactor, ScalingParameters.groupShrinkPause,
    ]
    return declaration
  }()

  /// `AWS::AutoScaling::ScalingPolicy` in the catalogue.
  static let service = Service(declaration, settings: GroupPolicySettings.self, isWire: true) {
    (settings, site) throws(InputError) in
    GroupPolicy(settings, label: site.label, in: site.world)
  }
}
