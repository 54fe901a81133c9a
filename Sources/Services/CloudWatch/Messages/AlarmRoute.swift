import Blueprints
import Kernel
import Measures

/// Somebody whom an alarm tells: a topic, a function or the default event bus.
///
/// Delivery is guaranteed: what is not taken is tried again every minute.
final class AlarmRoute {
  /// What it understands.
  enum Format { case notification, invocation, event }

  private static let pause = TimeSpan.minutes(1)

  let node: any Node
  let format: Format
  private let edge: Edge
  private let delay: DrawnTime
  /// The event by which the alarm delivers a copy here.
  private let due: Event

  init(to node: any Node, _ format: Format, due: Event, from label: String, in world: World) {
    self.node = node
    self.format = format
    self.due = due
    edge = world.addEdge(from: label, to: node.label)
    delay = DrawnTime(
      CloudWatchParameters.action, for: "action/\(label)/\(node.label)", in: world)
    let declaration = node.card.declaration
    if format == .event {
      edge.isFree()
    } else if let inlet = declaration.inlets.firstIndex(where: { $0.name == declaration.entry }) {
      edge.uses(inlet)
    }
  }

  /// Sends a message on its way.
  func send(_ name: Name, kind: UInt16, in world: World) {
    world.traceSending(name)
    var event = due
    event.first = world.enter(edge, name: name, kind: kind, journey: world.now)
    world.calendar.schedule(event, after: delay.length(for: name))
  }

  /// Hands a message over that is due.
  func receive(_ event: Event, in world: World) {
    let message = world.messages[event.first]
    switch hand(event.first, in: world) {
    case .accepted:
      edge.acknowledge()
      edge.hop.record((world.now - message.sent).nanoseconds, at: world.now)
      edge.delivered(message.name, in: world)
    case .throttled, .unavailable:
      if message.runs < .max { world.messages[event.first].runs += 1 }
      world.calendar.schedule(event, after: Self.pause)
    case .refused:
      edge.drop(.refused)
      world.forget(event.first)
    }
  }

  private func hand(_ slot: UInt32, in world: World) -> Acceptance {
    guard node is FIFOTopic else { return node.offer(slot, in: world) }
    let message = world.messages[slot]
    let call = Call(
      inlet: 0, name: message.name, kind: message.kind, journey: message.journey,
      size: world.size(of: message.kind), attempt: UInt32(message.runs), edge: edge.number,
      reply: due)
    switch node.call(call, in: world) {
    case .done:
      world.forget(slot)
      return .accepted
    case .throttled: return .throttled
    case .failed(_, let retryable): return retryable ? .unavailable : .refused
    case .refused, .partly, .unmet, .later: return .refused
    }
  }
}
