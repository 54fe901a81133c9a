import Blueprints
import Measures

/// What to say of a wire along which something was given up.
enum DeliveryAdvice {
  /// Where SNS says what it does with messages that it cannot deliver.
  static let topics = "https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html"

  /// That nothing takes what was given up on a wire.
  static func deadLetters(beside edge: Edge, source: String) -> Advice? {
    let losses: [Edge.Loss] = [.retriesExhausted, .tooOld, .refused]
    let dropped = losses.reduce(0) { $0 + edge.dropped[$1.rawValue] }
    guard dropped > 0, !edge.maySetAside else { return nil }
    return Advice(
      "no dead-letter queue towards \(edge.to)", .loss,
      figure: "\(Quantity(dropped, .messages).text) were given up and are gone",
      recommendation: "a dead-letter queue for what cannot be delivered", source: source)
  }
}

extension Rule {
  func recommendations(in world: World) -> [Advice] {
    targets.compactMap {
      DeliveryAdvice.deadLetters(
        beside: $0.edge,
        source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html")
    }
  }
}

extension Subscription {
  func recommendations(in world: World) -> [Advice] {
    [DeliveryAdvice.deadLetters(beside: edge, source: DeliveryAdvice.topics)].compactMap { $0 }
  }
}

extension OutsideSubscription {
  func recommendations(in world: World) -> [Advice] {
    [DeliveryAdvice.deadLetters(beside: edge, source: DeliveryAdvice.topics)].compactMap { $0 }
  }
}
