import Blueprints

extension Rule {
  func recommendations(in world: World) -> [Advice] {
    targets.compactMap {
      DeliveryAdvice.deadLetters(
        beside: $0.edge,
        source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html")
    }
  }
}
