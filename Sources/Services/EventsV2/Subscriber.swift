import Blueprints
import Documents
import Kernel
import Measures

/// Brings the events of a custom event bus to its one target: in any order, or in the order of each
/// event group; several in a call, and again where a call fails.
///
/// Every failure is tried again, until the attempts or the age allowed are used up.
final class Subscriber: Node {
  /// What is due.
  enum Step: UInt16 {
    /// An event may go into a call.
    case ready
    /// The window of the open call is over; its number is the first argument.
    case close
    /// An event has its turn at a target that lets nobody come too early.
    case turn
    /// Such a target has answered; the answer is the second argument.
    case answer
    /// A function that was waited for has ended; the call is the first argument.
    case ending
    /// A function was waited for long enough.
    case timeout
    /// An event whose turn would come too late has become too old.
    case late
  }

  let card: NodeCard
  let settings: SubscriberSettings
  let bus: CustomBus
  let target: SubscriberTarget
  let edge: Edge
  let retries: SubscriberSettings.Retries
  let meters: SubscriberMeters
  private let filters: SubscriberFilters?
  private let delivery: Delivery
  private let backoff: DeliveryBackoff
  /// What sets the draws of several subscribers apart that have the same target.
  private let wire: UInt64
  private let transformation: Int?
  private let batchLimit: Int
  private let window: TimeSpan
  private var deadLetters: SubscriberDeadLetters
  private var isStopped: Bool
  /// Events that became ready while it was stopped.
  private var parked: ContiguousArray<UInt32> = []
  private var open: ContiguousArray<UInt32> = []
  private var openBytes: Int64 = 0
  private var openNumber: UInt32 = 0
  /// How often an event was tried, where it was and did not succeed.
  private var attempts: [UInt32: UInt32] = [:]
  private var groups: EventGroups?
  private var backlog = BacklogAge()
  private var calls: [UInt32: SubscriberCall] = [:]
  private var callNumber: UInt32 = 0

  init(
    _ settings: SubscriberSettings, of bus: CustomBus, to target: SubscriberTarget,
    _ filters: SubscriberFilters?, at site: Site
  ) throws(InputError) {
    let world = site.world
    card = NodeCard(site.label, Self.declaration, in: world)
    self.settings = settings
    self.bus = bus
    self.target = target
    self.filters = filters
    edge = world.addEdge(from: bus.label, to: target.label)
    edge.belongs(to: site.label)
    if let queue = target.node as? FIFOQueue, let group = settings.invocation?.queue?.group {
      queue.takes(world.groupNumber(named: group), on: edge)
    }
    retries = settings.retries ?? SubscriberSettings.Retries()
    meters = SubscriberMeters(of: site.label, in: world)
    delivery = world.delivery(CustomBusParameters.delivery, from: bus.label, to: target.label)
    backoff = DeliveryBackoff(CustomBusParameters.backoff, to: target.label, in: world)
    wire = stableHash(site.label)
    transformation = target.transformation(settings, in: world)
    batchLimit = min(target.greatestBatch, Int(settings.batching?.size ?? 500))
    window = settings.batching?.window ?? .zero
    deadLetters = try SubscriberDeadLetters(
      settings.onFailure, of: bus, target, beside: edge, at: site)
    isStopped = settings.state == "STOPPED"
    groups = settings.order == "FIFO" ? EventGroups() : nil
    bus.add(self)
  }

  func apply(_ fault: FaultState, in world: World) {
    guard case .stop(let stops) = fault else {
      preconditionFailure("\(label) takes no such fault")
    }
    isStopped = stops || settings.state == "STOPPED"
    guard !isStopped else { return }
    let slots = parked
    parked.removeAll()
    for slot in slots { schedule(.ready, slot, after: .zero, in: world) }
  }

  func look(at boundary: Instant, in world: World) {
    meters.age.record(backlog.age(at: boundary).nanoseconds, at: boundary)
  }

  func finish(in world: World) {
    deadLetters.close()
    target.close()
  }

  // MARK: Events

