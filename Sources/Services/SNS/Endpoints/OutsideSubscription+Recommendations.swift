import Blueprints

extension OutsideSubscription {
  func recommendations(in world: World) -> [Advice] {
    [DeliveryAdvice.deadLetters(beside: edge, source: Subscription.deadLetterGuide)]
      .compactMap { $0 }
  }
}
