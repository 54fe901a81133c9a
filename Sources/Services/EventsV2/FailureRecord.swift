import Blueprints
import Documents
import Kernel

/// What goes to the dead-letter queue of a subscriber: not the event, but a record of it.
///
/// Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-custom-bus-retry.html. AWS
/// writes one record for events that failed together in a batch; here each event has its own.
struct FailureRecord {
  /// Why an attempt failed, in AWS's words.
  enum Code: String {
    case validation = "CUSTOMER_VALIDATION"
    case throttling = "THROTTLING"
    case timeout = "EXECUTION_TIMEOUT"
    case execution = "COMPUTE_EXECUTION_ERROR"
    case unavailable = "INVOCATION_DEPENDENCY_INTERNAL"
    case loop = "LOOP_DETECTED"
  }

  /// Which limit was reached.
  enum Condition: String {
    case attempts = "MaximumRetryAttempts"
    case age = "MaximumEventAgeInSeconds"
  }

  private struct Known {
    let code: Code
    let condition: Condition
    let attempts: UInt32
    let transformation: Int
  }

  private let bus: String
  private let subscriber: String
  private let target: String
  private var known: ContiguousArray<Known> = []

  /// Records of a subscriber.
  init(bus: String, subscriber: String, target: String) {
    self.bus = bus
    self.subscriber = subscriber
    self.target = target
  }

  /// The kind of the record of an event.
  mutating func kind(
    of kind: UInt16, _ code: Code, _ condition: Condition, after attempts: UInt32, in world: World
  ) -> UInt16 {
    let match = known.first {
      $0.code == code && $0.condition == condition && $0.attempts == attempts
    }
    let transformation =
      match?.transformation ?? transformation(code, condition, attempts, in: world)
    if match == nil {
      known.append(
        Known(
          code: code, condition: condition, attempts: attempts, transformation: transformation))
    }
    return world.kind(kind, through: transformation)
  }

  private func transformation(
    _ code: Code, _ condition: Condition, _ attempts: UInt32, in world: World
  ) -> Int {
    let message = EventContent.map([
      .init("eventId", .identity), .init("eventGroupId", .null), .init("deduplicationId", .null),
      .init("timestamp", .moment), .init("targetRequestId", .identity),
    ])
    let record = EventContent.map([
      .init("version", .text("1.0")), .init("busArn", .text(bus)),
      .init("subscriberArn", .text(subscriber)), .init("targetArn", .text(target)),
      .init("errorCode", .text(code.rawValue)), .init("errorMessage", .text(Self.message)),
      .init("exhaustedRetryCondition", .text(condition.rawValue)),
      .init("retryAttempts", .number(String(attempts))),
      .init("failedMessages", .list([message])),
    ])
    let attributes = [
      EventAttribute("ERROR_CODE", .text(code.rawValue)),
      EventAttribute("EXHAUSTED_RETRY_CONDITION", .text(condition.rawValue)),
      EventAttribute("RETRY_ATTEMPTS", .text(String(attempts))),
    ]
    return world.addTransformation { kind in
      var record = EventKind(label: kind.label, size: 0).saying(record)
      record.attributes = attributes
      return record
    }
  }

  private static let message =
    "The delivery failed. Use this record's error code and request id when investigating, and "
    + "contact AWS Support if the failure persists."
}
