import Blueprints
import Documents
import Kernel
import Programs

/// Keeps as many EC2 instances as are wanted.
///
/// Who wants how many are its policies, its schedules, and whoever wrote the template.
final class AutoScalingGroup: Node {
  /// Something is told to the event bus; greater kinds are those of the group.
  private static let tell: UInt16 = 0

  /// The ways in, by their places in the declaration.
  enum Inlets: Int {
    case request
    case completeLifecycleAction
  }

  let card: NodeCard
  let group: MachineGroup
  private let instances: Instances
  private let plan: GroupPlan
  private var notices: GroupNotices?

  /// A group by its terms, whose instances are as planned.
  init(_ terms: GroupTerms, _ plan: GroupPlan, label: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    self.plan = plan
    instances = Instances(plan.behavior.station, at: card, in: world)
    group = MachineGroup(
      terms, from: instances,
      at: GroupPace(
        reaction: DrawnTime(
          AutoScalingParameters.reaction, for: "reaction/\(label)", in: world),
        check: world.calibration.span(AutoScalingParameters.healthCheck)),
      measuring: Self.measures, for: card, in: world)
  }

  /// After how long an instance counts in the metrics of policies that do not say so themselves.
  var warmUp: TimeSpan { group.terms.warmUp ?? group.terms.cooldown }

  var answersAtOnce: Bool { false }
  var isBusy: Bool { group.fleet.isBusy }
  var runsCode: Bool { true }
  var targetHost: (any TargetHost)? { group.fleet }
  var targetRegistry: (any TargetRegistry)? { group.fleet }

  func connect(_ site: Site) throws(InputError) {
    let targets = try plan.targets(at: site)
    let program = try FleetBehavior.program(
      of: label, doing: plan.code, beside: [Instance.beginning], at: site)
    instances.connect(
      try plan.design(), running: program,
      joining: try targets + plan.behavior.registries(at: site), in: site.world)
    try plan.behavior.connect(group.fleet, of: card, at: site)
    group.registries = ContiguousArray(targets)
    group.witness = self
    let arn = site.world.arn(
      of: "autoScalingGroup:*:autoScalingGroupName/\(site.physicalName)", in: "autoscaling")
    let events = ServiceEvents(
      of: label, source: "aws.autoscaling", due: Event(node: number, kind: Self.tell),
      after: AutoScalingParameters.notice, in: site.world)
    notices = events.map { events in
      GroupNotices(events: events, name: site.physicalName, arn: arn) { [instances] machine in
        instances.id(of: machine)
      }
    }
  }

  func start(in world: World) { group.start(in: world) }

  func recommendations(in world: World) -> [Advice] { group.fleet.recommendations(in: world) }
  func receive(_ event: Event, in world: World) {
    guard event.kind != Self.tell else {
      notices?.events.receive(event, in: world)
      return
    }
    group.receive(event, in: world)
  }

  func finish(in world: World) {
    group.finish(in: world)
    notices = nil
  }

  func call(_ call: Call, in world: World) -> Answer {
    switch Inlets(rawValue: call.inlet) {
    case .completeLifecycleAction:
      group.complete(call.name, in: world) ? .done(after: .zero) : .refused(after: .zero)
    default: group.fleet.call(call, in: world)
    }
  }

  func apply(_ fault: FaultState, in world: World) {
    instances.apply(fault, in: world)
    group.notice(fault, in: world)
  }

  func resolution(of measure: String) -> TimeSpan { instances.resolution(of: measure) }
  func extraCharges(until end: Instant) -> [Charge] { instances.charges(until: end) }
}

extension AutoScalingGroup: GroupWitness {
  func entered(_ member: GroupMember, in world: World) { notices?.launched(member, in: world) }
  func left(_ member: GroupMember, in world: World) { notices?.terminated(member, in: world) }

  func waits(
    _ member: GroupMember, for hook: LifecycleHook, in world: World
  ) -> Name? {
    notices?.waits(member, for: hook, in: world)
  }
}
