import Blueprints
import Measures

/// What to say of a wire along which something was given up.
enum DeliveryAdvice {
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
