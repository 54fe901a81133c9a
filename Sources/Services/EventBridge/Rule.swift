import Blueprints
import Documents
import Kernel
import Measures
import Patterns

/// Picks events of a bus by a pattern and has them brought to its targets.
final class Rule: Node {
  /// The most targets of a rule.
  static let targetLimit = 5

  let card: NodeCard
  /// What an event must look like; nil where the rule only has a schedule.
  let pattern: EventPattern?
  let bus: EventBus
  private var outlets: RuleTargets
  private let meters: RuleMeters
  /// Whether the template, or an operator since, has it match at all.
  private var isOn: Bool
  /// How long it takes until a change has its effect; nil where nobody changes it.
  private var changeTime: DrawnTime?
  private var changes: UInt64 = 0
  private var isStopped = false
  /// The sources that the pattern asks for, where it asks for any.
  var sources: [String] = []
  /// Whether the pattern asks for a wildcard, of which a bus takes few.
  var hasWildcards = false
  /// When it makes events by itself; nil where it does not.
  var schedule: RuleSchedule?
  /// The kind of the events that its schedule makes; nil before the first.
  var scheduled: UInt16?

  /// Where it sends events, in the order of the template.
  var targets: ContiguousArray<RuleTarget> { outlets.list }

  /// Whether it matches anything now.
  var isEnabled: Bool { isOn && !isStopped }

  init(
    _ settings: RuleSettings, _ card: NodeCard, matching pattern: EventPattern?, on bus: EventBus,
    to targets: ContiguousArray<RuleTarget>, in world: World
  ) {
    self.card = card
    self.pattern = pattern
    self.bus = bus
    outlets = RuleTargets(targets)
    isOn = settings.state != "DISABLED"
    meters = RuleMeters(of: card.label, in: world)
  }

  /// Sends a copy of an event to every target.
  func take(
    _ name: Name, kind: UInt16, journey: Instant, isForwarded: Bool, in world: World
  ) {
    meters.triggered.add(1, at: world.now)
    let copies = outlets.take(
      name, kind: kind, journey: journey, isForwarded: isForwarded, slowness: bus.slowness,
      in: world)
    meters.created.add(Int64(copies), at: world.now)
  }

  func connect(_ site: Site) throws(InputError) {
    guard schedule != nil else { return }
    schedule?.origin = site.world.addOrigin(label)
    for target in targets { target.edge.carries(from: label, alone: pattern == nil) }
  }

  func start(in world: World) {
    guard isOn || changeTime != nil, let first = schedule?.first(in: world) else { return }
    world.calendar.schedule(
      Event(node: card.number, kind: RuleSchedule.Kind.due.rawValue), at: first)
  }

  func remarks(in world: World) -> [String] {
    guard isOn else { return [] }
    if let schedule, schedule.first(in: world) == nil {
      return ["\(label) does not fire any more after \(world.timestamp(of: .start))"]
    }
    return BusAdvice.missingBuckets(for: self, in: world)
  }

  var usedParameters: [Parameter] {
    (schedule == nil ? [] : [FiringTimes.precision]) + (changeTime == nil ? [] : [Self.changeTime])
  }

  func receive(_ event: Event, in world: World) {
    if event.kind == Self.changed {
      isOn = event.first == 1
      return
    }
    if event.kind >= RuleSchedule.Kind.due.rawValue { return receiveOwn(event, in: world) }
    outlets.receive(event, counting: meters, in: world)
  }

  func apply(_ fault: FaultState, in world: World) {
    guard case .stop(let stops) = fault else {
      preconditionFailure("\(label) takes no such fault")
    }
    isStopped = stops
  }

  func prepare(for order: Order, in world: World) {
    changeTime = DrawnTime(Self.changeTime, for: "change/\(label)", in: world)
  }

  func perform(_ order: Order, in world: World) {
    guard case .enable(let enables) = order, let changeTime else {
      preconditionFailure("\(label) takes no such order")
    }
    world.calendar.schedule(
      Event(node: number, kind: Self.changed, first: enables ? 1 : 0),
      after: changeTime.length(for: Name(root: changes)))
    changes += 1
  }

  func finish(in world: World) {
    // What a target sends to may send to the bus; letting go lets the world be freed.
    outlets.close()
  }
}

extension Rule {
  /// The kind of the event by which a change has its effect.
  private static let changed: UInt16 = 0xFFFD

  static let changeTime = Parameter(
    "events.ruleChange", .time(.uniform(.init(minimum: 1e9, maximum: 60e9))), in: .anyLength,
    "From enabling or disabling a rule until events are treated so.",
    source: .assumption("AWS speaks of a short period of time and gives no figures")
  ).ideally(.span(.zero))

  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "AWS::Events::Rule", title: "EventBridge rule",
      summary: "Picks events of a bus by a pattern and has them brought to its targets.",
      identity: Identity(
        ref: "{name}", arn: "arn:{partition}:events:{region}:{account}:rule/{name}",
        nameProperty: "Name"))
    declaration.emblem = .bus
    declaration.authority = .role([["Targets", "RoleArn"], ["RoleArn"]])
    declaration.authorities = [
      .init(
        calling: "AWS::Lambda::Function", "AWS::Lambda::Alias", "AWS::Lambda::Version",
        "AWS::SQS::Queue", "AWS::SNS::Topic",
        "AWS::Logs::LogGroup", authority: .service("events")),
      .init(calling: "AWS::Events::EventBus", authority: .free),
    ]
    declaration.metrics = MetricAddress("AWS/Events", by: "RuleName")
    declaration.measures = RuleMeters.all
    declaration.parameters = [FiringTimes.precision, changeTime]
    declaration.faults = [Fault(.stop, "Matches nothing, as while its state is DISABLED.")]
    declaration.actions = [
      .init(.enable, "Matches events soon after, and fires at the times of its schedule."),
      .init(.disable, "Matches nothing soon after; what was matched is still brought to targets."),
    ]
    return declaration
  }()
}
