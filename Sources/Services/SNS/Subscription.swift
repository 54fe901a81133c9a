import Blueprints
import Documents
import Kernel
import Measures

/// Delivers the copies of a topic's messages to one endpoint, again and again where it has to.
final class Subscription: Node {
  /// A topic is let in by whom it sends to, and takes a role for a delivery stream.
  static let authorities: [Authority.Exception] = [
    .init(
      calling: "AWS::KinesisFirehose::DeliveryStream",
      authority: .role([["SubscriptionRoleArn"]]))
  ]

  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "AWS::SNS::Subscription", title: "SNS subscription",
      summary: "Delivers the copies of a topic's messages to one endpoint.",
      identity: Identity(ref: "arn:{partition}:sns:{region}:{account}:{name}", arn: "{name}"))
    declaration.emblem = .topic
    declaration.authority = .service("sns")
    declaration.behalf = "TopicArn"
    declaration.authorities = authorities
    return declaration
  }()

  /// What a subscription says of itself whose deliveries to Firehose are paid for.
  private static let streaming: Declaration = {
    var streaming = declaration
    streaming.inlets = [OutsideSubscription.inlet(.firehose)].compactMap { $0 }
    return streaming
  }()

  let card: NodeCard
  let settings: SubscriptionSettings
  private let retries = DeliveryRetries.managed
  /// How a copy is tried again that the endpoint turned away as too much.
  private let throttledRetries: DeliveryRetries
  private let topic: Topic
  private let endpoint: any Node
  let edge: Edge
  private let deadLetters: SubscriptionDeadLetters
  private let delivery: Delivery
  private let jitter: RetryJitter
  private let duplicates: RareDuplicates
  private let filter: SubscriptionFilter?
  /// Whether a queue gets messages without the envelope.
  private let isRaw: Bool
  /// Whether copies go to a delivery stream of Firehose.
  private let isStreaming: Bool
  /// What is put around messages for a queue that does not want them raw.
  private let envelope: Int?

  /// A subscription between a topic and an endpoint.
  init(
    _ settings: SubscriptionSettings, label: String, from topic: Topic, to endpoint: any Node,
    at site: Site
  ) throws(InputError) {
    let world = site.world
    isStreaming = endpoint is DeliveryStream
    card = NodeCard(label, isStreaming ? Self.streaming : Self.declaration, in: world)
    throttledRetries = isStreaming ? .customer : .managed
    self.settings = settings
    self.topic = topic
    self.endpoint = endpoint
    edge = world.addEdge(from: topic.label, to: endpoint.label)
    edge.belongs(to: label)
    // What a topic takes, every queue takes from it.
    edge.liftSizeLimit()
    deadLetters = try SubscriptionDeadLetters(
      settings.redrive, of: topic, beside: edge, isBare: endpoint.processor != nil, at: site)
    delivery = world.delivery(Topic.delivery, from: topic.label, to: endpoint.label)
    jitter = RetryJitter(to: endpoint.label, by: delivery, on: label, in: world)
    duplicates = RareDuplicates(to: endpoint.label, in: world)
    filter = try SubscriptionFilter(settings, of: label, at: site)
    isRaw = settings.isRaw && endpoint.processor == nil
    envelope =
      endpoint.source == nil && !isStreaming || settings.isRaw
      ? nil : world.addEnvelope(Notification.envelope(of: topic.label, in: world))
  }

  /// Sends a copy on its way, if the subscription wants it.
  func take(_ name: Name, kind: UInt16, journey: Instant, in world: World) {
    if let filter, !filter.passes(kind, name, in: world) {
      return topic.filterOut(on: edge, in: world)
    }
    let kind = envelope.map { world.kind(kind, through: $0) } ?? kind
    let slot = world.enter(edge, name: name, kind: kind, journey: journey)
    let copy = delivery.copy(of: name, at: world.now)
    let delay = delivery.length(for: name, copy, slowedBy: topic.slowness)
    schedule(slot, 0, after: delay, in: world)
    guard duplicates.strike(name) else { return }
    let twin = world.duplicate(slot, on: edge)
    let later = delivery.length(for: name, copy, isTwin: true, slowedBy: topic.slowness)
    schedule(twin, 0, after: later, in: world)
  }

  func receive(_ event: Event, in world: World) {
    let slot = event.first
    let message = world.messages[slot]
    let acceptance =
      !isRaw || RawDelivery.takes(message.kind, in: world)
      ? endpoint.offer(slot, in: world) : .refused
    switch acceptance {
    case .accepted:
      edge.acknowledge()
      edge.hop.record((world.now - message.sent).nanoseconds, at: world.now)
      edge.delivered(message.name, in: world)
      topic.delivered.add(1, at: world.now)
      if isStreaming { card.bill(0, units: 1) }
    case .throttled: tryAgain(slot, event.second + 1, throttledRetries, in: world)
    case .unavailable: tryAgain(slot, event.second + 1, retries, in: world)
    case .refused: giveUp(slot, for: .refused, in: world)
    }
  }

  private func schedule(
    _ slot: UInt32, _ retry: UInt32, after delay: TimeSpan, in world: World
  ) {
    world.calendar.schedule(
      Event(node: card.number, kind: 0, first: slot, second: retry), after: delay)
  }

  private func tryAgain(
    _ slot: UInt32, _ retry: UInt32, _ retries: DeliveryRetries, in world: World
  ) {
    if world.messages[slot].runs < .max { world.messages[slot].runs += 1 }
    guard let delay = retries.delay(before: Int64(retry)) else {
      return giveUp(slot, for: .retriesExhausted, in: world)
    }
    let name = world.messages[slot].name
    schedule(slot, retry, after: jitter.length(delay, for: name, retry), in: world)
  }

  /// Moves a copy to the dead-letter queue of the subscription, or drops it.
  private func giveUp(_ slot: UInt32, for loss: Edge.Loss, in world: World) {
    topic.failed.add(1, at: world.now)
    deadLetters.take(slot, from: edge, for: loss, of: topic, in: world)
  }
}
