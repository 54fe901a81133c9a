import Blueprints
import Documents

/// What the events of a SAM function that stand for rules and schedules have in common.
struct RuleParts {
  let request: Shorthand.Request
  let composer: Composer
  /// The function.
  let target: (name: Document, arn: Document)

  /// The logical id of the rule or the schedule.
  var id: String { request.draft.logicalID + request.eventName }
  /// What the event says.
  var properties: Document { request.properties }

  /// The parts of an event.
  ///
  /// - Parameters:
  ///   - cause: The property that says when the function is invoked, as `Schedule`.
  ///   - example: What that may say, for those who forgot it.
  ///   - known: Every property that the event has.
  /// - Throws: An error where the cause is missing or a property is not known.
  init(
    _ request: Shorthand.Request, of cause: String, example: String, known: [String]
  ) throws(InputError) {
    guard let target = request.target, request.properties[cause] != nil else {
      throw InputError(
        "the event \(request.eventName) of \(request.draft.logicalID) has no \(cause)",
        remedy: "for example \(cause): \(example)", at: request.properties.place)
    }
    try EventSource.check(request, known: known.sorted())
    self.request = request
    self.target = target
    composer = Composer(at: request.properties.place)
  }

  /// `State`, or what the older `Enabled` says.
  var state: Document? {
    if let state = properties["State"] { return state }
    guard let enabled = properties["Enabled"] else { return nil }
    return composer.text(enabled.scalarText == "false" ? "DISABLED" : "ENABLED")
  }

  /// What lets the rule invoke the function.
  var permission: Shorthand.Draft {
    composer.invocationPermission(
      "\(id)Permission", of: target.name, to: "events", for: composer.attribute("Arn", of: id))
  }

  /// The dead-letter queue, and what SAM makes where the event names none of its own.
  ///
  /// - Throws: An error where it is said in none of the ways that SAM knows.
  func deadLetters(
    of service: String
  ) throws(InputError) -> (config: Document?, drafts: [Shorthand.Draft]) {
    guard let config = properties["DeadLetterConfig"] else { return (nil, []) }
    if let arn = config["Arn"] { return (composer.map(["Arn": arn]), []) }
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
    let policy = composer.queuePolicy(
      "\(id)QueuePolicy", of: (composer.ref(queue), arn), to: service,
      for: composer.attribute("Arn", of: id))
    return (
      composer.map(["Arn": arn]), [composer.draft(queue, "AWS::SQS::Queue", [:]), policy]
    )
  }
}
