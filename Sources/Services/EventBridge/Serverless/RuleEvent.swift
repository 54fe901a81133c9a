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

  private let request: Shorthand.Request
  private let composer: Composer
  private let target: (name: Document, arn: Document)
  private var id: String { request.draft.logicalID + request.eventName }
  private var properties: Document { request.properties }

  private init(_ request: Shorthand.Request, _ type: String) throws(InputError) {
    guard let target = request.target, request.properties["Pattern"] != nil else {
      throw InputError(
        "the event \(request.eventName) of \(request.draft.logicalID) has no Pattern",
        remedy: "for example Pattern: {source: [shop]}", at: request.properties.place)
    }
    let own = type == "CloudWatchEvent" ? ["Enabled"] : ["InputTransformer", "RuleName"]
    try EventSource.check(request, known: (Self.shared + own).sorted())
    self.request = request
    self.target = target
    composer = Composer(at: request.properties.place)
  }

  private func expansion() throws(InputError) -> Shorthand.Expansion {
    var expansion = Shorthand.Expansion()
    let queue = try deadLetters()
    expansion.drafts = queue.drafts + [rule(deadLetters: queue.arn), permission()]
    return expansion
  }

  private func rule(deadLetters: Document?) -> Shorthand.Draft {
    let one = composer.map([
      "Id": properties["Target"]?["Id"] ?? composer.text("\(id)LambdaTarget"),
      "Arn": target.arn, "Input": properties["Input"], "InputPath": properties["InputPath"],
      "InputTransformer": properties["InputTransformer"],
      "RetryPolicy": properties["RetryPolicy"],
      "DeadLetterConfig": deadLetters.map { composer.map(["Arn": $0]) },
    ])
    return composer.draft(
      id, "AWS::Events::Rule",
      [
        "EventBusName": properties["EventBusName"], "EventPattern": properties["Pattern"],
        "Name": properties["RuleName"], "State": state, "Targets": composer.list([one]),
      ])
  }

  private var state: Document? {
    if let state = properties["State"] { return state }
    guard let enabled = properties["Enabled"] else { return nil }
    return composer.text(enabled.scalarText == "false" ? "DISABLED" : "ENABLED")
  }

  /// The dead-letter queue of the rule, and what SAM makes where the event names none of its own.
  private func deadLetters() throws(InputError) -> (arn: Document?, drafts: [Shorthand.Draft]) {
    guard let config = properties["DeadLetterConfig"] else { return (nil, []) }
    if let arn = config["Arn"] { return (arn, []) }
    guard let type = config["Type"] else {
      throw InputError(
        "DeadLetterConfig of the event \(request.eventName) needs Arn or Type",
        remedy: "give the ARN of a queue, or Type: SQS for a new one", at: config.place)
    }
    guard type.text == "SQS" else {
      throw InputError(
        "the DeadLetterConfig of the event \(request.eventName) cannot be "
          + (type.scalarText ?? type.kindName), remedy: "choose SQS", at: type.place)
    }
    let queue = config["QueueLogicalId"]?.text ?? "\(id)Queue"
    let arn = composer.attribute("Arn", of: queue)
    return (arn, [composer.draft(queue, "AWS::SQS::Queue", [:]), queuePolicy(queue, arn)])
  }

  private func queuePolicy(_ queue: String, _ arn: Document) -> Shorthand.Draft {
    let source = composer.map(["aws:SourceArn": composer.attribute("Arn", of: id)])
    let statement = composer.map([
      "Effect": composer.text("Allow"), "Action": composer.text("sqs:SendMessage"),
      "Resource": arn,
      "Principal": composer.map(["Service": composer.text("events.amazonaws.com")]),
      "Condition": composer.map(["ArnEquals": source]),
    ])
    return composer.draft(
      "\(id)QueuePolicy", "AWS::SQS::QueuePolicy",
      [
        "Queues": composer.list([composer.ref(queue)]),
        "PolicyDocument": composer.map([
          "Version": composer.text("2012-10-17"), "Statement": composer.list([statement]),
        ]),
      ])
  }

  private func permission() -> Shorthand.Draft {
    composer.draft(
      "\(id)Permission", "AWS::Lambda::Permission",
      [
        "Action": composer.text("lambda:InvokeFunction"), "FunctionName": target.name,
        "Principal": composer.text("events.amazonaws.com"),
        "SourceArn": composer.attribute("Arn", of: id),
      ])
  }
}
