import Blueprints
import Kernel

/// What only the delivery of messages without their envelope has rules for.
enum RawDelivery {
  /// The most attributes of a message that a queue takes; one with more is never delivered.
  ///
  /// Source: https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html.
  static let attributeLimit = 10

  /// Hands a copy to a queue as it is; a message with too many attributes is a client-side error.
  static func offer(_ slot: UInt32, to queue: any Node, in world: World) -> Acceptance {
    guard world.attributeCount(of: world.messages[slot].kind) <= attributeLimit else {
      return .refused
    }
    return queue.offer(slot, in: world)
  }
}
