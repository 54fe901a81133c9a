import Blueprints
import Kernel
import Measures

/// How an execution goes through the pipe.
extension Pipe {
  /// The step that an execution is at.
  func stage(of slot: UInt32) -> PipeStage {
    if !executions[slot].isEnriched, let enrichment { return enrichment }
    guard let target else { preconditionFailure("\(label) has no target") }
    return target
  }

  /// How many bytes records have.
  func bytes(of batch: Batch, in world: World) -> Int64 {
    var bytes: Int64 = 0
    forEachEntry(of: batch, in: world) { entry in
      bytes += world.size(of: world.messages[world.batches[entry].message].kind)
    }
    return bytes
  }

  func forEachEntry(of batch: Batch, in world: World, _ body: (UInt32) -> Void) {
    var entry = batch.first
    while entry != .max {
      let next = world.batches[entry].next
      body(entry)
      entry = next
    }
  }

  /// Begins an execution, unless the account has too many.
  func begin(_ slot: UInt32, in world: World) {
    guard quota.take(at: world.now) else {
      guard wait(slot, in: world) else { return giveBack(slot, in: world) }
      return
    }
    let batch = executions[slot].batch
    executions[slot].began = world.now
    executions[slot].refusals = 0
    meters.concurrency.add(1, at: world.now)
    meters.invocations.add(1, at: world.now)
    meters.events.add(batch.count, at: world.now)
    meters.eventSize.record(bytes(of: batch, in: world), at: world.now)
    forEachEntry(of: batch, in: world) { entry in
      let slot = world.batches[entry].message
      world.batches[entry].outcome = .untouched
      world.messages[slot].runs &+= 1
      let message = world.messages[slot]
      card.bill(0, units: world.size(of: message.kind).blocks(of: 65_536))
      guard let queue else { return }
      if message.receives == 1 {
        queue.outgoing.hop.record((world.now - message.sent).nanoseconds, at: world.now)
      }
      queue.outgoing.delivered(message.name, in: world)
    }
    enter(slot, in: world)
  }

  /// Begins with the step that comes next.
  private func enter(_ slot: UInt32, in world: World) {
    executions[slot].stageBegan = world.now
    executions[slot].refusals = 0
    hand(slot, in: world)
  }

  /// Hands the records to the step at hand.
  func hand(_ slot: UInt32, in world: World) {
    let stage = stage(of: slot)
    switch stage.way {
    case .run(let processor): run(slot, by: processor, stage, in: world)
    case .offer, .submit, .put, .accept:
      let first = world.messages[world.batches[executions[slot].batch.first].message]
      schedule(
        .arrived, slot, after: delivery.length(for: first.name, UInt32(first.receives)), in: world)
    case .request:
      if executions[slot].copies.isEmpty { copy(slot, for: stage, atMost: 1, in: world) }
      ask(slot, mustBegin: false, in: world)
    }
  }

  /// Tries again what was turned away, after a while; false where that would be too late.
  private func wait(_ slot: UInt32, in world: World) -> Bool {
    meters.throttled.add(1, at: world.now)
    executions[slot].refusals += 1
    let doublings = Int64(min(executions[slot].refusals - 1, 20))
    let delay = min(throttleDelay * (1 << doublings), throttleCap)
    let execution = executions[slot]
    var limit = Instant.never
    if execution.began != .never { limit = execution.began + longest }
    if let queue { limit = min(limit, execution.since + queue.hiddenFor) }
    guard world.now + delay < limit else { return false }
    schedule(.tryAgain, slot, after: delay, in: world)
    return true
  }

  // MARK: Copies

  /// Makes the copies that a step gets; each enters its edge when the step has it.
  private func copy(
    _ slot: UInt32, for stage: PipeStage, atMost limit: Int64 = .max, in world: World
  ) {
    var copies = Batch()
    forEachEntry(of: executions[slot].batch, in: world) { entry in
      guard copies.count < limit else { return }
      copies.append(
        copy(of: world.batches[entry].message, for: stage, in: world), receipt: 0, in: world)
    }
    executions[slot].copies = copies
  }

  private func copy(of slot: UInt32, for stage: PipeStage, in world: World) -> UInt32 {
    let message = world.messages[slot]
    var copy = Message(
      name: message.name, edge: stage.edge.number, kind: stage.kind(of: message.kind, in: world),
      journey: message.journey, sent: world.now)
    // Each time that a record goes through the pipe, luck is drawn anew.
    copy.runs = message.runs - 1
    if let key = stage.key {
      copy.key = key.number(of: message.name, kind: message.kind, in: world)
    } else if stage.keepsKey {
      copy.key = message.key
    }
    return world.messages.insert(copy)
  }

