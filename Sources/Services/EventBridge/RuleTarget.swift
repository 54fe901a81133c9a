import Blueprints
import Documents
import Kernel
import Measures

/// One target of a rule: the copies on their way to it, tried again until it takes them, they are
/// too old, or it will never take them.
///
/// How often a copy was tried stands in its `runs`.
final class RuleTarget {
  /// What is due for a copy.
  enum Step: UInt16, CaseIterable {
    /// It may begin, unless the quota has it wait.
    case arrival
    /// Its turn has come.
    case turn
    /// Its turn has come at a target that lets nobody come too early.
    case place
    /// It is tried again.
    case retry
    /// The target has answered; the answer is the event's second argument.
    case answer
    /// It was forwarded to its bus and goes no further.
    case lastHop
  }

  /// The node behind the target; nil where its type is not modelled.
  let node: (any Node)?
  let edge: Edge
  /// The number among the rule's targets.
  private let number: UInt16
  private let rule: UInt32
  private let retries: TargetSettings.Retries
  private var deadLetters: EventDeadLetters
  private let backoff: DeliveryBackoff
  private let delivery: Delivery
  /// The transformation from events to what the target gets; nil where that is the event.
  private let input: Int?
  /// What sets the draws of several targets apart that are the same node.
  private let wire: UInt64
  private let quota: InvocationQuota?
  private let duplicateOdds: Odds
  private let duplicatePurpose: Purpose
  private let lossOdds: Odds
  private let lossPurpose: Purpose
  private let isBus: Bool
  /// What gives the partition key of a record; nil where that is the event's id.
  private let key: ItemKey?
  /// The bus that pays for what it forwards.
  private let payer: NodeCard

  /// A target of a rule of a bus.
  init(
    _ settings: TargetSettings, number: Int, at address: TargetAddress,
    given input: TargetInput, of rule: NodeCard, on bus: EventBus, at site: Site
  ) throws(InputError) {
    let world = site.world
    let label = address.label
    node = address.node
    self.number = UInt16(number)
    self.rule = rule.number
    isBus = address.isBus
    payer = bus.card
    key = try RecordKey.reading(settings.stream?.path, of: rule.label, in: world)
    retries = settings.retries ?? TargetSettings.Retries()
    self.input = input.transformation(in: world)
    wire = stableHash("\(rule.label)/\(settings.id ?? "")")
    edge = world.addEdge(from: bus.label, to: label)
    edge.belongs(to: rule.label)
    deadLetters = try EventDeadLetters(
      settings.deadLetters, beside: edge, of: "a rule",
      saying: [
        EventAttribute("RULE_ARN", .text(Rule.arn(at: site, on: bus))),
        EventAttribute("TARGET_ARN", .text(settings.target?.text ?? label)),
      ], at: site)
    backoff = DeliveryBackoff(EventBusParameters.backoff, to: label, in: world)
    delivery = world.delivery(EventBusParameters.delivery, from: bus.label, to: label)
    quota = InvocationQuota.shared(in: world)
    duplicateOdds = Odds(share: world.calibration.real(EventBusParameters.duplicates))
    duplicatePurpose = world.purpose("twin/\(label)")
    lossOdds = Odds(share: world.calibration.real(EventBusParameters.throttleLoss))
    lossPurpose = world.purpose("loss/\(label)")
  }

  /// Whether the target gets events as they are.
  var getsEvents: Bool { input == nil }

  /// Sends a copy of an event on its way, and rarely a second one.
  func take(
    _ name: Name, kind: UInt16, journey: Instant, isForwarded: Bool, slowness: Double,
    in world: World
  ) {
    let slot = world.enter(edge, name: name, kind: kind, journey: journey)
    if let key { world.messages[slot].key = key.number(of: name, kind: kind, in: world) }
    let step = isBus && isForwarded ? Step.lastHop : .arrival
    let copy = delivery.copy(of: name, at: world.now)
    let delay = delivery.length(for: name, copy, slowedBy: slowness)
    schedule(step, slot, after: delay, in: world)
    guard duplicateOdds != .never, duplicateOdds.happens(duplicatePurpose.word(for: name, copy))
    else { return }
    let twin = world.duplicate(slot, on: edge)
    if key != nil { world.messages[twin].key = world.messages[slot].key }
    let later = delivery.length(for: name, copy, isTwin: true, slowedBy: slowness)
    schedule(step, twin, after: later, in: world)
  }

