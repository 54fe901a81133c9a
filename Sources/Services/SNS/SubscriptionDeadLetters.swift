import Blueprints
import Documents
import Measures

/// What becomes of the copies that a subscription could not deliver: its queue takes them, or
/// nobody.
struct SubscriptionDeadLetters {
  private let queue: (node: any Node, edge: Edge)?

  /// The dead-letter queue that a template names for a subscription.
  ///
  /// - Throws: An error where it is no queue of the template.
  init(
    _ redrive: SubscriptionSettings.Redrive?, of topic: Topic, at site: Site
  ) throws(InputError) {
    guard let target = redrive?.target else {
      queue = nil
      return
    }
    let node = try site.node(target, as: "an SQS queue")
    guard Transport.sqs.types.contains(node.card.declaration.type) else {
      throw InputError(
        "\(node.label) is no SQS queue", remedy: "dead letters of a subscription go to a queue",
        at: target.place)
    }
    queue = (node, site.world.addEdge(from: topic.label, to: node.label))
  }

  /// Takes a copy off its edge: into the queue, or away for a reason.
  func take(
    _ slot: UInt32, from edge: Edge, for loss: Edge.Loss, of topic: Topic, in world: World
  ) {
    guard let queue else {
      edge.drop(loss)
      return world.forget(slot)
    }
    edge.setAside()
    world.move(slot, to: queue.edge)
    if case .accepted = queue.node.offer(slot, in: world) {
      queue.edge.acknowledge()
      topic.redriven.add(1, at: world.now)
    } else {
      queue.edge.drop(.refused)
      topic.redriveFailed.add(1, at: world.now)
      world.forget(slot)
    }
  }
}
