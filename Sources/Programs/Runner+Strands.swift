import Blueprints
import Kernel

extension Runner {
  /// Opens a run whose messages have to be followed one by one.
  func open(_ slot: UInt32, in world: World) {
    let run = runs[slot]
    let clock = run.started + prelude(of: run.batch, in: world)
    for _ in 0..<min(program.parallel, run.batch.count) { begin(in: slot, at: clock, in: world) }
    if !run.batch.isEmpty {
      watchDeadline(of: slot, in: world)
    } else {
      runs[slot].endsByEvent = true
      world.calendar.schedule(
        Event(node: host, kind: Kind.finish.rawValue, first: slot), at: clock)
    }
  }

  /// Begins with the next message of a run, if there is one.
  private func begin(in slot: UInt32, at clock: Instant, in world: World) {
    let entry = runs[slot].waiting
    guard entry != .max, !runs[slot].closing else { return }
    runs[slot].waiting = world.batches[entry].next
    runs[slot].active += 1
    let message = world.batches[entry].message
    world.messages[message].runs &+= 1
    add(Strand(run: slot, entry: entry, parent: .max, counter: 0, clock: clock), in: world)
  }

  /// Has a strand woken when the world's clock comes to its own.
  func schedule(_ strand: UInt32, in world: World) {
    world.calendar.schedule(
      Event(
        node: host, kind: Kind.wake.rawValue, generation: strands[strand].generation,
        first: strand),
      at: strands[strand].clock)
  }

  /// Goes on with a strand whose clock the world has reached.
  func wake(_ event: Event, in world: World) -> Ending? {
    guard strands[event.first].generation == event.generation else { return nil }
    return goOn(event.first, in: world)
  }

  /// Goes on with the strand whose computing is done, if an event came because of one.
  func resume(_ event: Event, in world: World) -> Ending? {
    guard let slot = processors[Int(event.first)].take(event, in: world) else { return nil }
    strands[slot].job = .max
    strands[slot].clock = world.now
    return goOn(slot, in: world)
  }

  /// Goes on where the strand is, or with the end of it where it threw.
  func goOn(_ slot: UInt32, in world: World) -> Ending? {
    strands[slot].failed ? unwind(slot, in: world) : advance(slot, in: world)
  }

  /// Follows a strand until it has to wait for the world.
  func advance(_ slot: UInt32, in world: World) -> Ending? {
    let entry = strands[slot].entry
    let message = world.messages[world.batches[entry].message]
    if strands[slot].counter == 0, strands[slot].parent == .max, program.idempotent,
      strands[slot].attempt == 0,
      consumer.hadEffect(world.batches[entry].message, in: world)
    {
      return complete(slot, as: .suppressed, in: world)
    }
    while true {
      switch program.instructions[Int(strands[slot].counter)] {
      case .compute(let work):
        let processor = runs[strands[slot].run].processor
        guard processor != .max else {
          strands[slot].clock = strands[slot].clock + length(of: work, for: message)
          strands[slot].counter += 1
          continue
        }
        guard isPresent(slot, in: world) else { return nil }
        strands[slot].counter += 1
        strands[slot].job = processors[Int(processor)].begin(
          length(of: work, for: message), tag: slot, in: world)
        return nil
      case .wait(let work):
        strands[slot].clock = strands[slot].clock + wait(of: work, for: message)
        strands[slot].counter += 1
      case .mayFail:
        if throwsOn(message) {
          guard isPresent(slot, in: world) else { return nil }
          return fail(slot, in: world)
        }
        strands[slot].counter += 1
      case .choose(let choice): strands[slot].counter = Int32(branch(of: choice, for: message))
      case .test(let test):
        let counter = Int(strands[slot].counter)
        strands[slot].counter = Int32(next(after: counter, test, for: message, in: world))
      case .jump(let target): strands[slot].counter = Int32(target)
      case .call(let site):
        guard isPresent(slot, in: world), place(site, from: slot, about: message, in: world) else {
          return nil
        }
        if strands[slot].failed { return unwind(slot, in: world) }
      case .fork(let fork):
        guard isPresent(slot, in: world) else { return nil }
        split(slot, at: fork, in: world)
        return nil
      case .join:
        guard isPresent(slot, in: world) else { return nil }
        return join(slot, in: world)
      case .end:
        guard isPresent(slot, in: world) else { return nil }
        return complete(slot, as: strands[slot].ending, in: world)
      }
    }
  }

