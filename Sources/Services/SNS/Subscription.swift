import Blueprints
import Documents
import Kernel
import Measures

/// Delivers the copies of a topic's messages to one endpoint, again and again where it has to.
final class Subscription: Node {
  static let declaration = Declaration(
    type: "AWS::SNS::Subscription", title: "SNS subscription",
    summary: "Delivers the copies of a topic's messages to one endpoint.",
    identity: Identity(ref: "arn:{partition}:sns:{region}:{account}:{name}", arn: "{name}"))

  let card: NodeCard
  let settings: SubscriptionSettings
  private let retries = DeliveryRetries.managed
  @exclusivity(unchecked) private var topic: Topic!
  @exclusivity(unchecked) private var endpoint: (any Node)!
  @exclusivity(unchecked) private var edge: Edge!
  @exclusivity(unchecked) private var deadLetters: (node: any Node, edge: Edge)?
  @exclusivity(unchecked) private var delivery: Distribution
  @exclusivity(unchecked) private var deliveryPurpose: Purpose
  private let retryPurpose: Purpose
  private let jitter: Double

  init(_ settings: SubscriptionSettings, label: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    self.settings = settings
    delivery = world.calibration.time(Topic.delivery)
    jitter = world.calibration.real(Topic.retryJitter)
    deliveryPurpose = world.purpose("delivery/\(label)")
    retryPurpose = world.purpose("retry/\(label)")
  }

  func connect(_ site: Site) throws(InputError) {
    guard topic == nil else { return }
    let node = try site.node(required: settings.topic, "TopicArn", as: "an SNS topic")
    guard let topic = node as? Topic else {
      throw site.slip(settings.topic, "\(node.label) is no SNS topic")
    }
    try join(topic, site)
  }

  /// Puts the subscription between a topic and its endpoint.
  func join(_ topic: Topic, _ site: Site) throws(InputError) {
    let endpoint = try site.node(
      required: settings.endpoint, "Endpoint", as: "an SQS queue or a Lambda function")
    self.topic = topic
    self.endpoint = endpoint
    edge = site.world.addEdge(from: topic.label, to: endpoint.label)
    deliveryPurpose = site.world.purpose("delivery/\(topic.label)/\(endpoint.label)")
    topic.subscriptions.append(self)
    guard let target = settings.redrive?.target else { return }
    let queue = try site.node(target, as: "an SQS queue")
    deadLetters = (queue, site.world.addEdge(from: topic.label, to: queue.label))
  }

  /// Sends a copy on its way.
  func take(_ name: Name, kind: UInt16, journey: Instant, in world: World) {
    let slot = world.enter(edge, name: name, kind: kind, journey: journey)
    var time = delivery.value(at: deliveryPurpose.word(for: name, 0))
    if topic.slowness != 1 { time *= topic.slowness }
    schedule(slot, after: TimeSpan(rounding: time), in: world)
  }

  func receive(_ event: Event, in world: World) {
    let slot = event.first
    let message = world.messages[slot]
    switch endpoint.offer(slot, in: world) {
    case .accepted:
      edge.acknowledge()
      edge.hop?.record((world.now - message.sent).nanoseconds, at: world.now)
      edge.delivered(message.name, in: world)
      topic.delivered.add(1, at: world.now)
    case .throttled, .unavailable: tryAgain(slot, in: world)
    case .refused: giveUp(slot, for: .refused, in: world)
    }
  }

  private func schedule(_ slot: UInt32, after delay: TimeSpan, in world: World) {
    world.calendar.schedule(Event(node: card.number, kind: 0, first: slot), after: delay)
  }

  private func tryAgain(_ slot: UInt32, in world: World) {
    if world.messages[slot].runs < .max { world.messages[slot].runs += 1 }
    let retry = Int64(world.messages[slot].runs)
    guard let delay = retries.delay(before: retry) else {
      return giveUp(slot, for: .retriesExhausted, in: world)
    }
    let word = retryPurpose.word(for: world.messages[slot].name, UInt32(retry))
    let factor = 1 + jitter * (2 * unit(word) - 1)
    schedule(slot, after: TimeSpan(rounding: Double(delay.nanoseconds) * factor), in: world)
  }

  /// Moves a copy to the dead-letter queue of the subscription, or drops it.
  private func giveUp(_ slot: UInt32, for loss: Edge.Loss, in world: World) {
    topic.failed.add(1, at: world.now)
    guard let deadLetters else {
      edge.drop(loss)
      return world.forget(slot)
    }
    edge.setAside()
    world.move(slot, to: deadLetters.edge)
    if case .accepted = deadLetters.node.offer(slot, in: world) {
      deadLetters.edge.acknowledge()
      topic.redriven.add(1, at: world.now)
    } else {
      deadLetters.edge.drop(.refused)
      topic.redriveFailed.add(1, at: world.now)
      world.forget(slot)
    }
  }
}
