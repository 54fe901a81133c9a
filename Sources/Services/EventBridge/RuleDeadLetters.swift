import Blueprints
import Documents
import Kernel
import Measures

/// What becomes of the events that a rule gave up for a target: its queue takes them, or nobody.
struct RuleDeadLetters {
  private let queue: (node: any Node, edge: Edge)?

  /// The dead-letter queue that a template names for a target.
  ///
  /// - Throws: An error where it is no standard queue of the template.
  init(
    _ settings: TargetSettings.DeadLetters?, of bus: EventBus, at site: Site
  ) throws(InputError) {
    guard let target = settings?.target else {
      queue = nil
      return
    }
    let node = try site.node(target, as: "an SQS queue")
    guard node.card.declaration.type == Queue.declaration.type else {
      throw InputError(
        "\(node.label) is no SQS queue", remedy: "dead letters of a rule go to a queue",
        at: target.place)
    }
    try FIFORules.refuseFIFO(node, for: "dead letters of a rule", at: target.place)
    queue = (node, site.world.addEdge(from: bus.label, to: node.label))
  }

  /// Takes a copy off its edge: into the queue, or away for a reason.
  func take(
    _ slot: UInt32, from edge: Edge, for loss: Edge.Loss, counting meters: RuleMeters,
    in world: World
  ) {
    guard let queue else {
      edge.drop(loss)
      return world.forget(slot)
    }
    edge.setAside()
    let name = world.messages[slot].name
    world.move(slot, to: queue.edge)
    if case .accepted = queue.node.offer(slot, in: world) {
      queue.edge.acknowledge()
      queue.edge.delivered(name, in: world)
      meters.sentAside.add(1, at: world.now)
    } else {
      queue.edge.drop(.refused)
      meters.asideFailed.add(1, at: world.now)
      world.forget(slot)
    }
  }
}
