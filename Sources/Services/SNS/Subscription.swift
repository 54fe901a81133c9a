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
  private let topic: Topic
  private let endpoint: any Node
  private let edge: Edge
  private let deadLetters: (node: any Node, edge: Edge)?
  private let delivery: DrawnTime
  private let retryPurpose: Purpose
  private let jitter: Double

  /// A subscription between a topic and an endpoint.
  init(
    _ settings: SubscriptionSettings, label: String, from topic: Topic, to endpoint: any Node,
    deadLetters: (any Node)?, in world: World
  ) {
    card = NodeCard(label, Self.declaration, in: world)
    self.settings = settings
    self.topic = topic
    self.endpoint = endpoint
    edge = world.addEdge(from: topic.label, to: endpoint.label)
    self.deadLetters = deadLetters.map {
      ($0, world.addEdge(from: topic.label, to: $0.label))
    }
    delivery = DrawnTime(
      Topic.delivery, for: "delivery/\(topic.label)/\(endpoint.label)", in: world)
    jitter = world.calibration.real(Topic.retryJitter)
    retryPurpose = world.purpose("retry/\(label)")
  }

  /// The subscription that a template describes, made known to its topic.
  static func make(
    _ settings: SubscriptionSettings, at site: Site
  ) throws(InputError) -> Subscription {
    let node = try site.node(required: settings.topic, "TopicArn", as: "an SNS topic")
    guard let topic = node as? Topic else {
      throw site.slip(settings.topic, "\(node.label) is no SNS topic")
    }
    return try make(settings, label: site.label, of: topic, at: site)
  }

  /// A subscription of a topic that is known.
  static func make(
    _ settings: SubscriptionSettings, label: String, of topic: Topic, at site: Site
  ) throws(InputError) -> Subscription {
    let endpoint = try site.node(
      required: settings.endpoint, "Endpoint", as: "an SQS queue or a Lambda function")
    var deadLetters: (any Node)?
    if let target = settings.redrive?.target {
      deadLetters = try site.node(target, as: "an SQS queue")
    }
    let subscription = Subscription(
      settings, label: label, from: topic, to: endpoint, deadLetters: deadLetters, in: site.world)
    topic.subscriptions.append(subscription)
    return subscription
  }

  func advice(in world: World) -> [String] {
    settings.filterPolicy == nil
      ? [] : ["FilterPolicy is not modelled yet: \(label) delivers every message"]
  }

  /// Sends a copy on its way.
  func take(_ name: Name, kind: UInt16, journey: Instant, in world: World) {
    let slot = world.enter(edge, name: name, kind: kind, journey: journey)
    schedule(slot, after: delivery.length(for: name, slowedBy: topic.slowness), in: world)
  }

  func receive(_ event: Event, in world: World) {
    let slot = event.first
    let message = world.messages[slot]
    switch endpoint.offer(slot, in: world) {
    case .accepted:
      edge.acknowledge()
      edge.hop.record((world.now - message.sent).nanoseconds, at: world.now)
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
