import Blueprints
import Kernel

extension Runner {
  /// Calls another node; false where the strand has to wait for the answer or for its next attempt.
  func place(_ number: Int, from slot: UInt32, about message: Message, in world: World) -> Bool {
    let site = program.sites[number]
    if site.retries.isAdaptive, !strands[slot].marks.contains(.underWay),
      isHeldBack(slot, at: site, in: world)
    {
      return false
    }
    let strand = strands[slot]
    if strand.calling == .max {
      site.edge.enter()
      strands[slot].calling = site.edge.number
      if let budget = site.budget { budgets[budget].earn() }
    }
    if let watch = site.watch {
      switch admit(slot, at: site, watch, in: world) {
      case .goes: break
      case .waits: return false
      case .gaveUp: return true
      }
    }
    let answer = attempt(site, from: slot, about: message, in: world)
    if let watch = site.watch {
      switch hear(answer, slot, at: site, watch, in: world) {
      case .inTime: break
      case .later: return false
      case .tooLate(let limit):
        return tryAgain(slot, after: limit, lost: .timedOut, about: message, in: world)
      }
    }
    return settle(answer, slot, at: site, about: message, in: world)
  }

  /// Calls once.
  @inline(__always)
  private func attempt(
    _ site: CallSite, from slot: UInt32, about message: Message, in world: World
  ) -> Answer {
    let strand = strands[slot]
    site.edge.attempt(isRetry: strand.attempt > 0)
    var call = Call(
      inlet: site.inlet,
      name: message.name.child(sender: site.sender, step: site.step, ordinal: 0),
      kind: kind(sentFrom: site, about: message, in: world),
      journey: message.journey, size: site.size,
      attempt: UInt32(message.runs) << 8 | strand.attempt, edge: site.edge.number,
      reply: Event(
        node: host, kind: Kind.reply.rawValue, generation: strand.generation, first: slot))
    if world.isTraced(call.name) {
      world.traceCall(call, along: site.edge, tried: strand.attempt, because: message.name)
    }
    call.way = site.way
    call.left = strand.left
    if site.keepsRecord { call.subject = message.name }
    if site.isLock { call.deadline = runs[strand.run].deadline }
    if let watch = site.watch { begin(&call, from: slot, watch, in: world) }
    return site.edge.carry(
      call, to: site.callee, patience: patience(at: site), in: world)
  }

  /// How long the socket of a call waits, where the call itself has no timeout.
  private func patience(at site: CallSite) -> TimeSpan {
    site.watch.map { $0.timeout == .forever } ?? true ? site.retries.readTimeout : .forever
  }

  /// Whether an answer gets lost that arrives now.
  func loses(_ answer: Event, to slot: UInt32, in world: World) -> Bool {
    let edge = world.edge(strands[slot].calling)
    guard edge.hazard != nil else { return false }
    return edge.loses(answer, patience: patience(at: site(of: slot)), in: world)
  }

  /// Goes on with an answer that was given at once.
  @inline(__always)
  private func settle(
    _ answer: Answer, _ slot: UInt32, at site: CallSite, about message: Message, in world: World
  ) -> Bool {
    if site.retries.isAdaptive { hear(answer, slot, at: site, in: world) }
    switch answer {
    case .done(let time): return goOn(slot, after: time, in: world)
    case .throttled(let time):
      return tryAgain(slot, after: time, lost: .throttled, about: message, in: world)
    case .failed(let time, let retryable):
      guard retryable else { return give(up: slot, after: time, as: .failed, in: world) }
      return tryAgain(slot, after: time, lost: .failed, about: message, in: world)
    case .refused(let time): return give(up: slot, after: time, as: .refused, in: world)
    case .partly(let time, let left):
      guard !site.dropsRest else {
        site.edge.leave(undone: Int64(left))
        return goOn(slot, after: time, in: world)
      }
      strands[slot].left = left
      return tryAgain(slot, after: time, lost: .throttled, about: message, in: world)
    case .unmet(let time, let standing):
      let next = place(for: standing, slot, at: site) ?? site.otherwise
      goesOn(slot, at: next, after: time, in: world)
      return true
    case .later: return false
    }
  }

  /// The kind of event that a call carries: the site's own, or the one inside the envelopes of what
  /// the code works on.
  private func kind(sentFrom site: CallSite, about message: Message, in world: World) -> UInt16 {
    var kind = world.payload(of: message.kind)
    if let transformation = site.transformation { kind = world.kind(kind, through: transformation) }
    return chainLink.map { world.kind(kind, after: $0) } ?? kind
  }

