import Blueprints
import Documents
import Kernel

/// What becomes of the events that a subscriber gave up: a record of each goes to its queue.
struct SubscriberDeadLetters {
  /// What became of an event.
  enum Outcome { case recorded, notRecorded, dropped }

  private var queue: (node: any Node, edge: Edge)?
  private var records: FailureRecord

  /// The queue that a template names.
  ///
  /// - Parameter wire: The edge that events leave when they are given up.
  /// - Throws: An error where it is no queue of the template.
  init(
    _ settings: SubscriberSettings.OnFailure?, of bus: CustomBus, _ target: SubscriberTarget,
    beside wire: Edge, at site: Site
  ) throws(InputError) {
    records = FailureRecord(
      bus: site.world.arn(of: "event-busv2/\(bus.label)", in: "events"),
      subscriber: site.world.arn(of: "subscriber/\(site.label)", in: "events"),
      target: target.label)
    guard let reference = settings?.queue else { return }
    let node = try site.receiver(reference, as: "an SQS queue")
    guard node is Elsewhere || node.card.declaration.type == Queue.declaration.type else {
      throw InputError(
        "\(node.label) is no SQS queue", remedy: "records of a subscriber go to a queue",
        at: reference.place)
    }
    let edge = site.world.addEdge(from: bus.label, to: node.label)
    edge.liftSizeLimit()
    wire.setsAside(along: edge)
    queue = (node, edge)
  }

  /// Takes an event off its edge: a record of it goes into the queue, or it is dropped.
  mutating func take(
    _ slot: UInt32, from edge: Edge, _ failure: Failure, in world: World
  ) -> Outcome {
    let message = world.messages[slot]
    // A function that nobody waits for any more may still run the event: the record is another one.
    defer { world.forget(slot) }
    guard let queue else {
      edge.drop(failure.condition == .age ? .tooOld : .retriesExhausted)
      return .dropped
    }
    edge.setAside()
    let kind = records.kind(
      of: message.kind, failure.code, failure.condition, after: failure.attempts, in: world)
    let record = world.enter(
      queue.edge, name: message.name, kind: kind, journey: message.journey)
    return world.deliver(record, to: queue.node, along: queue.edge) ? .recorded : .notRecorded
  }

  /// How an event failed for good.
  struct Failure {
    let code: FailureRecord.Code
    let condition: FailureRecord.Condition
    /// How often it was tried again.
    let attempts: UInt32
  }

  /// Lets go of the queue.
  mutating func close() { queue = nil }
}
