import Blueprints
import Kernel

/// Requests of those who have no code that waits: topics, buses and their endpoints on the web.
extension Server {
  /// Takes a copy for good: what becomes of it does not concern the sender.
  func offer(_ slot: UInt32, in world: World) -> Acceptance {
    let message = world.messages[slot]
    switch turnAway(message.name, UInt32(message.runs), in: world) {
    case nil:
      take(
        Visit(
          message: slot, reply: Event(node: number, kind: 0), deadline: .never, came: world.now,
          isAwaited: false), in: world)
      return .accepted
    case .throttled: return .throttled
    case .refused: return .refused
    case .failed, .later, .done: return .unavailable
    }
  }

  /// Takes a request about a copy that stays with its sender, who waits so long for the answer and
  /// then hears that it failed; the work goes on.
  func request(
    _ slot: UInt32, attempt: UInt32, within patience: TimeSpan, reply: Event, in world: World
  ) -> Answer {
    let original = world.messages[slot]
    switch turnAway(original.name, attempt, in: world) {
    case nil: break
    case .later: return .failed(after: patience, retryable: true)
    case let answer?: return answer
    }
    var copy = Message(
      name: original.name, edge: original.edge, kind: original.kind, journey: original.journey,
      sent: world.now)
    copy.runs = UInt16(truncatingIfNeeded: attempt)
    let deadline = world.now + patience
    let visit = take(
      Visit(
        message: world.messages.insert(copy), reply: reply, deadline: deadline, came: world.now,
        isAwaited: true), in: world)
    world.calendar.schedule(
      Event(
        node: number, kind: Kind.patience.rawValue, generation: visits[visit].generation,
        first: visit), at: deadline)
    return .later
  }

  /// Tells a sender that its time is over, if it still waits.
  func losePatience(_ event: Event, in world: World) {
    let visit = visits[event.first]
    guard visit.generation == event.generation, visit.isAwaited else { return }
    visits[event.first].isAwaited = false
    answer(visit.reply, .failed, in: world)
  }
}
