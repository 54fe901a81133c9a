import Blueprints
import Documents
import Kernel
import Measures

/// Takes what devices publish to a topic, and hands what its statement selects to its actions.
///
/// The broker is part of it: a client publishes to the rule, on the topic of its FROM.
final class TopicRule: Node {
  /// The most bytes of a message.
  static let greatestSize: Int64 = 131_072
  /// What a message is counted in [B].
  static let meter: Int64 = 5_120

  let card: NodeCard
  /// The filter of topics that it reads.
  let topic: String
  private let isEnabled: Bool
  private let condition: TopicCondition?
  /// What makes what is sent on of a message; nil where that is the message.
  private let selection: Int?
  private(set) var actions: ContiguousArray<TopicAction> = []
  private let publishTime: DrawnTime
  private let evaluationTime: DrawnTime
  let publishRate: SharedRate?
  let evaluationRate: SharedRate?
  private var slowness = 1.0
  private var isStopped = false
  private var failing: FaultOdds
  private var turningAway: FaultOdds
  let meters: TopicRuleMeters
  /// What the template says of its actions.
  var settings = TopicRuleSettings.Payload()

  /// A rule with its statement.
  init(_ statement: TopicRuleStatement, _ card: NodeCard, isEnabled: Bool, in world: World) {
    self.card = card
    self.isEnabled = isEnabled
    topic = statement.topic
    condition = statement.condition
    selection = statement.selection
    let label = card.label
    publishTime = DrawnTime(TopicRuleParameters.publish, for: "send", in: world)
    evaluationTime = DrawnTime(
      TopicRuleParameters.evaluation, for: "evaluation/\(label)", in: world)
    func rate(_ parameter: Parameter) -> SharedRate? {
      let rate = world.calibration.count(parameter)
      return rate == .max ? nil : world.sharedRate(parameter.name, perSecond: rate)
    }
    publishRate = rate(TopicRuleParameters.publishRate)
    evaluationRate = rate(TopicRuleParameters.evaluationRate)
    failing = FaultOdds(for: "fault/\(label)", in: world)
    turningAway = FaultOdds(for: "throttle/\(label)", in: world)
    meters = TopicRuleMeters(of: label, node: card.number, in: world)
  }

  /// Adds an action; that for errors is the last.
  func add(_ action: TopicAction) { actions.append(action) }

  func apply(_ fault: FaultState, in world: World) {
    switch fault {
    case .slow(let factor): slowness = factor
    case .fail(let share): failing.set(share)
    case .throttle(let share): turningAway.set(share)
    case .stop(let stops): isStopped = stops
    default: preconditionFailure("\(label) takes no such fault")
    }
  }

  func finish(in world: World) {
    meters.finish(in: world)
    // What an action reaches may publish here: the circle of references ends with the run.
    actions = []
  }

  func extraCharges(until end: Instant) -> [Charge] {
    [
      Charge(price: Self.trigger, units: meters.triggered),
      Charge(price: Self.execution, units: meters.executed),
    ]
  }

  // MARK: Messages

  func call(_ call: Call, in world: World) -> Answer {
    let latency = publishTime.length(for: call.name, call.attempt)
    guard call.size <= Self.greatestSize else { return .refused(after: latency) }
    if failing.strikes(call.name, call.attempt) { return .failed(after: latency, retryable: true) }
    let isTooMuch =
      turningAway.strikes(call.name, call.attempt) || publishRate?.take(at: world.now) == false
    guard !isTooMuch else {
      meters.turnedAway(in: world)
      return .throttled(after: latency)
    }
    meters.published.add(1, at: world.now)
    card.bill(call.inlet, units: call.size.blocks(of: Self.meter))
    world.edge(call.edge).delivered(call.name, in: world)
    if isEnabled, !isStopped { evaluate(call, in: world) }
    return .done(after: latency)
  }

  private func evaluate(_ call: Call, in world: World) {
    meters.matched.add(1, at: world.now)
    guard evaluationRate?.take(at: world.now) != false else {
      meters.throttled.add(1, at: world.now)
      return each { $0.lose(for: .throttled) }
    }
    meters.triggered += call.size.blocks(of: Self.meter)
    guard condition?.holds(call.kind, call.name, in: world) != false else {
      meters.unwanted.add(1, at: world.now)
      return each { $0.filterOut() }
    }
    let kind = selection.map { world.kind(call.kind, through: $0) } ?? call.kind
    let delay = evaluationTime.length(for: call.name, slowedBy: slowness)
    for action in actions where !action.isForErrors {
      action.take(call, kind: kind, after: delay, in: world)
    }
  }

  private func each(_ work: (TopicAction) -> Void) {
    for action in actions where !action.isForErrors { work(action) }
  }

  func receive(_ event: Event, in world: World) {
    let (number, step) = TopicAction.reading(event)
    let action = actions[number]
    guard action.receive(step, event, counting: meters, in: world) == .gaveUp else { return }
    guard let errors = actions.last, errors.isForErrors, !action.isForErrors else {
      return action.drop(event.first, in: world)
    }
    errors.adopt(event.first, from: action, counting: meters, in: world)
  }
}