  /// Takes an event from the bus, unless a filter keeps it back.
  func take(_ name: Name, kind: UInt16, journey: Instant, in world: World) {
    if let filters {
      meters.evaluated.add(1, at: world.now)
      guard filters.passes(kind, name, in: world) else {
        edge.enter()
        return edge.filter()
      }
      meters.matched.add(1, at: world.now)
    }
    let slot = world.enter(edge, name: name, kind: kind, journey: journey)
    meters.waiting.add(1, at: world.now)
    backlog.add(at: world.now)
    let ready =
      world.now + delivery.length(for: name, at: world.now, slowedBy: bus.slowness)
    world.messages[slot].mark = ready
    if groups != nil, let group = world.group(of: name) {
      guard groups?.join(slot, group, in: world) == true else { return }
    }
    schedule(.ready, slot, after: ready - world.now, in: world)
  }

  func receive(_ event: Event, in world: World) {
    guard let step = Step(rawValue: event.kind) else {
      preconditionFailure("\(label) takes no event of kind \(event.kind)")
    }
    switch step {
    case .ready: collect(event.first, in: world)
    case .close: if event.first == openNumber { close(in: world) }
    case .turn:
      target.node?.invocable?.begin(in: world)
      request(event.first, in: world)
    case .answer: settle(event.first, InvocationReply(event.second), in: world)
    case .ending: end(event.first, BatchEnding(rawValue: event.second), in: world)
    case .timeout: endInVain(event.first, in: world)
    case .late: settle([event.first], failing: .throttling, in: world)
    }
  }

  func schedule(
    _ step: Step, _ first: UInt32, _ second: UInt32 = 0, after delay: TimeSpan, in world: World
  ) {
    world.calendar.schedule(
      Event(node: number, kind: step.rawValue, first: first, second: second), after: delay)
  }

  // MARK: Calls

  /// Adds an event to the open call.
  private func collect(_ slot: UInt32, in world: World) {
    guard !isStopped else { return parked.append(slot) }
    append(slot, in: world)
    guard window > .zero, open.count < batchLimit else { return close(in: world) }
    if open.count == 1 { schedule(.close, openNumber, after: window, in: world) }
  }

  private func append(_ slot: UInt32, in world: World) {
    let size = world.size(of: world.messages[slot].kind)
    if !open.isEmpty, openBytes + size > target.greatestBytes { close(in: world) }
    open.append(slot)
    openBytes += size
  }

  private func close(in world: World) {
    guard !open.isEmpty else { return }
    addFollowers(in: world)
    let slots = open
    open.removeAll(keepingCapacity: true)
    openBytes = 0
    openNumber &+= 1
    call(slots, in: world)
  }

  /// Adds events to the open call that are ready and come next in the groups of those in it.
  private func addFollowers(in world: World) {
    guard groups != nil else { return }
    for case let group? in groupNumbers(open, in: world) {
      while open.count < batchLimit,
        let next = groups?.next(
          of: group, ready: world.now, within: target.greatestBytes - openBytes, in: world)
      {
        open.append(next)
        openBytes += world.size(of: world.messages[next].kind)
      }
    }
  }

  private func call(_ slots: ContiguousArray<UInt32>, in world: World) {
    if target.node?.invocable != nil {
      for slot in slots { approach(slot, in: world) }
      return
    }
    countCall(slots, in: world)
    if target.isWaitedFor, let processor = target.node?.processor {
      return begin(slots, on: processor, in: world)
    }
    guard target.isInvokedAsynchronously else { return offer(slots, in: world) }
    invoke(slots, in: world)
  }

  /// Has a function take events as one asynchronous event, which it always does.
  private func invoke(_ slots: ContiguousArray<UInt32>, in world: World) {
    let members = groupNumbers(slots, in: world)
    let messages = slots.map { world.messages[$0] }
    for slot in slots {
      meters.end.record((world.now - world.messages[slot].sent).nanoseconds, at: world.now)
      if let transformation {
        world.messages[slot].kind = world.kind(world.messages[slot].kind, through: transformation)
      }
    }
    guard target.invokes(slots, in: world) else {
      preconditionFailure("\(target.label) is no function")
    }
    for (message, slot) in zip(messages, slots) { succeeded(message, slot, in: world) }
    release(members, in: world)
  }

  func countCall(_ slots: ContiguousArray<UInt32>, in world: World) {
    meters.calls.add(1, at: world.now)
    meters.attempts.add(Int64(slots.count), at: world.now)
    for slot in slots {
      if attempts[slot] != nil { meters.retries.add(1, at: world.now) }
      let age = world.now - world.messages[slot].sent
      meters.start.record(age.nanoseconds, at: world.now)
    }
  }

  // MARK: Targets that answer at once