  /// Whether the world's clock has come to the strand; where not, the strand is woken when it has.
  private func isPresent(_ slot: UInt32, in world: World) -> Bool {
    guard strands[slot].clock > world.now else { return true }
    schedule(slot, in: world)
    return false
  }

  /// Ends a strand that threw: the message's own fails, a part of it tells its parent.
  func unwind(_ slot: UInt32, in world: World) -> Ending? {
    guard isPresent(slot, in: world) else { return nil }
    guard strands[slot].parent == .max else { return join(slot, in: world) }
    return fail(slot, in: world)
  }

  private func split(_ slot: UInt32, at fork: Int, in world: World) {
    let fork = program.forks[fork]
    strands[slot].children = Int32(fork.starts.count)
    strands[slot].counter = Int32(fork.next)
    let parent = strands[slot]
    for start in fork.starts {
      add(
        Strand(
          run: parent.run, entry: parent.entry, parent: slot, counter: start, clock: parent.clock),
        in: world)
    }
  }

  /// Ends a part of a message; the last part lets the parent go on.
  private func join(_ slot: UInt32, in world: World) -> Ending? {
    let child = strands[slot]
    discard(slot, in: world)
    strands[child.parent].children -= 1
    strands[child.parent].clock = world.now
    if child.failed { strands[child.parent].failed = true }
    guard strands[child.parent].children == 0 else { return nil }
    return goOn(child.parent, in: world)
  }

  /// Ends a message of the run, and the run with its last message.
  func complete(
    _ slot: UInt32, as outcome: BatchEntry.Outcome, in world: World
  ) -> Ending? {
    let (run, entry) = (strands[slot].run, strands[slot].entry)
    discard(slot, in: world)
    world.batches[entry].outcome = outcome
    world.batches[entry].end = world.now
    runs[run].active -= 1
    if outcome == .swallowed { runs[run].closing = true }
    if outcome == .failed, runs[run].batch.manner != .oneByOne {
      runs[run].failed = runs[run].batch.manner == .whole
      runs[run].closing = true
    }
    begin(in: run, at: world.now, in: world)
    return runs[run].active == 0 ? close(run, in: world) : nil
  }

  /// Ends a run and every strand that still works for it.
  func close(_ run: UInt32, in world: World) -> Ending {
    while runs[run].strands != .max { discard(runs[run].strands, in: world) }
    return finish(run, in: world)
  }

  /// Gives a strand its life and its place in the run, and has it woken.
  private func add(_ strand: Strand, in world: World) {
    var strand = strand
    strand.generation = nextGeneration()
    strand.next = runs[strand.run].strands
    let slot = strands.insert(strand)
    if strand.next != .max { strands[strand.next].previous = slot }
    runs[strand.run].strands = slot
    schedule(slot, in: world)
  }

  /// Ends a strand at once: what it called goes on without it, what it computes does not.
  func discard(_ slot: UInt32, in world: World) {
    let strand = strands[slot]
    if strand.calling != .max {
      if strand.wait != .max || strand.marks != [] { letGo(slot, failed: nil, in: world) }
      world.edge(strand.calling).drop(.abandoned)
      traceAnswer(slot, along: strand.calling, as: .abandoned, isFinal: true, in: world)
    }
    if strand.job != .max {
      processors[Int(runs[strand.run].processor)].abandon(strand.job, in: world)
    }
    if strand.previous == .max {
      runs[strand.run].strands = strand.next
    } else {
      strands[strand.previous].next = strand.next
    }
    if strand.next != .max { strands[strand.next].previous = strand.previous }
    strands[slot].generation = 0
    strands.remove(slot)
  }
}
