import Blueprints

/// The published measurement to which the latencies between services are fitted.
///
/// 1,024 messages on each path in eu-west-1, in September 2022, and EventBridge once more after
/// 17 February 2023; each from the producer's timestamp to the start of the consumer's function.
/// In a run a message is with a service at the moment of its send, and its sender waits for the
/// answer beside. So the first hop holds the request too, and the hops of a path add up to what
/// was measured.
enum LatencyComparison {
  private static let address =
    "https://bitesizedserverless.com/bite/serverless-messaging-latency-compared/"

  /// The source of a latency, with what was measured and how the value follows.
  static func source(_ fit: String) -> Source { .measured("\(address): \(fit)") }
}
