import Blueprints
import Documents
import Kernel

/// What becomes of the events that a rule or a schedule gave up: its queue takes them, with
/// attributes that say why, or nobody.
///
/// Sources: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html and
/// https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html.
struct EventDeadLetters {
  /// What became of an event.
  enum Outcome { case setAside, notTaken, dropped }

  /// How an event failed for good.
  struct Failure: Equatable {
    let loss: Edge.Loss
    let error: DeliveryError
    /// How often it was tried again.
    let retries: UInt16
  }

  private struct Known {
    let failure: Failure
    let envelope: Int
  }

  private let queue: (node: any Node, edge: Edge)?
  /// What all dead letters say.
  private let attributes: [EventAttribute]
  private var known: ContiguousArray<Known> = []

  /// The dead-letter queue that a template names.
  ///
  /// - Parameters:
  ///   - wire: The edge that events leave when they are given up.
  ///   - owner: What it is called in errors: `a rule`.
  ///   - attributes: What all dead letters say beside why they failed.
  /// - Throws: An error where it is no standard queue of the template.
  init(
    _ settings: TargetSettings.DeadLetters?, beside wire: Edge, of owner: String,
    saying attributes: [EventAttribute], at site: Site
  ) throws(InputError) {
    self.attributes = attributes
    guard let target = settings?.target else {
      queue = nil
      return
    }
    let node = try site.receiver(target, as: "an SQS queue")
    guard node is Elsewhere || node.card.declaration.type == Queue.declaration.type else {
      throw InputError(
        "\(node.label) is no SQS queue",
        remedy: "dead letters of \(owner) go to a standard queue", at: target.place)
    }
    try FIFORules.refuseFIFO(node, for: "dead letters of \(owner)", at: target.place)
    let edge = site.world.addEdge(from: wire.from, to: node.label)
    wire.setsAside(along: edge)
    edge.liftSizeLimit()
    queue = (node, edge)
  }

  /// Takes a copy off its edge: into the queue, or away for a reason.
  mutating func take(
    _ slot: UInt32, from edge: Edge, _ failure: Failure, in world: World
  ) -> Outcome {
    guard let queue else {
      edge.drop(failure.loss)
      world.forget(slot)
      return .dropped
    }
    edge.setAside()
    world.move(slot, to: queue.edge)
    world.messages[slot].kind = world.kind(
      world.messages[slot].kind, through: envelope(failure, in: world))
    return world.deliver(slot, to: queue.node, along: queue.edge) ? .setAside : .notTaken
  }

  /// What makes dead letters of the events that failed in a way.
  private mutating func envelope(_ failure: Failure, in world: World) -> Int {
    if let known = known.first(where: { $0.failure == failure }) { return known.envelope }
    let attributes = attributes + failure.attributes
    let envelope = world.addEnvelope { $0.carrying(attributes) }
    known.append(Known(failure: failure, envelope: envelope))
    return envelope
  }
}

extension EventDeadLetters.Failure {
  /// What a dead letter says of the failure; the condition is left out of errors that no retry
  /// mends.
  fileprivate var attributes: [EventAttribute] {
    let condition: String? =
      switch loss {
      case .tooOld: "MaximumEventAgeInSeconds"
      case .retriesExhausted: "MaximumRetryAttempts"
      case .refused, .throttled, .failed, .abandoned, .timedOut, .shortCircuited, .crowdedOut,
        .purged:
        nil
      }
    let all: [(String, String?)] = [
      ("ERROR_CODE", error.rawValue), ("ERROR_MESSAGE", error.message),
      ("EXHAUSTED_RETRY_CONDITION", condition), ("RETRY_ATTEMPTS", String(retries)),
    ]
    return all.compactMap { name, value in value.map { EventAttribute(name, .text($0)) } }
  }
}
