import Blueprints
import Kernel

extension Queue {
  /// At-least-once delivery: now and then a received message comes back as a second copy, whatever
  /// becomes of the first.
  func considerDuplicate(of slot: UInt32, in world: World) {
    let message = world.messages[slot]
    guard !message.traits.contains(.duplicate) else { return }
    let receive = UInt32(message.receives)
    guard duplicateOdds.happens(duplicatePurpose.word(for: message.name, receive)) else { return }
    let twin = world.duplicate(slot, on: outgoing)
    world.calendar.schedule(
      Event(node: card.number, kind: Kind.duplicateArrives.rawValue, first: twin),
      after: duplicateDelay.length(for: message.name, receive))
  }

  /// Shows a second copy to receivers.
  func admitDuplicate(_ slot: UInt32, in world: World) {
    keep(slot, in: world)
    show(slot, in: world)
  }
}