  /// Does what is due for a copy.
  func receive(_ step: Step, _ event: Event, counting meters: RuleMeters, in world: World) {
    let slot = event.first
    switch step {
    case .arrival:
      let wait = quota?.wait(in: world) ?? .zero
      guard wait > .zero else { return approach(slot, counting: meters, in: world) }
      meters.throttled.add(1, at: world.now)
      schedule(.turn, slot, after: wait, in: world)
    case .turn:
      quota?.begin(in: world)
      approach(slot, counting: meters, in: world)
    case .place:
      node?.invocable?.begin(in: world)
      attempt(slot, counting: meters, in: world)
    case .retry:
      guard age(of: slot, in: world) < retries.maximumAge else {
        return giveUp(
          slot, for: .tooOld, DeliveryError(bits: event.second), counting: meters, in: world)
      }
      approach(slot, counting: meters, in: world)
    case .answer: settle(slot, InvocationReply(event.second), counting: meters, in: world)
    case .lastHop: giveUp(slot, for: .refused, .hop, counting: meters, in: world)
    }
  }

  private func age(of slot: UInt32, in world: World) -> TimeSpan {
    world.now - world.messages[slot].sent
  }

  private func schedule(
    _ step: Step, _ slot: UInt32, after delay: TimeSpan, second: UInt32 = 0, in world: World
  ) {
    world.calendar.schedule(event(step, slot, second), after: delay)
  }

  private func event(_ step: Step, _ slot: UInt32, _ second: UInt32 = 0) -> Event {
    Event(
      node: rule, kind: number * UInt16(Step.allCases.count) + step.rawValue, first: slot,
      second: second)
  }

  // MARK: Attempts

  /// Lets a copy begin, which waits where the target lets nobody come too early; a copy whose turn
  /// would come too late takes nobody's place.
  private func approach(_ slot: UInt32, counting meters: RuleMeters, in world: World) {
    guard let invocable = node?.invocable else {
      return attempt(slot, counting: meters, in: world)
    }
    let deadline = world.messages[slot].sent + retries.maximumAge
    guard let wait = invocable.wait(before: deadline, in: world) else {
      meters.throttled.add(1, at: world.now)
      return schedule(
        .retry, slot, after: deadline - world.now, second: Reply.throttled.rawValue, in: world)
    }
    guard wait > .zero else { return attempt(slot, counting: meters, in: world) }
    meters.throttled.add(1, at: world.now)
    schedule(.place, slot, after: wait, in: world)
  }

  private func attempt(_ slot: UInt32, counting meters: RuleMeters, in world: World) {
    let message = world.messages[slot]
    let age = world.now - message.sent
    guard age < retries.maximumAge else {
      return giveUp(slot, for: .tooOld, .throttling, counting: meters, in: world)
    }
    meters.attempts.add(1, at: world.now)
    if message.runs == 0 {
      meters.startLatency.record(age.nanoseconds, at: world.now)
    } else {
      meters.retries.add(1, at: world.now)
    }
    let kind = input.map { world.kind(message.kind, through: $0) } ?? message.kind
    guard kind == message.kind || world.kinds[Int(kind)].body != .text else {
      return giveUp(slot, for: .refused, .json, counting: meters, in: world)
    }
    world.messages[slot].kind = kind
    guard let invocable = node?.invocable else {
      let reply = offer(slot, in: world)
      if message.runs == 0 { meters.endLatency.record(age.nanoseconds, at: world.now) }
      guard reply != .done else {
        return succeeded(message, after: age, counting: meters, in: world)
      }
      world.messages[slot].kind = message.kind
      return failed(slot, InvocationReply(reply), counting: meters, in: world)
    }
    let answer = invocable.invoke(
      slot, attempt: UInt32(message.runs), reply: event(.answer, slot), in: world)
    world.messages[slot].kind = message.kind
    guard let (reply, time) = InvocationReply.to(answer, asking: invocable.pause) else { return }
    schedule(.answer, slot, after: time, second: reply.bits, in: world)
  }

