import Blueprints
import Kernel

extension Rule {
  /// Makes an event of the rule's own, as its schedule asks: for the targets of this rule alone,
  /// and whatever its pattern says.
  ///
  /// - Parameter name: A new name, which whoever keeps the schedule mints.
  func fire(_ name: Name, in world: World) {
    guard isEnabled else { return }
    take(
      name, kind: scheduledKind(in: world), journey: world.now, isForwarded: false, in: world)
  }

  /// The kind of the events that the rule makes.
  private func scheduledKind(in world: World) -> UInt16 {
    if let known = scheduled { return known }
    let arn = "arn:aws:events:\(world.region):\(EventEntry.account):rule/\(label)"
    let entry = EventEntry(
      source: "aws.events", type: "Scheduled Event", detail: .empty, resources: [arn])
    let kind = EventKind(label: "Scheduled Event", size: 0)
    let number = world.add(kind.saying(entry.envelope(region: world.region)))
    scheduled = number
    return number
  }
}
