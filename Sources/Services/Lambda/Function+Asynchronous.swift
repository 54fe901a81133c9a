import Blueprints
import Kernel
import Measures
import Programs

extension Function {
  /// Tries to run an asynchronous event.
  func attempt(_ entry: UInt32, in world: World) {
    let queue = asynchronous
    queue.waiting[entry].attempts += 1
    let slot = queue.waiting[entry].message
    let message = world.messages[slot]
    let age = world.now - message.sent
    guard age <= queue.terms(of: entry).maximumAge else {
      let response: InvocationRecord.Response =
        queue.waiting[entry].throttled > 0
        ? .throttled : queue.waiting[entry].failures > 0 ? .threw : .none
      return giveUp(entry, .tooOld, response, in: world)
    }
    meters.asyncAge.record(age.nanoseconds, at: world.now)
    if isBlocked { return giveUp(entry, .blocked, .none, in: world) }
    var batch = Batch()
    queue.forEachMessage(of: entry, in: world) { batch.append($0, receipt: 0, in: world) }
    if let recursion, recursion.stops(batch, in: world) {
      batch.dissolve(in: world)
      return giveUp(entry, .recursive, .none, in: world)
    }
    address = queue.waiting[entry].address
    defer { address = .latest }
    guard let environment = admit(message.name, synchronous: false, in: world) else {
      batch.dissolve(in: world)
      queue.waiting[entry].throttled += 1
      let wait = queue.throttleWait(entry, in: world)
      return queue.schedule(entry, after: wait, of: self, in: world)
    }
    queue.waiting[entry].throttled = 0
    if queue.waiting[entry].failures == 0 {
      queue.forEachMessage(of: entry, in: world) { slot in
        queue.edge.hop.record(age.nanoseconds, at: world.now)
        queue.edge.delivered(world.messages[slot].name, in: world)
      }
    }
    let invocation = Invocation(
      reply: Event(node: card.number, kind: 0), caller: .queue, environment: environment,
      initDuration: .zero, event: entry)
    run(batch, as: invocation, in: world)
  }

  /// A reserved concurrency of 0 sends events straight to where failures go, without a throttle.
  private var isBlocked: Bool { admission.reserved == 0 || admission.isStopped }

  /// Decides what becomes of an event after its run.
  func settle(_ entry: UInt32, _ ending: Runner.Ending, in world: World) {
    var batch = ending.batch
    batch.dissolve(in: world)
    let queue = asynchronous
    guard ending.failed else {
      let destination = queue.terms(of: entry).onSuccess
      let outcome = InvocationRecord.Outcome(
        condition: .success, response: .returned, runs: queue.waiting[entry].failures + 1)
      queue.forEachMessage(of: entry, in: world) { slot in
        queue.edge.acknowledge()
        if let destination { record(slot, outcome, to: destination, in: world) }
        world.forget(slot)
      }
      return queue.remove(entry, in: world)
    }
    queue.waiting[entry].failures += 1
    guard Int64(queue.waiting[entry].failures) <= queue.terms(of: entry).maximumRetries else {
      return giveUp(entry, .retriesExhausted, ending.timedOut ? .timedOut : .threw, in: world)
    }
    let wait = queue.failureWait(entry, in: world)
    queue.schedule(entry, after: wait, of: self, in: world)
  }

  /// Gives an event up.
  private func giveUp(
    _ entry: UInt32, _ condition: InvocationRecord.Condition,
    _ response: InvocationRecord.Response, in world: World
  ) {
    let queue = asynchronous
    let onFailure = queue.terms(of: entry).onFailure
    let outcome = InvocationRecord.Outcome(
      condition: condition, response: response, runs: queue.waiting[entry].failures)
    meters.asyncDropped.add(1, at: world.now)
    queue.forEachMessage(of: entry, in: world) { slot in
      giveUp(message: slot, outcome, onFailure, in: world)
    }
    queue.remove(entry, in: world)
  }

  /// Gives a message up: to the on-failure destination and the dead-letter queue, else it is lost.
  private func giveUp(
    message slot: UInt32, _ outcome: InvocationRecord.Outcome,
    _ onFailure: InvocationDestination?, in world: World
  ) {
    let queue = asynchronous
    if let onFailure { record(slot, outcome, to: onFailure, in: world) }
    guard let outlet = queue.deadLetters else {
      if onFailure == nil {
        queue.edge.drop(outcome.condition.loss)
      } else {
        queue.edge.setAside()
      }
      return world.forget(slot)
    }
    queue.edge.setAside()
    world.messages[slot].kind = chained(world.messages[slot].kind, in: world)
    world.move(slot, to: outlet.edge)
    if !world.deliver(slot, to: outlet.node, along: outlet.edge) {
      meters.deadLetterErrors.add(1, at: world.now)
    }
  }

  /// Sends a record of what became of an event to a destination.
  private func record(
    _ slot: UInt32, _ outcome: InvocationRecord.Outcome, to destination: InvocationDestination,
    in world: World
  ) {
    let message = world.messages[slot]
    let kind = chained(message.kind, in: world)
    if !destination.send(message, kind: kind, outcome, in: world) {
      meters.destinationFailures.add(1, at: world.now)
    }
  }

  /// The kind of what the function sends on because of an event of a kind.
  func chained(_ kind: UInt16, in world: World) -> UInt16 {
    guard let recursion else { return kind }
    return world.kind(kind, after: recursion.link)
  }
}
