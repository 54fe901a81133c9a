import Blueprints
import Documents

/// The events `Schedule` and `ScheduleV2` of a SAM function: a rule of EventBridge, or a schedule
/// of EventBridge Scheduler, whose target is the function.
struct ScheduleEvent {
  /// `Schedule`, as templates use it.
  static let shorthand = Shorthand(.event("Schedule")) { (request) throws(InputError) in
    try ScheduleEvent(request, "Schedule", known: rule).ruleExpansion()
  }

  /// `ScheduleV2`, as templates use it.
  static let shorthandOfScheduler = Shorthand(.event("ScheduleV2")) {
    (request) throws(InputError) in
    try ScheduleEvent(request, "ScheduleExpression", known: scheduler).schedulerExpansion()
  }

  private static let shared = [
    "DeadLetterConfig", "Description", "Input", "Name", "RetryPolicy", "RoleArn", "State",
  ]
  private static let rule = shared + ["Enabled", "Schedule"]
  private static let scheduler =
    shared + [
      "EndDate", "FlexibleTimeWindow", "GroupName", "KmsKeyArn", "OmitName",
      "PermissionsBoundary", "ScheduleExpression", "ScheduleExpressionTimezone", "StartDate",
    ]

  private let request: Shorthand.Request
  private let composer: Composer
  private let target: (name: Document, arn: Document)
  private var id: String { request.draft.logicalID + request.eventName }
  private var properties: Document { request.properties }

  private init(
    _ request: Shorthand.Request, _ expression: String, known: [String]
  ) throws(InputError) {
    guard let target = request.target, request.properties[expression] != nil else {
      throw InputError(
        "the event \(request.eventName) of \(request.draft.logicalID) has no \(expression)",
        remedy: "for example \(expression): rate(5 minutes)", at: request.properties.place)
    }
    try EventSource.check(request, known: known.sorted())
    self.request = request
    self.target = target
    composer = Composer(at: request.properties.place)
  }

  // MARK: Rules

  private func ruleExpansion() throws(InputError) -> Shorthand.Expansion {
    var expansion = Shorthand.Expansion()
    let queue = try deadLetters(for: "events")
    let one = composer.map([
      "Id": composer.text("\(id)LambdaTarget"), "Arn": target.arn, "Input": properties["Input"],
      "RetryPolicy": properties["RetryPolicy"],
      "DeadLetterConfig": queue.arn.map { composer.map(["Arn": $0]) },
    ])
    let rule = composer.draft(
      id, "AWS::Events::Rule",
      [
        "ScheduleExpression": properties["Schedule"], "Name": properties["Name"],
        "State": state, "Targets": composer.list([one]),
      ])
    expansion.drafts = queue.drafts + [rule, permission()]
    return expansion
  }

  private var state: Document? {
    if let state = properties["State"] { return state }
    guard let enabled = properties["Enabled"] else { return nil }
    return composer.text(enabled.scalarText == "false" ? "DISABLED" : "ENABLED")
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

  // MARK: Schedules

  private func schedulerExpansion() throws(InputError) -> Shorthand.Expansion {
    var expansion = Shorthand.Expansion()
    let queue = try deadLetters(for: "scheduler")
    let role = properties["RoleArn"] == nil ? [self.role()] : []
    let one = composer.map([
      "Arn": target.arn, "Input": properties["Input"],
      "RoleArn": properties["RoleArn"] ?? composer.attribute("Arn", of: "\(id)Role"),
      "RetryPolicy": properties["RetryPolicy"],
      "DeadLetterConfig": queue.arn.map { composer.map(["Arn": $0]) },
    ])
    let off = composer.map(["Mode": composer.text("OFF")])
    let schedule = composer.draft(
      id, "AWS::Scheduler::Schedule",
      [
        "ScheduleExpression": properties["ScheduleExpression"],
        "ScheduleExpressionTimezone": properties["ScheduleExpressionTimezone"],
        "StartDate": properties["StartDate"], "EndDate": properties["EndDate"],
        "State": properties["State"], "GroupName": properties["GroupName"],
        "Name": properties["Name"], "Description": properties["Description"],
        "FlexibleTimeWindow": properties["FlexibleTimeWindow"] ?? off, "Target": one,
      ])
    expansion.drafts = queue.drafts + role + [schedule]
    return expansion
  }

  private func role() -> Shorthand.Draft {
    let assume = composer.map([
      "Effect": composer.text("Allow"), "Action": composer.text("sts:AssumeRole"),
      "Principal": composer.map(["Service": composer.text("scheduler.amazonaws.com")]),
    ])
    let statement = composer.map([
      "Effect": composer.text("Allow"), "Action": composer.text("lambda:InvokeFunction"),
      "Resource": target.arn,
    ])
    let policy = composer.map([
      "PolicyName": composer.text("\(id)LambdaPolicy"), "PolicyDocument": document(statement),
    ])
    return composer.draft(
      "\(id)Role", "AWS::IAM::Role",
      [
        "AssumeRolePolicyDocument": document(assume), "Policies": composer.list([policy]),
        "PermissionsBoundary": properties["PermissionsBoundary"],
      ])
  }

  private func document(_ statement: Document) -> Document {
    composer.map([
      "Version": composer.text("2012-10-17"), "Statement": composer.list([statement]),
    ])
  }

  // MARK: Dead letters

  /// The dead-letter queue, and what SAM makes where the event names none of its own.
  private func deadLetters(
    for service: String
  ) throws(InputError) -> (arn: Document?, drafts: [Shorthand.Draft]) {
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
    let statement = composer.map([
      "Effect": composer.text("Allow"), "Action": composer.text("sqs:SendMessage"),
      "Resource": arn,
      "Principal": composer.map(["Service": composer.text("\(service).amazonaws.com")]),
    ])
    let policy = composer.draft(
      "\(id)QueuePolicy", "AWS::SQS::QueuePolicy",
      [
        "Queues": composer.list([composer.ref(queue)]), "PolicyDocument": document(statement),
      ])
    return (arn, [composer.draft(queue, "AWS::SQS::Queue", [:]), policy])
  }
}
