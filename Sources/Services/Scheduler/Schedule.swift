import Blueprints
import Documents
import Kernel
import Measures

/// Invokes a target at the times of an expression, whatever became of the invocation before.
///
/// An invocation is a copy on the edge to the target, from the moment at which it is due. It fires
/// somewhat later, may have to wait for the quota of the account, and is tried again until the
/// target takes it, it is too old, or the target will never take it.
final class Schedule: Node {
  /// What is due.
  enum Kind: UInt16 {
    /// A time of the expression has come.
    case due
    /// An invocation fires, unless the quota has it wait.
    case fire
    /// Its turn has come.
    case turn
    /// It is tried again.
    case retry
    /// The target has answered; the answer is the event's second argument.
    case answer
  }

  let card: NodeCard
  private let settings: ScheduleSettings
  private let times: FiringTimes
  private let retries: TargetSettings.Retries
  private let meters: ScheduleMeters
  private let lateness: DrawnTime
  private let backoff: DeliveryBackoff
  private let quota: InvocationQuota?
  private let duplicateOdds: Odds
  private let duplicatePurpose: Purpose
  private var target = ScheduleTarget("", .accept)
  private var edge: Edge!
  private var deadLetters: EventDeadLetters!
  private var notes: [String] = []
  /// The mark by which messages know where they come from.
  private var origin = 0
  /// How often it was due.
  private var count: UInt64 = 0
  /// What tells its further messages apart from those of others.
  private let sender: UInt32
  private var isStopped = false
  /// Whether the template, or an operator since, has it invoke anything.
  private var isOn: Bool
  private var isChanged = false
  private var invocations: Int64 = 0
  /// What it asks of KMS; nil where AWS's own key encrypts its input.
  private var keys: KeyRequests?

  /// A schedule with its times.
  init(_ settings: ScheduleSettings, at times: FiringTimes, label: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    self.settings = settings
    isOn = settings.state == "ENABLED"
    self.times = times
    retries = settings.target?.retries ?? TargetSettings.Retries()
    meters = ScheduleMeters(of: label, in: world)
    lateness = DrawnTime(
      Self.lateness(settings.window, in: world), for: "lateness/\(label)", in: world)
    backoff = DeliveryBackoff(EventBusParameters.backoff, to: label, in: world)
    quota = InvocationQuota.shared(
      ScheduleParameters.invocationRate, ScheduleParameters.invocations, in: world)
    duplicateOdds = Odds(share: world.calibration.real(ScheduleParameters.duplicates))
    duplicatePurpose = world.purpose("duplicate/\(label)")
    sender = UInt32(truncatingIfNeeded: stableHash(label))
  }

  /// How late an invocation fires: within its minute, or within its window.
  private static func lateness(
    _ window: ScheduleSettings.Window?, in world: World
  ) -> Distribution {
    guard let window, window.mode == "FLEXIBLE", let minutes = window.minutes else {
      return world.calibration.time(FiringTimes.precision)
    }
    return .uniform(.init(minimum: 0, maximum: Double(minutes) * 60e9))
  }

  func connect(_ site: Site) throws(InputError) {
    guard let target = settings.target else { preconditionFailure("\(label) has no target") }
    if settings.key != nil { keys = KeyRequests(in: site.world) }
    let known = site.notes.count
    self.target =
      if let call = try UniversalTarget(target.target) {
        try call.read(target, of: label, at: site)
      } else {
        try TemplatedTarget.read(target, of: label, at: site)
      }
    if self.target.kinds.isEmpty {
      self.target.kinds = [site.world.add(EventKind(label: label, size: 0))]
    }
    if let input = target.input, ScheduleInput.namesAttempts(in: input.text) {
      site.note(
        "<aws.scheduler.attempt-number> in the Input of \(label) is not modelled: it is 1 in every "
          + "attempt")
    }
    notes = site.notes.dropFirst(known).map { $0.text }
    edge = site.world.addEdge(from: label, to: self.target.label)
    deadLetters = try deadLetters(of: target, at: site)
    origin = site.world.addOrigin(label)
    if let group = self.target.group {
      let number = site.world.groupNumber(named: group)
      site.world.setGroups(
        GroupLaw(.one(number), purpose: site.world.purpose("group/\(label)")), of: origin)
    }
    if self.target.goesByBody { site.world.goByBody(of: origin) }
  }