  /// Takes an answer that came by an event.
  func answer(_ event: Event, in world: World) -> Ending? {
    let slot = event.first
    guard strands[slot].generation == event.generation else {
      lateReplies += 1
      return nil
    }
    guard let reply = Reply(rawValue: event.second) else {
      preconditionFailure("an answer says \(event.second)")
    }
    guard !loses(event, to: slot, in: world) else { return nil }
    return take(reply, slot, in: world)
  }

  /// Goes on with an answer that has come.
  ///
  /// - Parameter isFinal: Whether trying again cannot help, though the call failed.
  func take(
    _ reply: Reply, isFinal: Bool = false, _ slot: UInt32, in world: World
  ) -> Ending? {
    strands[slot].clock = world.now
    let message = message(of: slot, in: world)
    if !brakes.isEmpty { hear(reply, slot, in: world) }
    let goesOn =
      switch reply {
      case .done: goOn(slot, after: .zero, in: world)
      case .throttled: tryAgain(slot, after: .zero, lost: .throttled, about: message, in: world)
      case .failed where !isFinal:
        tryAgain(slot, after: .zero, lost: .failed, about: message, in: world)
      case .threw where site(of: slot).retries.retriesWhatThrew:
        tryAgain(slot, after: .zero, lost: .failed, about: message, in: world)
      case .failed, .threw: give(up: slot, after: .zero, as: .failed, in: world)
      case .refused: give(up: slot, after: .zero, as: .refused, in: world)
      case .unanswered: timeOut(slot, about: message, in: world)
      }
    guard goesOn else { return nil }
    return goOn(slot, in: world)
  }

  /// Ends an attempt to which no answer came in time.
  func timeOut(_ slot: UInt32, about message: Message, in world: World) -> Bool {
    world.edge(strands[slot].calling).timeOut()
    return tryAgain(slot, after: .zero, lost: .timedOut, about: message, in: world)
  }

  /// The message that a strand works on.
  func message(of slot: UInt32, in world: World) -> Message {
    world.messages[world.batches[strands[slot].entry].message]
  }

  private func goOn(_ slot: UInt32, after time: TimeSpan, in world: World) -> Bool {
    goesOn(slot, at: strands[slot].counter + 1, after: time, in: world)
    return true
  }

  /// Goes on at a place in the code once a call was answered; nil has the code throw.
  private func goesOn(
    _ slot: UInt32, at counter: Int32?, after time: TimeSpan, in world: World
  ) {
    if !brakes.isEmpty { refund(slot) }
    world.edge(strands[slot].calling).acknowledge()
    traceAnswer(slot, along: strands[slot].calling, as: .done, after: time, in: world)
    strands[slot].calling = .max
    strands[slot].clock = strands[slot].clock + time
    strands[slot].attempt = 0
    strands[slot].left = 0
    if let counter { strands[slot].counter = counter } else { strands[slot].failed = true }
  }

  /// Ends a call that will not be done.
  func give(
    up slot: UInt32, after time: TimeSpan, as loss: Edge.Loss, in world: World
  ) -> Bool {
    world.edge(strands[slot].calling).drop(loss)
    traceAnswer(
      slot, along: strands[slot].calling, as: .init(loss), after: time, isFinal: true, in: world)
    strands[slot].calling = .max
    strands[slot].left = 0
    strands[slot].clock = strands[slot].clock + time
    strands[slot].failed = true
    return true
  }

  /// Waits as the caller does and calls again, or gives up after the last attempt.
  func tryAgain(
    _ slot: UInt32, after time: TimeSpan, lost loss: Edge.Loss, about message: Message,
    in world: World
  ) -> Bool {
    let site = site(of: slot)
    let retry = strands[slot].attempt + 1
    guard retry < site.retries.attempts, pay(slot, after: loss, at: site, in: world) else {
      return give(up: slot, after: time, as: loss, in: world)
    }
    let delay = site.retries.delay(before: retry, throttled: loss == .throttled) { retry in
      site.backoff.word(for: message.name, UInt32(message.runs) << 8 | retry)
    }
    let due = strands[slot].clock + time + delay
    if site.watch?.propagatesDeadline == true, due >= runs[strands[slot].run].patience {
      return give(up: slot, after: time, as: loss, in: world)
    }
    traceAnswer(slot, along: strands[slot].calling, as: .init(loss), after: time, in: world)
    strands[slot].attempt = retry
    strands[slot].clock = due
    schedule(slot, in: world)
    return false
  }
}
