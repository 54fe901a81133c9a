import Blueprints
import Kernel
import Measures
import Programs

/// Attempts that are watched: how long their answers are waited for, and what lets them through.
extension Client {
  /// Whether an answer that was given at once is there in time.
  enum Hearing {
    case inTime
    /// It comes by an event.
    case later
    /// The client stops waiting before.
    case tooLate
  }

  /// How long the answer to an attempt is waited for.
  var timeout: TimeSpan { traffic.terms.timeout }
  /// How long the socket of an attempt waits, where the attempt itself has no timeout.
  var socketPatience: TimeSpan { timeout == .forever ? retries.readTimeout : .forever }
  /// Whether the target is told until when the client waits.
  var propagatesDeadline: Bool { traffic.terms.propagatesDeadline }
  /// Until when the answer to an attempt that is made now is waited for.
  func end(of sending: Sending, at now: Instant) -> Instant {
    min(now + timeout, sending.user == .max ? .never : sending.journey + patience)
  }

  /// Makes an attempt whose answer is waited for with an end, if the breaker lets it through.
  func placeWatched(_ sending: Sending, slot: UInt32, in world: World) {
    var sending = sending
    let slot = slot == .max ? remember(sending, in: world) : slot
    guard isLetThrough(&sending, slot, in: world) else {
      return giveUp(sending, slot, for: .shortCircuited, after: .zero, in: world)
    }
    let reply = waits.reply(to: sending.wait, node: card.number, kind: Kind.answer.rawValue)
    let answer = attempt(sending, reply: reply, in: world)
    if let answer {
      switch hear(answer, &sending, slot, in: world) {
      case .inTime: break
      case .later: return
      case .tooLate: return postpone(sending, slot, after: timeout, lost: .timedOut, in: world)
      }
    }
    settle(answer, sending, slot, in: world)
  }

  /// Asks the breaker whether an attempt may be made, and begins to wait for its answer.
  func isLetThrough(_ sending: inout Sending, _ slot: UInt32, in world: World) -> Bool {
    if breaker != nil {
      guard let ticket = breaker?.admit(isRetry: sending.attempt > 0, at: world.now) else {
        return false
      }
      sending.ticket = ticket
    }
    sending.wait = waits.begin(slot, in: 0, until: world.now + timeout)
    sendings[slot] = sending
    waits.set(0, node: card.number, kind: Kind.patience.rawValue, in: world)
    return true
  }

  /// Takes an answer that was given at once: a breaker learns from it when it comes.
  func hear(
    _ answer: Answer, _ sending: inout Sending, _ slot: UInt32, in world: World
  ) -> Hearing {
    guard let (said, time) = answer.spoken else { return .later }
    guard breaker == nil else {
      var event = waits.reply(to: sending.wait, node: card.number, kind: Kind.answer.rawValue)
      event.second = said.word
      world.calendar.schedule(event, after: time)
      return .later
    }
    stopWaiting(slot, in: world)
    sending.wait = .max
    // A user who leaves before the attempt's time is up leaves, and tries no more.
    guard time > timeout, end(of: sending, at: world.now) == world.now + timeout else {
      return .inTime
    }
    countTimeout()
    lateAnswers?.add(1, at: world.now)
    return .tooLate
  }

  /// Takes an answer to an attempt that is watched.
  func answerWatched(_ event: Event, in world: World) {
    guard let wait = waits.slot(of: event) else {
      lateAnswers?.add(1, at: world.now)
      return
    }
    let said = ReplyWord(of: event)
    guard !loses(event, in: world) else { return }
    let slot = waits.owner(of: wait)
    // Who refuses a request is well.
    stopWaiting(slot, failed: said.reply != .done && said.reply != .refused, in: world)
    take(said.reply, isFinal: said.isFinal, slot, in: world)
  }

  /// Stops to wait for the oldest answer, if its time is up.
  func losePatience(in world: World) {
    if let wait = waits.overdue(in: 0, at: world.now) {
      let slot = waits.owner(of: wait)
      stopWaiting(slot, failed: true, in: world)
      countTimeout()
      postpone(sendings[slot], slot, after: .zero, lost: .timedOut, in: world)
    }
    waits.set(0, node: card.number, kind: Kind.patience.rawValue, in: world)
  }

  /// Ends the wait for an answer, if there is one.
  ///
  /// - Parameter failed: How the attempt ended; nil where that is not known.
  func stopWaiting(_ slot: UInt32, failed: Bool? = nil, in world: World) {
    let sending = sendings[slot]
    guard sending.wait != .max else { return }
    waits.end(sending.wait)
    sendings[slot].wait = .max
    if let failed {
      breaker?.record(failed: failed, sending.ticket, at: world.now)
    } else {
      breaker?.forget(sending.ticket)
    }
  }

  /// Takes a retry from the budget; false where too little is left.
  func spend(for sending: Sending) -> Bool {
    guard !budgets.isEmpty else { return true }
    return budgets[budgets.count == 1 ? 0 : Int(sending.user)].spend()
  }
}