  /// Hands events over one by one; where one of a group fails, the later ones of it are kept back.
  private func offer(_ slots: ContiguousArray<UInt32>, in world: World) {
    let members = groupNumbers(slots, in: world)
    var blocked: ContiguousArray<UInt32> = []
    var failed: ContiguousArray<(slot: UInt32, code: FailureRecord.Code?)> = []
    for (place, slot) in slots.enumerated() {
      let message = world.messages[slot]
      let group = members[place]
      if let group, blocked.contains(group) {
        failed.append((slot, nil))
        continue
      }
      meters.end.record((world.now - message.sent).nanoseconds, at: world.now)
      let acceptance = hand(slot, in: world)
      guard acceptance != .accepted else {
        succeeded(message, slot, in: world)
        continue
      }
      if let group { blocked.append(group) }
      failed.append((slot, code(acceptance, message.kind, in: world)))
    }
    putBack(failed, in: world)
    release(members, in: world)
  }

  private func hand(_ slot: UInt32, in world: World) -> Acceptance {
    guard let node = target.node else {
      world.absorb(slot)
      return .accepted
    }
    let kind = world.messages[slot].kind
    if let transformation {
      world.messages[slot].kind = world.kind(kind, through: transformation)
    }
    let acceptance = node.offer(slot, in: world)
    if acceptance != .accepted { world.messages[slot].kind = kind }
    return acceptance
  }

  private func code(
    _ acceptance: Acceptance, _ kind: UInt16, in world: World
  ) -> FailureRecord.Code {
    switch acceptance {
    case .throttled: .throttling
    case .unavailable: .unavailable
    case .refused, .accepted: target.node is CustomBus ? .loop : .validation
    }
  }

  // MARK: Books

  /// The groups whose order is kept, of events; nil where none is.
  func groupNumbers(
    _ slots: ContiguousArray<UInt32>, in world: World
  ) -> ContiguousArray<UInt32?> {
    ContiguousArray(
      slots.map { groups == nil ? nil : world.group(of: world.messages[$0].name) })
  }

  /// Events of groups came to an end or back into line: the next ones may begin.
  func release(_ members: ContiguousArray<UInt32?>, in world: World) {
    for case let group? in members {
      guard let next = groups?.end(group, in: world) else { continue }
      let wait = max(.zero, world.messages[next].mark - world.now)
      schedule(.ready, next, after: wait, in: world)
    }
  }

  /// Puts an event back in front of its group; false where its order is not kept.
  @discardableResult
  func returnToGroup(_ slot: UInt32, in world: World) -> Bool {
    guard let group = groupNumbers([slot], in: world)[0] else { return false }
    groups?.putBack(slot, group, in: world)
    return true
  }

  /// How often an event was tried.
  func attemptsSoFar(_ slot: UInt32) -> UInt32 { attempts[slot] ?? 0 }

  /// Counts a failed attempt.
  func countAttempt(_ slot: UInt32) -> UInt32 {
    attempts[slot, default: 0] += 1
    return attempts[slot] ?? 0
  }

  /// How long an event waits for its n-th retry; no longer than it may live.
  func pause(before retry: UInt32, _ message: Message, _ age: TimeSpan) -> TimeSpan {
    min(
      backoff.delay(before: retry, of: message.name, draw: delivery.draw(retry, on: wire)),
      max(.zero, retries.maximumAge - age))
  }

  /// Forgets what is known of an event that is done with.
  func leave(_ slot: UInt32, _ message: Message, in world: World) {
    attempts[slot] = nil
    meters.waiting.add(-1, at: world.now)
    backlog.remove(from: message.sent)
  }

  /// Sends a record of an event to where those go.
  func record(
    _ slot: UInt32, _ failure: SubscriberDeadLetters.Failure, in world: World
  ) -> SubscriberDeadLetters.Outcome {
    deadLetters.take(slot, from: edge, failure, in: world)
  }

  /// Keeps a call that is waited for, and gives it a number.
  func keep(_ call: SubscriberCall) -> UInt32 {
    callNumber &+= 1
    calls[callNumber] = call
    return callNumber
  }

  /// Ends a call that was waited for.
  func forget(_ number: UInt32) -> SubscriberCall? { calls.removeValue(forKey: number) }

  /// Waits no longer for a call; its events, if it still goes on.
  func giveUpWaiting(_ number: UInt32) -> ContiguousArray<UInt32>? {
    guard let call = calls[number], !call.isOver else { return nil }
    calls[number]?.isOver = true
    return call.slots
  }
}
