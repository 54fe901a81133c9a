import Blueprints

/// Why a delivery to a target failed, in EventBridge's words.
///
/// Which code AWS gives in which case is documented for few of them; the rest is assumed. Source:
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html.
enum DeliveryError: String {
  /// The target turned it away as too much, or let it wait for too long.
  case throttling = "THROTTLING"
  /// The target failed.
  case target = "ERROR_FROM_TARGET"
  /// The target will never take it.
  case parameter = "INVALID_PARAMETER"
  /// What was made for the target is no JSON.
  case json = "INVALID_JSON"
  /// It came from another bus, and goes to no third one.
  case hop = "THIRD_ACCOUNT_HOP_DETECTED"

  /// The error of a target's reply.
  init(_ reply: Reply) {
    switch reply {
    case .throttled: self = .throttling
    case .failed, .threw, .unanswered: self = .target
    case .refused, .done: self = .parameter
    }
  }

  /// The error of a reply that an event carries as its bits.
  init(bits: UInt32) { self.init(Reply(rawValue: bits & 0xFF) ?? .throttled) }

  /// A sentence for whoever reads the dead letter; AWS's own differ from target to target.
  var message: String {
    switch self {
    case .throttling: "The target is throttling requests."
    case .target: "The target failed to process the event."
    case .parameter: "The target rejected the request."
    case .json: "The input for the target is not valid JSON."
    case .hop: "An event cannot be forwarded to a third event bus."
    }
  }
}
