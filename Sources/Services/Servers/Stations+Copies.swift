import Blueprints
import Kernel

/// Requests of those who have no code that waits: topics, buses and their endpoints on the web.
extension Stations {
  /// Takes a copy for good: what becomes of it does not concern the sender.
  func offer(_ slot: UInt32, to station: UInt32, in world: World) -> Acceptance {
    let message = world.messages[slot]
    switch turnAway(message.name, UInt32(message.runs), from: station, in: world) {
    case nil:
      take(
        Visit(
          station: station, message: slot, reply: Event(node: 0, kind: 0), deadline: .never,
          came: world.now, isAwaited: false), in: world)
      return .accepted
    case .throttled: return .throttled
    case .refused, .unmet: return .refused
    case .failed, .partly, .later, .done: return .unavailable
    }
  }

  /// Takes a request about a copy that stays with its sender, who waits so long for the answer and
  /// then hears that it failed; the work goes on.
  func request(
    _ copy: CopyRequest, of station: UInt32, within patience: TimeSpan, in world: World
  ) -> Answer {
    let original = world.messages[copy.message]
    switch turnAway(original.name, copy.attempt, from: station, in: world) {
    case nil: break
    case .later: return .failed(after: patience, retryable: true)
    case let answer?: return answer
    }
    var message = Message(
      name: original.name, edge: original.edge, kind: original.kind, journey: original.journey,
      sent: world.now)
    message.runs = UInt16(truncatingIfNeeded: copy.attempt)
    let visit = take(
      Visit(
        station: station, message: world.messages.insert(message), reply: copy.reply,
        deadline: world.now + patience, came: world.now, isAwaited: true), in: world)
    setPatience(visit, in: world)
    return .later
  }
}

/// A request about a copy that stays with its sender.
struct CopyRequest {
  /// The copy.
  var message: UInt32
  /// How often it was tried before.
  var attempt: UInt32
  /// The event that brings the answer.
  var reply: Event
}
