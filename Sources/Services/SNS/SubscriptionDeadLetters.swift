import Blueprints
import Documents
import Kernel
import Measures

/// A topic, as far as what it could not deliver goes.
protocol Redriving: Node {
  /// Copies that went to the dead-letter queue of their subscription.
  var redriven: CountMeasure { get }
  /// Copies that could not be moved there.
  var redriveFailed: CountMeasure { get }
}

/// What becomes of the copies that a subscription could not deliver: its queue takes them, or
/// nobody.
struct SubscriptionDeadLetters {
  private let queue: (node: any Node, edge: Edge)?
  /// What is put around a copy that was to go to its endpoint without an envelope.
  private let envelope: Int?

  /// The dead-letter queue that a template names for a subscription.
  ///
  /// - Parameters:
  ///   - wire: The edge that copies leave when they are given up.
  ///   - isBare: Whether copies go to the endpoint without the envelope, though it is no raw
  ///     delivery; their dead letters have it.
  /// - Throws: An error where it is no queue of the template.
  init(
    _ redrive: SubscriptionSettings.Redrive?, of topic: any Redriving, beside wire: Edge,
    isBare: Bool = false, at site: Site
  ) throws(InputError) {
    guard let target = redrive?.target else {
      (queue, envelope) = (nil, nil)
      return
    }
    let node = try site.receiver(target, as: "an SQS queue")
    guard node is Elsewhere || Transport.sqs.types.contains(node.card.declaration.type) else {
      throw InputError(
        "\(node.label) is no SQS queue", remedy: "dead letters of a subscription go to a queue",
        at: target.place)
    }
    try Self.check(node, isFIFO: topic is FIFOTopic, at: target.place)
    let edge = site.world.addEdge(from: topic.label, to: node.label)
    edge.liftSizeLimit()
    wire.setsAside(along: edge)
    queue = (node, edge)
    envelope =
      isBare
      ? site.world.addEnvelope(Notification.envelope(of: topic.label, in: site.world)) : nil
  }

  private static func check(
    _ node: any Node, isFIFO: Bool, at place: Place
  ) throws(InputError) {
    guard isFIFO else {
      return try FIFORules.refuseFIFO(node, for: "dead letters of a standard topic", at: place)
    }
    guard !(node is FIFOQueue || node is Elsewhere) else { return }
    throw InputError(
      "\(node.label) must be a FIFO queue, as it takes dead letters of a FIFO topic",
      remedy: "set FifoQueue: true of \(node.label)", at: place)
  }

  /// Takes a copy off its edge: into the queue, or away for a reason.
  func take(
    _ slot: UInt32, from edge: Edge, for loss: Edge.Loss, of topic: any Redriving, in world: World
  ) {
    guard let queue else {
      edge.drop(loss)
      return world.forget(slot)
    }
    edge.setAside()
    world.move(slot, to: queue.edge)
    if let envelope {
      world.messages[slot].kind = world.kind(world.messages[slot].kind, through: envelope)
    }
    let isTaken = world.deliver(slot, to: queue.node, along: queue.edge)
    (isTaken ? topic.redriven : topic.redriveFailed).add(1, at: world.now)
  }
}