  /// Ends the copies of a step.
  ///
  /// - Parameter wereTaken: Whether they entered their edge.
  private func dropCopies(_ slot: UInt32, wereTaken: Bool, in world: World) {
    let edge = stage(of: slot).edge
    var copies = executions[slot].copies
    forEachEntry(of: copies, in: world) { entry in
      if wereTaken { edge.acknowledge() }
      world.forget(world.batches[entry].message)
    }
    copies.dissolve(in: world)
    executions[slot].copies = copies
  }

  /// Writes down that a step has the copies.
  private func enterCopies(_ slot: UInt32, in world: World) {
    let edge = stage(of: slot).edge
    forEachEntry(of: executions[slot].copies, in: world) { entry in
      let message = world.messages[world.batches[entry].message]
      edge.enter()
      edge.hop.record((world.now - message.sent).nanoseconds, at: world.now)
      edge.delivered(message.name, in: world)
    }
  }

  // MARK: Code

  private func run(
    _ slot: UInt32, by processor: any BatchProcessor, _ stage: PipeStage, in world: World
  ) {
    if executions[slot].copies.isEmpty { copy(slot, for: stage, in: world) }
    let reply = Event(node: number, kind: Kind.ran.rawValue, first: slot)
    var copies = executions[slot].copies
    // An enrichment has no partial failures.
    if executions[slot].isEnriched || enrichment == nil {
      copies.manner = queue?.keepsOrder == true ? .untilFailure : .oneByOne
    }
    switch processor.begin(copies, reply: reply, in: world) {
    case .accepted: enterCopies(slot, in: world)
    case .throttled, .unavailable:
      guard !wait(slot, in: world) else { return }
      dropCopies(slot, wereTaken: false, in: world)
      leave(slot, allFailed: true, in: world)
    case .refused:
      dropCopies(slot, wereTaken: false, in: world)
      leave(slot, allFailed: true, in: world)
    }
  }

  /// Takes the batch back from code.
  func endRun(_ slot: UInt32, _ ending: BatchEnding?, in world: World) {
    let hasFailed = ending != .succeeded
    let isTarget = executions[slot].isEnriched || enrichment == nil
    if isTarget, !hasFailed {
      let keepsOrder = queue?.keepsOrder == true
      var entry = executions[slot].batch.first
      var isOver = false
      forEachEntry(of: executions[slot].copies, in: world) { copy in
        let failed = world.batches[copy].outcome == .failed || isOver
        world.batches[entry].outcome = failed ? .failed : .succeeded
        isOver = failed && keepsOrder
        entry = world.batches[entry].next
      }
    }
    dropCopies(slot, wereTaken: true, in: world)
    leave(slot, allFailed: hasFailed, in: world)
  }

  // MARK: Targets without code

  /// Hands records to a target that says at once whether it takes them.
  func arrive(_ slot: UInt32, in world: World) {
    let stage = stage(of: slot)
    if case .submit(let node) = stage.way { return submit(slot, to: node, stage, in: world) }
    let isEnrichment = !executions[slot].isEnriched && enrichment != nil
    var isOver = false
    forEachEntry(of: executions[slot].batch, in: world) { entry in
      guard !isOver else { return }
      if isEnrichment { return }
      let isTaken = offer(world.batches[entry].message, to: stage, in: world)
      world.batches[entry].outcome = isTaken ? .succeeded : .failed
      isOver = !isTaken && queue?.keepsOrder == true
    }
    leave(slot, allFailed: false, in: world)
  }

  /// Offers a copy of a record; whether it was taken.
  private func offer(_ record: UInt32, to stage: PipeStage, in world: World) -> Bool {
    let copy = copy(of: record, for: stage, in: world)
    let message = world.messages[copy]
    switch stage.way {
    case .offer(let node):
      guard case .accepted = node.offer(copy, in: world) else {
        world.forget(copy)
        return false
      }
    case .put(let bus, let sender):
      guard case .taken(let kind) = sender.reception(of: message.kind, in: world) else {
        world.forget(copy)
        return false
      }
      world.messages[copy].kind = kind
      guard case .accepted = bus.offer(copy, in: world) else {
        world.forget(copy)
        return false
      }
      bus.card.bill(
        EventBus.Action.putEvents.rawValue, units: EventBus.units(for: world.size(of: kind)))
    case .accept, .run, .submit, .request: world.forget(copy)
    }
    taken(message, by: stage, in: world)
    return true
  }

  private func taken(_ message: Message, by stage: PipeStage, in world: World) {
    stage.edge.enter()
    stage.edge.acknowledge()
    stage.edge.hop.record((world.now - message.sent).nanoseconds, at: world.now)
    stage.edge.delivered(message.name, in: world)
  }

