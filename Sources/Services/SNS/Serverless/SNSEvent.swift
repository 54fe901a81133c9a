import Blueprints
import Documents

/// The event `SNS` of a SAM function: a subscription of the function, or of a queue before it.
struct SNSEvent {
  /// The short form, as templates use it.
  static let shorthand = Shorthand(.event("SNS")) { (request) throws(InputError) in
    try SNSEvent(request).expansion()
  }

  private let request: Shorthand.Request
  private let composer: Composer
  private let topic: Document
  private let target: (name: Document, arn: Document)
  private var id: String { request.draft.logicalID + request.eventName }

  private init(_ request: Shorthand.Request) throws(InputError) {
    guard let topic = request.properties["Topic"], let target = request.target else {
      throw InputError(
        "the event \(request.eventName) of \(request.draft.logicalID) has no Topic",
        remedy: "write Topic: !Ref Name", at: request.properties.place)
    }
    let known = [
      "FilterPolicy", "FilterPolicyScope", "RedrivePolicy", "Region", "SqsSubscription", "Topic",
    ]
    try EventSource.check(request, known: known)
    self.request = request
    self.topic = topic
    self.target = target
    composer = Composer(at: request.properties.place)
  }

  private func expansion() throws(InputError) -> Shorthand.Expansion {
    var expansion = Shorthand.Expansion()
    let through = request.properties["SqsSubscription"]
    guard let through, through.scalarText != "false" else {
      let permission = composer.invocationPermission(
        "\(id)Permission", of: target.name, to: "sns", for: topic)
      expansion.drafts = [subscription("lambda", to: target.arn), permission]
      return expansion
    }
    expansion.managedPolicies = [EventSource.queuePolicy]
    if through.scalarText == "true" {
      let queue = "\(id)Queue"
      let arn = composer.attribute("Arn", of: queue)
      expansion.drafts = [
        composer.draft(queue, "AWS::SQS::Queue", [:]),
        composer.queuePolicy(
          "\(id)QueuePolicy", of: (composer.ref(queue), arn), to: "sns", for: topic),
        subscription("sqs", to: arn),
        mapping(from: arn, settings: composer.map([:])),
      ]
      return expansion
    }
    guard let arn = through["QueueArn"], let url = through["QueueUrl"] else {
      throw InputError(
        "SqsSubscription of the event \(request.eventName) needs QueueArn and QueueUrl",
        remedy: "give both, or write true for a queue of its own", at: through.place)
    }
    let policy = through["QueuePolicyLogicalId"]?.text ?? "\(id)QueuePolicy"
    expansion.drafts = [
      composer.queuePolicy(policy, of: (url, arn), to: "sns", for: topic),
      subscription("sqs", to: arn), mapping(from: arn, settings: through),
    ]
    return expansion
  }

  private func subscription(_ protocolName: String, to endpoint: Document) -> Shorthand.Draft {
    composer.draft(
      id, "AWS::SNS::Subscription",
      [
        "TopicArn": topic, "Protocol": composer.text(protocolName), "Endpoint": endpoint,
        "FilterPolicy": request.properties["FilterPolicy"],
        "FilterPolicyScope": request.properties["FilterPolicyScope"],
        "RedrivePolicy": request.properties["RedrivePolicy"],
        "Region": request.properties["Region"],
      ])
  }

  /// SAM's mapping behind a topic takes ten messages unless the event says otherwise.
  private func mapping(from queue: Document, settings: Document) -> Shorthand.Draft {
    let taken = composer.map([
      "BatchSize": settings["BatchSize"] ?? composer.text("10"),
      "Enabled": settings["Enabled"] ?? composer.flag(true),
    ])
    return EventSource.mapping(
      "\(id)EventSourceMapping", from: queue, to: target.name, settings: taken)
  }
}
