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
      return giveUp(entry, for: .tooOld, in: world)
    }
    meters.asyncAge.record(age.nanoseconds, at: world.now)
    if isBlocked { return giveUp(entry, for: .refused, in: world) }
    var batch = Batch()
    queue.forEachMessage(of: entry, in: world) { batch.append($0, receipt: 0, in: world) }
    if let recursion, recursion.stops(batch, in: world) {
      batch.dissolve(in: world)
      return giveUp(entry, for: .refused, in: world)
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
      let outlet = queue.terms(of: entry).onSuccess
      queue.forEachMessage(of: entry, in: world) { slot in
        queue.edge.acknowledge()
        if let outlet { record(slot, to: outlet, in: world) }
        world.forget(slot)
      }
      return queue.remove(entry, in: world)
    }
    queue.waiting[entry].failures += 1
    guard Int64(queue.waiting[entry].failures) <= queue.terms(of: entry).maximumRetries else {
      return giveUp(entry, for: .retriesExhausted, in: world)
    }
    let wait = queue.failureWait(entry, in: world)
    queue.schedule(entry, after: wait, of: self, in: world)
  }

  /// Gives an event up.
  private func giveUp(_ entry: UInt32, for loss: Edge.Loss, in world: World) {
    let queue = asynchronous
    let onFailure = queue.terms(of: entry).onFailure
    meters.asyncDropped.add(1, at: world.now)
    queue.forEachMessage(of: entry, in: world) { slot in
      giveUp(message: slot, for: loss, onFailure, in: world)
    }
    queue.remove(entry, in: world)
  }

  /// Gives a message up: to the on-failure destination and the dead-letter queue, else it is lost.
  private func giveUp(
    message slot: UInt32, for loss: Edge.Loss, _ onFailure: AsynchronousQueue.Outlet?,
    in world: World
  ) {
    let queue = asynchronous
    if let onFailure { record(slot, to: onFailure, in: world) }
    guard let outlet = queue.deadLetters else {
      if onFailure == nil {
        queue.edge.drop(loss)
      } else {
        queue.edge.setAside()
      }
      return world.forget(slot)
    }
    queue.edge.setAside()
    world.messages[slot].kind = chained(world.messages[slot].kind, in: world)
    world.move(slot, to: outlet.edge)
    if case .accepted = outlet.node.offer(slot, in: world) {
      outlet.edge.acknowledge()
    } else {
      meters.deadLetterErrors.add(1, at: world.now)
      outlet.edge.drop(.refused)
      world.forget(slot)
    }
  }

  /// Sends a record of what became of an event to a destination.
  private func record(
    _ slot: UInt32, to outlet: AsynchronousQueue.Outlet, in world: World
  ) {
    let message = world.messages[slot]
    let copy = world.enter(
      outlet.edge, name: message.name, kind: chained(message.kind, in: world),
      journey: message.journey)
    if case .accepted = outlet.node.offer(copy, in: world) {
      outlet.edge.acknowledge()
      outlet.edge.delivered(message.name, in: world)
    } else {
      meters.destinationFailures.add(1, at: world.now)
      outlet.edge.drop(.refused)
      world.forget(copy)
    }
  }

  /// The kind of what the function sends on because of an event of a kind.
  func chained(_ kind: UInt16, in world: World) -> UInt16 {
    guard let recursion else { return kind }
    return world.kind(kind, after: recursion.link)
  }
}
