import Blueprints
import Documents

/// The events `EventBridgeRule` and `CloudWatchEvent` of a SAM function: a rule whose target is the
/// function, and the permission that it needs.
struct RuleEvent {
  /// The short forms, as templates use them.
  static let shorthands = ["EventBridgeRule", "CloudWatchEvent"].map { type in
    Shorthand(.event(type)) { (request) throws(InputError) in
      try RuleEvent(request, type).expansion()
    }
  }

  /// The properties that both events have.
  private static let shared = [
    "DeadLetterConfig", "EventBusName", "Input", "InputPath", "Pattern", "RetryPolicy", "State",
    "Target",
  ]

  private let parts: RuleParts

  private init(_ request: Shorthand.Request, _ type: String) throws(InputError) {
    let own = type == "CloudWatchEvent" ? ["Enabled"] : ["InputTransformer", "RuleName"]
    parts = try RuleParts(
      request, of: "Pattern", example: "{source: [shop]}", known: Self.shared + own)
  }

  private func expansion() throws(InputError) -> Shorthand.Expansion {
    var expansion = Shorthand.Expansion()
    let queue = try parts.deadLetters(of: "events")
    expansion.drafts = queue.drafts + [rule(deadLetters: queue.config), parts.permission]
    return expansion
  }

  private func rule(deadLetters: Document?) -> Shorthand.Draft {
    let (composer, properties) = (parts.composer, parts.properties)
    let target = composer.map([
      "Id": properties["Target"]?["Id"] ?? composer.text("\(parts.id)LambdaTarget"),
      "Arn": parts.target.arn, "Input": properties["Input"],
      "InputPath": properties["InputPath"], "InputTransformer": properties["InputTransformer"],
      "RetryPolicy": properties["RetryPolicy"], "DeadLetterConfig": deadLetters,
    ])
    return composer.draft(
      parts.id, "AWS::Events::Rule",
      [
        "EventBusName": properties["EventBusName"], "EventPattern": properties["Pattern"],
        "Name": properties["RuleName"], "State": parts.state, "Targets": composer.list([target]),
      ])
  }
}
