import Blueprints
import Documents
import Kernel
import Measures

/// Delivers the copies of a FIFO topic's messages to one queue, those of a group one after the
/// other: one that has to be tried again holds up the rest of its group, and nobody else.
final class FIFOSubscription: Node {
  let card: NodeCard
  private let retries = DeliveryRetries.managed
  private let topic: FIFOTopic
  private let endpoint: any Node
  private let edge: Edge
  private let deadLetters: SubscriptionDeadLetters
  private let delivery: Delivery
  private let jitter: RetryJitter
  private let filter: SubscriptionFilter?
  /// What is put around messages for a queue that does not want them raw.
  private let envelope: Int?
  /// The copies of each group that are not delivered yet; the first one is on its way.
  private var lines: ContiguousArray<MessageLine> = []
  /// Where the line of each group is, by its number; looked up, never listed.
  private var indices: [UInt32: UInt32] = [:]

  /// A subscription between a topic and a queue.
  init(
    _ settings: SubscriptionSettings, label: String, from topic: FIFOTopic, to endpoint: any Node,
    at site: Site
  ) throws(InputError) {
    let world = site.world
    card = NodeCard(label, Subscription.declaration, in: world)
    self.topic = topic
    self.endpoint = endpoint
    edge = world.addEdge(from: topic.label, to: endpoint.label)
    edge.belongs(to: label)
    edge.liftSizeLimit()
    deadLetters = try SubscriptionDeadLetters(
      settings.redrive, of: topic, beside: edge, at: site)
    delivery = world.delivery(FIFOTopic.deliveryLatency, from: topic.label, to: endpoint.label)
    jitter = RetryJitter(to: endpoint.label, by: delivery, on: label, in: world)
    filter = try SubscriptionFilter(settings, of: label, at: site)
    envelope =
      settings.isRaw
      ? nil : world.addEnvelope(Notification.envelope(of: topic.label, isFIFO: true, in: world))
  }

  /// Puts a copy behind the others of its group, if the subscription wants it.
  func take(_ call: Call, in group: UInt32, _ world: World) {
    let name = call.name
    if let filter, !filter.passes(call.kind, name, in: world) {
      return topic.filterOut(on: edge, in: world)
    }
    let kind = envelope.map { world.kind(call.kind, through: $0) } ?? call.kind
    let slot = world.enter(edge, name: name, kind: kind, journey: call.journey)
    world.messages[slot].mark =
      world.now + delivery.length(for: name, at: world.now, slowedBy: topic.slowness)
    let line = line(of: group)
    lines[Int(line)].append(slot, in: world.messages)
    if lines[Int(line)].first == slot {
      schedule(line, 0, at: world.messages[slot].mark, in: world)
    }
  }

  private func line(of group: UInt32) -> UInt32 {
    if let known = indices[group] { return known }
    let index = UInt32(lines.count)
    lines.append(MessageLine())
    indices[group] = index
    return index
  }

  private func schedule(_ line: UInt32, _ retry: UInt32, at due: Instant, in world: World) {
    world.calendar.schedule(
      Event(node: card.number, kind: 0, first: line, second: retry), at: due)
  }

  /// Delivers the first copy of a group, and what of it is due behind that.
  func receive(_ event: Event, in world: World) {
    let line = event.first
    guard deliver(from: line, retry: event.second, in: world) else { return }
    while lines[Int(line)].first != .max {
      let due = world.messages[lines[Int(line)].first].mark
      guard due <= world.now else { return schedule(line, 0, at: due, in: world) }
      guard deliver(from: line, retry: 0, in: world) else { return }
    }
  }

  /// Makes an attempt with the first copy of a group; false where it is to be tried again.
  private func deliver(from line: UInt32, retry: UInt32, in world: World) -> Bool {
    let slot = lines[Int(line)].first
    let message = world.messages[slot]
    lines[Int(line)].remove(slot, in: world.messages)
    let acceptance =
      envelope != nil || RawDelivery.takes(message.kind, in: world)
      ? endpoint.offer(slot, in: world) : .refused
    switch acceptance {
    case .accepted:
      edge.acknowledge()
      edge.hop.record((world.now - message.sent).nanoseconds, at: world.now)
      edge.delivered(message.name, in: world)
      topic.countDelivery(of: world.size(of: message.kind), at: world.now)
    case .refused: giveUp(slot, for: .refused, in: world)
    case .throttled, .unavailable:
      if world.messages[slot].runs < .max { world.messages[slot].runs += 1 }
      guard let delay = retries.delay(before: Int64(retry) + 1) else {
        giveUp(slot, for: .retriesExhausted, in: world)
        return true
      }
      lines[Int(line)].insert(slot, before: lines[Int(line)].first, in: world.messages)
      let wait = jitter.length(delay, for: message.name, retry + 1)
      schedule(line, retry + 1, at: world.now + wait, in: world)
      return false
    }
    return true
  }

  /// Moves a copy to the dead-letter queue of the subscription, or drops it.
  private func giveUp(_ slot: UInt32, for loss: Edge.Loss, in world: World) {
    topic.failed.add(1, at: world.now)
    deadLetters.take(slot, from: edge, for: loss, of: topic, in: world)
  }
}

extension FIFOSubscription {
  /// A subscription of a FIFO topic, made known to it.
  static func make(
    _ settings: SubscriptionSettings, label: String, of topic: FIFOTopic, at site: Site
  ) throws(InputError) -> FIFOSubscription {
    let place = site.properties["Protocol"]?.place ?? site.properties.place
    let transport = try Transport.named(settings.transport, of: label, at: place)
    guard transport == .sqs else {
      throw InputError(
        "\(label) subscribes by \(transport.rawValue) to \(topic.label), which is a FIFO topic",
        remedy: "AWS refuses this: FIFO topics deliver to SQS queues only; let a function read one",
        at: place)
    }
    guard topic.subscriptions.count < FIFOTopic.subscriptionLimit else {
      throw InputError(
        "\(topic.label) has more than \(FIFOTopic.subscriptionLimit) subscriptions",
        remedy: "AWS allows a FIFO topic no more", at: site.properties.place)
    }
    if settings.replayPolicy != nil {
      site.note("the archive of \(topic.label) is not modelled: \(label) replays nothing")
    }
    let subscription = try FIFOSubscription(
      settings, label: label, from: topic,
      to: try Subscription.endpoint(settings, by: transport, at: site), at: site)
    topic.add(subscription)
    return subscription
  }
}
