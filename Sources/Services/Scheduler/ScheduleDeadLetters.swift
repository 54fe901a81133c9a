import Blueprints
import Documents
import Kernel
import Measures

/// What becomes of the invocations that a schedule gave up: its queue takes them, or nobody.
struct ScheduleDeadLetters {
  private let queue: (node: any Node, edge: Edge)?

  /// The dead-letter queue that a template names for the schedule of a label.
  ///
  /// - Throws: An error where it is no standard queue of the template.
  init(
    _ settings: TargetSettings.DeadLetters?, of label: String, at site: Site
  ) throws(InputError) {
    guard let target = settings?.target else {
      queue = nil
      return
    }
    let node = try site.node(target, as: "an SQS queue")
    try FIFORules.refuseFIFO(node, for: "dead letters of a schedule", at: target.place)
    guard node.card.declaration.type == Queue.declaration.type else {
      throw InputError(
        "\(node.label) is no SQS queue",
        remedy: "dead letters of a schedule go to a standard queue",
        at: target.place)
    }
    queue = (node, site.world.addEdge(from: label, to: node.label))
  }

  /// Takes an invocation off its edge: into the queue, or away for a reason.
  func take(
    _ slot: UInt32, from edge: Edge, for loss: Edge.Loss, counting meters: ScheduleMeters,
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
