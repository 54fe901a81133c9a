import Blueprints
import Kernel

/// Calls that are watched: how long their answers are waited for, and what lets them through.
extension Runner {
  /// Whether a call can be made.
  enum Admission {
    case goes, waits, gaveUp
  }

  /// Whether an answer that was given at once is there in time.
  enum Hearing {
    case inTime
    /// The strand waits for it.
    case later
    /// The strand stops waiting before, after a time.
    case tooLate(after: TimeSpan)
  }

  /// Makes what the calls of a program share, as it is at the start.
  func prepareGuards() {
    waits = Waits()
    for _ in program.timeouts { _ = waits.addLine() }
    budgets = program.budgets
    breakers = ContiguousArray(program.breakers.map { CircuitBreaker($0) })
    bulkheads = []
    for terms in program.bulkheads { bulkheads.append(Bulkhead(terms, line: waits.addLine())) }
  }

  /// Asks bulkhead and breaker whether a call may be made; where not, it is given up, or waits.
  func admit(
    _ slot: UInt32, at site: CallSite, _ watch: CallWatch, in world: World
  ) -> Admission {
    guard end(of: watch, slot, in: world) > world.now else {
      letGo(slot, failed: nil, in: world)
      _ = give(up: slot, after: .zero, as: .timedOut, in: world)
      return .gaveUp
    }
    if let number = watch.bulkhead, !strands[slot].marks.contains(.underWay) {
      guard bulkheads[number].enter() else {
        let (wait, line) = (bulkheads[number].terms.wait, bulkheads[number].line)
        guard wait > .zero else {
          _ = give(up: slot, after: .zero, as: .crowdedOut, in: world)
          return .gaveUp
        }
        strands[slot].marks = .inLine
        beginWait(slot, in: line, until: world.now + wait, in: world)
        return .waits
      }
      strands[slot].marks = .underWay
    }
    if let number = watch.breaker {
      guard
        let ticket = breakers[number].admit(isRetry: strands[slot].attempt > 0, at: world.now)
      else {
        letGo(slot, failed: nil, in: world)
        _ = give(up: slot, after: .zero, as: .shortCircuited, in: world)
        return .gaveUp
      }
      strands[slot].ticket = ticket
      strands[slot].marks.insert(.letThrough)
    }
    return .goes
  }

  /// Begins to wait for the answer to a call, which says until when.
  func begin(_ call: inout Call, from slot: UInt32, _ watch: CallWatch, in world: World) {
    let end = end(of: watch, slot, in: world)
    beginWait(slot, in: watch.line, until: end, in: world)
    call.reply = waits.reply(to: strands[slot].wait, node: host, kind: Kind.answer.rawValue)
    if watch.propagatesDeadline { call.deadline = min(end, runs[strands[slot].run].deadline) }
  }

  private func beginWait(
    _ slot: UInt32, in line: UInt32, until end: Instant, in world: World
  ) {
    strands[slot].wait = waits.begin(slot, in: line, until: end)
    waits.set(line, node: host, kind: Kind.patience.rawValue, in: world)
  }

  /// Until when an answer is waited for.
  private func end(of watch: CallWatch, _ slot: UInt32, in world: World) -> Instant {
    let patience = watch.propagatesDeadline ? runs[strands[slot].run].patience : .never
    return watch.timeout == .forever ? patience : min(world.now + watch.timeout, patience)
  }

  /// Takes an answer that was given at once: what is guarded learns from it when it comes.
  func hear(
    _ answer: Answer, _ slot: UInt32, at site: CallSite, _ watch: CallWatch, in world: World
  ) -> Hearing {
    guard let (said, time) = answer.spoken else { return .later }
    let wait = strands[slot].wait
    guard !watch.isGuarded else {
      var event = waits.reply(to: wait, node: host, kind: Kind.answer.rawValue)
      event.second = said.word
      world.calendar.schedule(event, after: time)
      return .later
    }
    let limit = waits.end(of: wait) - world.now
    letGo(slot, failed: nil, in: world)
    guard time > limit else { return .inTime }
    lateReplies += 1
    site.edge.timeOut()
    return .tooLate(after: limit)
  }

  /// Takes an answer to a call that is watched.
  func answerWatched(_ event: Event, in world: World) -> Ending? {
    guard let wait = waits.slot(of: event) else {
      lateReplies += 1
      return nil
    }
    let said = ReplyWord(of: event)
    let slot = waits.owner(of: wait)
    guard !loses(event, to: slot, in: world) else { return nil }
    // Who refuses a request is well.
    letGo(slot, failed: said.reply != .done && said.reply != .refused, in: world)
    return take(said.reply, isFinal: said.isFinal, slot, in: world)
  }

  /// Ends the wait of the first in a line, if its time is up: for an answer, or for its turn.
  func losePatience(in line: UInt32, in world: World) -> Ending? {
    var ending: Ending?
    if let wait = waits.overdue(in: line, at: world.now) {
      let slot = waits.owner(of: wait)
      strands[slot].clock = world.now
      let goesOn: Bool
      if strands[slot].marks.contains(.inLine) {
        letGo(slot, failed: nil, in: world)
        goesOn = give(up: slot, after: .zero, as: .crowdedOut, in: world)
      } else {
        letGo(slot, failed: true, in: world)
        goesOn = timeOut(slot, about: message(of: slot, in: world), in: world)
      }
      ending = goesOn ? goOn(slot, in: world) : nil
    }
    waits.set(line, node: host, kind: Kind.patience.rawValue, in: world)
    return ending
  }

  /// Ends whatever a strand waits for and gives back what it holds for its call.
  ///
  /// - Parameter failed: How the call ended; nil where that is not known.
  func letGo(_ slot: UInt32, failed: Bool?, in world: World) {
    let strand = strands[slot]
    if strand.wait != .max { waits.end(strand.wait) }
    strands[slot].wait = .max
    strands[slot].marks = []
    guard let watch = site(of: slot).watch else { return }
    if strand.marks.contains(.letThrough), let number = watch.breaker {
      if let failed {
        breakers[number].record(failed: failed, strand.ticket, at: world.now)
      } else {
        breakers[number].forget(strand.ticket)
      }
    }
    if strand.marks.contains(.underWay), let number = watch.bulkhead {
      leave(number, in: world)
    }
  }

  /// Hands a place in a bulkhead on to the first in line.
  private func leave(_ number: Int, in world: World) {
    guard let wait = waits.first(in: bulkheads[number].line) else {
      return bulkheads[number].leave()
    }
    let next = waits.owner(of: wait)
    waits.end(wait)
    strands[next].wait = .max
    strands[next].marks = .underWay
    strands[next].clock = world.now
    schedule(next, in: world)
  }
}
