import Blueprints
import Kernel

extension Runner {
  /// Calls another node; false where the strand has to wait for the answer or for its next attempt.
  func place(_ number: Int, from slot: UInt32, about message: Message, in world: World) -> Bool {
    let site = program.sites[number]
    if site.retries.isAdaptive, isHeldBack(slot, at: site, in: world) { return false }
    let strand = strands[slot]
    if strand.calling == .max {
      site.edge.enter()
      strands[slot].calling = site.edge.number
    }
    let call = Call(
      inlet: site.inlet,
      name: message.name.child(sender: site.sender, step: site.step, ordinal: 0),
      kind: kind(sentFrom: site, about: message, in: world),
      journey: message.journey, size: site.size,
      attempt: UInt32(message.runs) << 8 | strand.attempt, edge: site.edge.number,
      reply: Event(
        node: host, kind: Kind.reply.rawValue, generation: strand.generation, first: slot))
    let answer = site.callee.call(call, in: world)
    if site.retries.isAdaptive { hear(answer, slot, at: site, in: world) }
    switch answer {
    case .done(let time): return goOn(slot, after: time, in: world)
    case .throttled(let time):
      return tryAgain(slot, after: time, throttled: true, about: message, in: world)
    case .failed(let time, let retryable):
      guard retryable else { return give(up: slot, after: time, as: .failed, in: world) }
      return tryAgain(slot, after: time, throttled: false, about: message, in: world)
    case .refused(let time): return give(up: slot, after: time, as: .refused, in: world)
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
    strands[slot].clock = world.now
    let message = world.messages[world.batches[strands[slot].entry].message]
    if !brakes.isEmpty { hear(reply, slot, in: world) }
    let goesOn =
      switch reply {
      case .done: goOn(slot, after: .zero, in: world)
      case .throttled:
        tryAgain(slot, after: .zero, throttled: true, about: message, in: world)
      case .failed: tryAgain(slot, after: .zero, throttled: false, about: message, in: world)
      case .threw: give(up: slot, after: .zero, as: .failed, in: world)
      case .refused: give(up: slot, after: .zero, as: .refused, in: world)
      }
    guard goesOn else { return nil }
    return goOn(slot, in: world)
  }

  private func goOn(_ slot: UInt32, after time: TimeSpan, in world: World) -> Bool {
    if !brakes.isEmpty { refund(slot) }
    world.edge(strands[slot].calling).acknowledge()
    strands[slot].calling = .max
    strands[slot].clock = strands[slot].clock + time
    strands[slot].attempt = 0
    strands[slot].counter += 1
    return true
  }

  private func give(
    up slot: UInt32, after time: TimeSpan, as loss: Edge.Loss, in world: World
  ) -> Bool {
    world.edge(strands[slot].calling).drop(loss)
    strands[slot].calling = .max
    strands[slot].clock = strands[slot].clock + time
    strands[slot].failed = true
    return true
  }

  /// Waits as the caller's SDK does and calls again, or gives up after the last attempt.
  private func tryAgain(
    _ slot: UInt32, after time: TimeSpan, throttled: Bool, about message: Message, in world: World
  ) -> Bool {
    let site = site(of: slot)
    let retry = strands[slot].attempt + 1
    guard retry < site.retries.attempts, pay(slot, throttled: throttled, at: site, in: world) else {
      return give(up: slot, after: time, as: throttled ? .throttled : .failed, in: world)
    }
    let word = site.backoff.word(for: message.name, UInt32(message.runs) << 8 | retry)
    let delay = site.retries.delay(before: retry, throttled: throttled, word: word)
    strands[slot].attempt = retry
    strands[slot].clock = strands[slot].clock + time + delay
    schedule(slot, in: world)
    return false
  }
}
