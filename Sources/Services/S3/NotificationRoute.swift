import Blueprints
import Kernel
import Measures

/// Somebody who is told of what happens to the objects of a bucket: the copies on their way there,
/// tried again until they are taken or too old.
final class NotificationRoute {
  /// What is told.
  let types: [ObjectEventType]
  /// The keys that it is about.
  let filter: KeyFilter
  /// Whether it gets events as EventBridge has them, and of everything.
  let isBus: Bool
  let edge: Edge
  private let node: any Node
  /// The number among the bucket's routes, which its events have as their kind.
  private let number: UInt16
  private let bucket: UInt32
  private let delivery: Delivery
  /// What sets the draws of several routes apart that end at the same node.
  private let wire: UInt64
  private let duplicateOdds: Odds
  private let duplicatePurpose: Purpose
  private let backoff: DeliveryBackoff
  /// How old a notification may become.
  private let maximumAge: TimeSpan

  /// A route of a bucket to a node; no types are all of them.
  init(
    _ types: [ObjectEventType], _ filter: KeyFilter, to node: any Node, number: Int,
    of bucket: NodeCard, in world: World
  ) {
    self.types = types
    self.filter = filter
    self.node = node
    self.number = UInt16(number)
    self.bucket = bucket.number
    isBus = node is EventBus
    let names = types.map { $0.name }.joined(separator: " ")
    wire = stableHash("\(names) \(filter.prefix) \(filter.suffix)")
    edge = world.addEdge(from: bucket.label, to: node.label)
    delivery = world.delivery(
      BucketParameters.notification, from: bucket.label, to: node.label)
    duplicateOdds = Odds(share: world.calibration.real(BucketParameters.duplicates))
    duplicatePurpose = world.purpose("twin/\(node.label)")
    backoff = DeliveryBackoff(BucketParameters.backoff, to: node.label, in: world)
    maximumAge = world.calibration.span(BucketParameters.retryAge)
    let declaration = node.card.declaration
    if isBus {
      edge.isFree()
    } else if let inlet = declaration.inlets.firstIndex(where: { $0.name == declaration.entry }) {
      edge.uses(inlet)
    }
  }

  /// The label of whoever is told.
  var destination: String { node.label }

  /// Whether a change is of a type that it is told of.
  func covers(_ change: ObjectChange) -> Bool {
    isBus || types.contains { $0.covers(change) }
  }

  /// Sends a copy on its way once the request is done with, and rarely a second one.
  func take(
    _ name: Name, kind: UInt16, journey: Instant, after request: TimeSpan, slowness: Double,
    in world: World
  ) {
    let slot = world.enter(edge, name: name, kind: kind, journey: journey)
    let copy = delivery.copy(of: name, at: world.now)
    let delay = delivery.length(for: name, copy, slowedBy: slowness)
    schedule(slot, 0, after: request + delay, in: world)
    guard duplicateOdds != .never, duplicateOdds.happens(duplicatePurpose.word(for: name, copy))
    else { return }
    let twin = world.duplicate(slot, on: edge)
    let later = delivery.length(for: name, copy, isTwin: true, slowedBy: slowness)
    schedule(twin, 0, after: request + later, in: world)
  }

  /// Keeps a copy back whose key is not wanted.
  func filterOut() {
    edge.enter()
    edge.filter()
  }

  /// Hands a copy over that is due.
  func receive(_ event: Event, counting meters: BucketMeters, in world: World) {
    let message = world.messages[event.first]
    switch node.offer(event.first, in: world) {
    case .accepted:
      edge.acknowledge()
      edge.hop.record((world.now - message.sent).nanoseconds, at: world.now)
      edge.delivered(message.name, in: world)
    case .throttled, .unavailable:
      tryAgain(event.first, event.second + 1, counting: meters, in: world)
    case .refused: giveUp(event.first, for: .refused, counting: meters, in: world)
    }
  }

  private func tryAgain(
    _ slot: UInt32, _ retry: UInt32, counting meters: BucketMeters, in world: World
  ) {
    let message = world.messages[slot]
    let delay = backoff.delay(
      before: retry, of: message.name, draw: delivery.draw(retry, on: wire))
    guard world.now + delay - message.sent <= maximumAge else {
      return giveUp(slot, for: .tooOld, counting: meters, in: world)
    }
    if message.runs < .max { world.messages[slot].runs += 1 }
    meters.retries.add(1, at: world.now)
    schedule(slot, retry, after: delay, in: world)
  }

  private func giveUp(
    _ slot: UInt32, for loss: Edge.Loss, counting meters: BucketMeters, in world: World
  ) {
    meters.lost.add(1, at: world.now)
    edge.drop(loss)
    world.forget(slot)
  }

  private func schedule(
    _ slot: UInt32, _ retry: UInt32, after delay: TimeSpan, in world: World
  ) {
    world.calendar.schedule(
      Event(node: bucket, kind: number, first: slot, second: retry), after: delay)
  }
}