  /// Hands a batch to a function as one asynchronous event.
  private func submit(
    _ slot: UInt32, to node: any Node, _ stage: PipeStage, in world: World
  ) {
    var copies: ContiguousArray<UInt32> = []
    forEachEntry(of: executions[slot].batch, in: world) { entry in
      let copy = copy(of: world.batches[entry].message, for: stage, in: world)
      taken(world.messages[copy], by: stage, in: world)
      copies.append(copy)
      world.batches[entry].outcome = .succeeded
    }
    if let function = node as? Function {
      function.offer(copies, in: world)
    } else if let qualifier = node as? FunctionQualifier {
      qualifier.offer(copies, in: world)
    }
    leave(slot, allFailed: false, in: world)
  }

  // MARK: Requests

  /// Sends a request, when it has its turn.
  func ask(_ slot: UInt32, mustBegin: Bool, in world: World) {
    guard case .request(let invocable) = stage(of: slot).way else {
      preconditionFailure("\(label) asks nobody")
    }
    if mustBegin {
      invocable.begin(in: world)
    } else {
      guard let wait = invocable.wait(before: executions[slot].began + longest, in: world) else {
        dropCopies(slot, wereTaken: false, in: world)
        return leave(slot, allFailed: true, in: world)
      }
      guard wait == .zero else { return schedule(.turn, slot, after: wait, in: world) }
    }
    enterCopies(slot, in: world)
    let request = world.batches[executions[slot].copies.first].message
    let answer = invocable.invoke(
      request, attempt: UInt32(world.messages[request].runs),
      reply: Event(node: number, kind: Kind.answered.rawValue, first: slot), in: world)
    guard let (reply, time) = InvocationReply.to(answer, asking: invocable.pause) else { return }
    world.calendar.schedule(
      Event(node: number, kind: Kind.answered.rawValue, first: slot, second: reply.bits),
      after: time)
  }

  /// Takes the answer to a request.
  func endRequest(_ slot: UInt32, _ reply: InvocationReply, in world: World) {
    dropCopies(slot, wereTaken: true, in: world)
    let hasFailed = reply.reply != .done
    if !hasFailed, executions[slot].isEnriched || enrichment == nil {
      forEachEntry(of: executions[slot].batch, in: world) { entry in
        world.batches[entry].outcome = .succeeded
      }
    }
    leave(slot, allFailed: hasFailed, in: world)
  }

  // MARK: Ends

  /// Leaves the step at hand for the next one, or ends the execution.
  private func leave(_ slot: UInt32, allFailed: Bool, in world: World) {
    let execution = executions[slot]
    let isEnrichment = !execution.isEnriched && enrichment != nil
    let time = (world.now - execution.stageBegan).nanoseconds
    let isLate = world.now - execution.began > longest
    if isEnrichment {
      meters.enrichmentDuration.record(time, at: world.now)
      if allFailed { meters.enrichmentFailed.add(1, at: world.now) }
      guard allFailed || isLate else {
        executions[slot].isEnriched = true
        return enter(slot, in: world)
      }
    } else {
      meters.targetDuration.record(time, at: world.now)
    }
    if isLate { meters.timedOut.add(1, at: world.now) }
    let failures = count(slot, allFailed: allFailed || isLate, in: world)
    if failures == execution.batch.count {
      if !isEnrichment { meters.targetFailed.add(1, at: world.now) }
      meters.failed.add(1, at: world.now)
    } else if failures > 0 {
      meters.targetPartlyFailed.add(1, at: world.now)
      meters.partlyFailed.add(1, at: world.now)
    }
    meters.duration.record((world.now - execution.began).nanoseconds, at: world.now)
    meters.concurrency.add(-1, at: world.now)
    quota.giveBack(at: world.now)
    end(slot, allFailed: failures == execution.batch.count, in: world)
  }

  /// Sets the outcomes of an execution that failed as a whole; how many records failed.
  private func count(_ slot: UInt32, allFailed: Bool, in world: World) -> Int64 {
    var failures: Int64 = 0
    forEachEntry(of: executions[slot].batch, in: world) { entry in
      if allFailed { world.batches[entry].outcome = .failed }
      if world.batches[entry].outcome != .succeeded { failures += 1 }
    }
    return failures
  }

  /// Lets go of a batch that never began.
  private func giveBack(_ slot: UInt32, in world: World) {
    _ = count(slot, allFailed: true, in: world)
    end(slot, allFailed: true, in: world)
  }

  private func end(_ slot: UInt32, allFailed: Bool, in world: World) {
    let execution = executions[slot]
    executions.remove(slot)
    active &-= 1
    if let reader { reader.end(execution.lane, failed: allFailed, for: self, in: world) }
    guard let queue else { return }
    settle(execution.batch, at: queue, in: world)
    pump(in: world)
  }
}
