import Blueprints

extension Subscription {
  /// Where SNS says what it does with messages that it cannot deliver.
  static let deadLetterGuide =
    "https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html"

  func recommendations(in world: World) -> [Advice] {
    [DeliveryAdvice.deadLetters(beside: edge, source: Self.deadLetterGuide)].compactMap { $0 }
  }
}