  /// What becomes of invocations that are given up; none is ever cut short.
  private func deadLetters(
    of target: ScheduleSettings.Target, at site: Site
  ) throws(InputError) -> EventDeadLetters {
    try EventDeadLetters(
      target.deadLetters, beside: edge, of: "a schedule",
      saying: [
        EventAttribute("EXECUTION_ID", .identity),
        EventAttribute("IS_PAYLOAD_TRUNCATED", .text("false")),
        EventAttribute("SCHEDULED_TIME", .moment),
        EventAttribute(
          "SCHEDULE_ARN",
          .text(site.world.arn(of: label, else: "schedule/default/\(label)", in: "scheduler"))),
        EventAttribute("TARGET_ARN", .text(target.target?.text ?? label)),
      ], at: site)
  }

  /// Who gets an event that bears the name of EventBridge Scheduler; nil where nobody does.
  func targetOfOwnEvents(in world: World) -> String? {
    guard case .hand = target.action, settings.target?.input == nil else { return nil }
    return target.label
  }

  func remarks(in world: World) -> [String] {
    guard isOn, times.first(in: world) == nil else { return notes }
    return notes + ["\(label) does not fire any more after \(world.timestamp(of: .start))"]
  }

  func start(in world: World) {
    guard isOn || isChanged, let first = times.first(in: world) else { return }
    world.calendar.schedule(event(.due), at: first)
  }

  func receive(_ event: Event, in world: World) {
    switch Kind(rawValue: event.kind) {
    case .due: comeDue(in: world)
    case .fire: fire(event.first, in: world)
    case .turn:
      quota?.begin(in: world)
      attempt(event.first, in: world)
    case .retry: attempt(event.first, after: DeliveryError(bits: event.second), in: world)
    case .answer: settle(event.first, Reply(rawValue: event.second), in: world)
    case nil: preconditionFailure("\(label) takes no event of kind \(event.kind)")
    }
  }

  func apply(_ fault: FaultState, in world: World) {
    guard case .stop(let stops) = fault else {
      preconditionFailure("\(label) takes no such fault")
    }
    isStopped = stops
  }

  func prepare(for order: Order, in world: World) { isChanged = true }

  func perform(_ order: Order, in world: World) {
    guard case .enable(let enables) = order else {
      preconditionFailure("\(label) takes no such order")
    }
    isOn = enables
  }

  func finish(in world: World) {
    // What it calls may be reached from here in a circle; letting go lets the world be freed.
    target = ScheduleTarget(target.label, .accept)
  }

  func extraCharges(until end: Instant) -> [Charge] {
    [Charge(price: Self.invocation, units: invocations)] + (keys?.charges ?? [])
  }

  private func event(_ kind: Kind, _ slot: UInt32 = 0) -> Event {
    Event(node: card.number, kind: kind.rawValue, first: slot)
  }

  // MARK: Firing

  private func comeDue(in world: World) {
    if let next = times.next(after: world.now, in: world) {
      world.calendar.schedule(event(.due), at: next)
    }
    let name = Name(client: origin, ordinal: count)
    count += 1
    guard isOn, !isStopped else { return }
    invocations += 1
    world.traceSending(name)
    for (index, kind) in target.kinds.enumerated() {
      let own =
        index == 0 ? name : name.child(sender: sender, step: 0, ordinal: UInt32(index))
      let slot = world.enter(edge, name: own, kind: kind, journey: world.now)
      if let key = target.key { world.messages[slot].key = key }
      world.calendar.schedule(event(.fire, slot), after: lateness.length(for: name))
      guard duplicateOdds != .never, duplicateOdds.happens(duplicatePurpose.word(for: own, 0))
      else { continue }
      let twin = world.duplicate(slot, on: edge)
      if let key = target.key { world.messages[twin].key = key }
      world.calendar.schedule(event(.fire, twin), after: lateness.length(for: name, 1))
    }
  }

  private func fire(_ slot: UInt32, in world: World) {
    world.messages[slot].sent = world.now
    keys?.ask(at: world.now)
    let wait = quota?.wait(in: world) ?? .zero
    guard wait > .zero else { return attempt(slot, in: world) }
    meters.throttled.add(1, at: world.now)
    world.calendar.schedule(event(.turn, slot), after: wait)
  }

  // MARK: Attempts