  /// Hands a copy to a target that says at once whether it takes it.
  private func offer(_ slot: UInt32, in world: World) -> Reply {
    guard let node else {
      world.absorb(slot)
      return .done
    }
    switch node.offer(slot, in: world) {
    case .accepted: return .done
    case .throttled: return .throttled
    case .unavailable: return .failed
    case .refused: return .refused
    }
  }

  /// Takes the answer of a target that took its time; the copy stayed here.
  private func settle(
    _ slot: UInt32, _ reply: InvocationReply, counting meters: RuleMeters, in world: World
  ) {
    let message = world.messages[slot]
    let age = world.now - message.sent
    if message.runs == 0 { meters.endLatency.record(age.nanoseconds, at: world.now) }
    guard reply.reply == .done else {
      return failed(slot, reply, counting: meters, in: world)
    }
    succeeded(message, after: age, counting: meters, in: world)
    world.forget(slot)
  }

  private func succeeded(
    _ message: Message, after age: TimeSpan, counting meters: RuleMeters, in world: World
  ) {
    edge.acknowledge()
    edge.hop.record(age.nanoseconds, at: world.now)
    edge.delivered(message.name, in: world)
    if isBus {
      let size = world.size(of: message.kind)
      payer.bill(EventBus.Action.putEvents.rawValue, units: EventBus.units(for: size))
    }
    meters.invocations.add(1, at: world.now)
    meters.successes.add(1, at: world.now)
    meters.successLatency.record(age.nanoseconds, at: world.now)
  }

  // MARK: Failures

  private func failed(
    _ slot: UInt32, _ ending: InvocationReply, counting meters: RuleMeters, in world: World
  ) {
    let reply = ending.reply
    guard reply == .throttled || reply == .failed, ending.pause != .forever else {
      return giveUp(slot, for: .refused, DeliveryError(reply), counting: meters, in: world)
    }
    let retry = UInt32(world.messages[slot].runs) + 1
    let name = world.messages[slot].name
    guard Int64(retry) <= retries.maximumRetries, !isLost(name, retry, after: reply) else {
      return giveUp(
        slot, for: .retriesExhausted, DeliveryError(reply), counting: meters, in: world)
    }
    world.messages[slot].runs = UInt16(retry)
    let rest = retries.maximumAge - age(of: slot, in: world)
    let pause = max(
      backoff.delay(before: retry, of: name, draw: delivery.draw(retry, on: wire)), ending.pause)
    let delay = min(pause, max(rest, .zero))
    schedule(.retry, slot, after: delay, second: reply.rawValue, in: world)
  }

  /// Whether an attempt that was throttled stays the last.
  private func isLost(_ name: Name, _ retry: UInt32, after reply: Reply) -> Bool {
    lossOdds != .never && reply == .throttled
      && lossOdds.happens(lossPurpose.word(for: name, delivery.draw(retry, on: wire)))
  }

  /// Gives a copy up: to the dead-letter queue of the target, else it is dropped.
  private func giveUp(
    _ slot: UInt32, for loss: Edge.Loss, _ error: DeliveryError, counting meters: RuleMeters,
    in world: World
  ) {
    meters.invocations.add(1, at: world.now)
    meters.failed.add(1, at: world.now)
    let failure = EventDeadLetters.Failure(
      loss: loss, error: error, retries: world.messages[slot].runs)
    switch deadLetters.take(slot, from: edge, failure, in: world) {
    case .setAside: meters.sentAside.add(1, at: world.now)
    case .notTaken: meters.asideFailed.add(1, at: world.now)
    case .dropped: break
    }
  }
}
