import Blueprints
import Documents

/// The protocol of a subscription: how its endpoint is reached.
enum Transport: String, Sendable, CaseIterable {
  /// An endpoint on the web.
  case http
  /// An endpoint on the web, encrypted.
  case https
  /// A mailbox that gets the message as text.
  case email
  /// A mailbox that gets the message as JSON.
  case emailJSON = "email-json"
  /// A telephone that gets text messages.
  case sms
  /// A queue.
  case sqs
  /// An app on a mobile device.
  case application
  /// A function.
  case lambda
  /// A delivery stream of Firehose.
  case firehose

  /// Whether the endpoint is a web server.
  var isWeb: Bool { self == .http || self == .https }
  /// Whether the endpoint is a mailbox.
  var isMail: Bool { self == .email || self == .emailJSON }
  /// Whether the endpoint is no queue and no function; of what else there is only a delivery stream
  /// may be part of the template.
  var isOutside: Bool { self != .sqs && self != .lambda }

  /// The most that a message may hold before only SQS, Lambda and Firehose take it [B].
  static let largestElsewhere: Int64 = 262_144

  /// Whether the endpoint takes messages of more than 256 KiB.
  var takesLargeMessages: Bool { !isOutside || self == .firehose }

  /// The types of resource that a subscription of this protocol may end at; empty where none is.
  var types: [String] {
    switch self {
    case .sqs: ["AWS::SQS::Queue"]
    case .lambda: ["AWS::Lambda::Function", "AWS::Lambda::Version", "AWS::Lambda::Alias"]
    default: []
    }
  }

  /// The protocol that a property names.
  ///
  /// - Parameter owner: The subscription, as errors name it.
  static func named(
    _ text: String?, of owner: String, at place: Place
  ) throws(InputError) -> Transport {
    let words = allCases.map { $0.rawValue }
    guard let text else {
      throw InputError(
        "\(owner) has no Protocol", remedy: "choose \(words.joined(separator: ", "))", at: place)
    }
    guard let transport = Transport(rawValue: text) else {
      if text == "kinesis" {
        throw InputError(
          "SNS does not deliver to Kinesis data streams",
          remedy: "use an EventBridge rule or a pipe, or firehose for a delivery stream", at: place)
      }
      let near = Suggestion.nearest(to: text, among: words)
      throw InputError(
        "\(text) is no protocol of SNS",
        remedy: near.map { "did you mean \($0)?" }
          ?? "choose \(words.joined(separator: ", "))", at: place)
    }
    return transport
  }
}