  /// - Parameter error: How it failed before; a first attempt may wait for too long.
  private func attempt(
    _ slot: UInt32, after error: DeliveryError = .throttling, in world: World
  ) {
    let message = world.messages[slot]
    guard world.now - message.sent < retries.maximumAge else {
      return giveUp(slot, for: .tooOld, error, in: world)
    }
    meters.attempts.add(1, at: world.now)
    switch target.action {
    case .hand(let node):
      let size = world.size(of: message.kind)
      guard case .accepted = hand(slot, to: node, in: world) else { return }
      target.payer?.card.bill(
        EventBus.Action.putEvents.rawValue, units: EventBus.units(for: size))
      succeeded(message, in: world)
    case .call(let node, let inlet): call(node, inlet, slot, in: world)
    case .change(let change):
      settle(slot, change(world, edge.number) ? .done : .refused, in: world)
    case .ask(let ask): take(ask(message, world), slot, in: world)
    case .accept: settle(slot, .done, in: world)
    case .refuse: settle(slot, .refused, in: world)
    }
  }

  /// Offers an invocation to the target; what is not taken is seen to.
  private func hand(_ slot: UInt32, to node: any Node, in world: World) -> Acceptance {
    let acceptance = node.offer(slot, in: world)
    switch acceptance {
    case .accepted: break
    case .throttled: failed(slot, .throttled, in: world)
    case .unavailable: failed(slot, .failed, in: world)
    case .refused: failed(slot, .refused, in: world)
    }
    return acceptance
  }

  private func call(_ node: any Node, _ inlet: Int, _ slot: UInt32, in world: World) {
    let message = world.messages[slot]
    let answer = node.call(
      Call(
        inlet: inlet, name: message.name, kind: message.kind, journey: message.journey,
        size: world.size(of: message.kind), attempt: UInt32(message.runs), edge: edge.number,
        reply: event(.answer, slot)), in: world)
    take(answer, slot, in: world)
  }

  /// Waits for an answer until it is there.
  private func take(_ answer: Answer, _ slot: UInt32, in world: World) {
    let (reply, time): (Reply, TimeSpan)
    switch answer {
    case .done(let after): (reply, time) = (.done, after)
    case .throttled(let after), .partly(let after, _): (reply, time) = (.throttled, after)
    case .failed(let after, let retryable): (reply, time) = (retryable ? .failed : .refused, after)
    case .refused(let after), .unmet(let after, _): (reply, time) = (.refused, after)
    case .later: return
    }
    var event = event(.answer, slot)
    event.second = reply.rawValue
    world.calendar.schedule(event, after: time)
  }

  /// Takes the answer to an invocation that stayed here; code that threw has answered all the same.
  private func settle(_ slot: UInt32, _ reply: Reply?, in world: World) {
    guard reply == .done || reply == .threw else {
      return failed(slot, reply ?? .refused, in: world)
    }
    let message = world.messages[slot]
    if case .call = target.action {} else { edge.delivered(message.name, in: world) }
    recordHop(message, in: world)
    world.forget(slot)
  }

  private func succeeded(_ message: Message, in world: World) {
    edge.delivered(message.name, in: world)
    recordHop(message, in: world)
  }

  private func recordHop(_ message: Message, in world: World) {
    edge.acknowledge()
    edge.hop.record((world.now - message.sent).nanoseconds, at: world.now)
  }

  private func failed(_ slot: UInt32, _ reply: Reply, in world: World) {
    meters.errors.add(1, at: world.now)
    if reply == .throttled { meters.throttledErrors.add(1, at: world.now) }
    guard reply == .throttled || reply == .failed else {
      return giveUp(slot, for: .refused, DeliveryError(reply), in: world)
    }
    let retry = UInt32(world.messages[slot].runs) + 1
    guard Int64(retry) <= retries.maximumRetries else {
      return giveUp(slot, for: .retriesExhausted, DeliveryError(reply), in: world)
    }
    world.messages[slot].runs = UInt16(retry)
    let rest = retries.maximumAge - (world.now - world.messages[slot].sent)
    let delay = min(
      backoff.delay(before: retry, of: world.messages[slot].name), max(rest, .zero))
    var event = event(.retry, slot)
    event.second = reply.rawValue
    world.calendar.schedule(event, after: delay)
  }

  private func giveUp(
    _ slot: UInt32, for loss: Edge.Loss, _ error: DeliveryError, in world: World
  ) {
    meters.dropped.add(1, at: world.now)
    let failure = EventDeadLetters.Failure(
      loss: loss, error: error, retries: world.messages[slot].runs)
    switch deadLetters.take(slot, from: edge, failure, in: world) {
    case .setAside: meters.sentAside.add(1, at: world.now)
    case .notTaken: meters.asideFailed.add(1, at: world.now)
    case .dropped: break
    }
  }
}
