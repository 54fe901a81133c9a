import Blueprints
import Kernel

/// What only the delivery of messages without their envelope has rules for.
enum RawDelivery {
  /// The most attributes of a message that a queue takes; one with more is never delivered.
  ///
  /// Source: https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html.
  static let attributeLimit = 10

  /// Whether a message of a kind is delivered; too many attributes are a client-side error.
  @inline(__always)
  static func takes(_ kind: UInt16, in world: World) -> Bool {
    world.attributeCount(of: kind) <= attributeLimit
  }
}
