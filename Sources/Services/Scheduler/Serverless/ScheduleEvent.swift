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

  private let parts: RuleParts
  private var composer: Composer { parts.composer }
  private var properties: Document { parts.properties }

  private init(
    _ request: Shorthand.Request, _ expression: String, known: [String]
  ) throws(InputError) {
    parts = try RuleParts(request, of: expression, example: "rate(5 minutes)", known: known)
  }

  // MARK: Rules

  private func ruleExpansion() throws(InputError) -> Shorthand.Expansion {
    var expansion = Shorthand.Expansion()
    let queue = try parts.deadLetters(of: "events")
    let target = composer.map([
      "Id": composer.text("\(parts.id)LambdaTarget"), "Arn": parts.target.arn,
      "Input": properties["Input"], "RetryPolicy": properties["RetryPolicy"],
      "DeadLetterConfig": queue.config,
    ])
    let rule = composer.draft(
      parts.id, "AWS::Events::Rule",
      [
        "ScheduleExpression": properties["Schedule"], "Name": properties["Name"],
        "State": parts.state, "Targets": composer.list([target]),
      ])
    expansion.drafts = queue.drafts + [rule, parts.permission]
    return expansion
  }

  // MARK: Schedules

  private func schedulerExpansion() throws(InputError) -> Shorthand.Expansion {
    var expansion = Shorthand.Expansion()
    let queue = try parts.deadLetters(of: "scheduler")
    let role = properties["RoleArn"] == nil ? [self.role()] : []
    let target = composer.map([
      "Arn": parts.target.arn, "Input": properties["Input"],
      "RoleArn": properties["RoleArn"] ?? composer.attribute("Arn", of: "\(parts.id)Role"),
      "RetryPolicy": properties["RetryPolicy"], "DeadLetterConfig": queue.config,
    ])
    let off = composer.map(["Mode": composer.text("OFF")])
    let schedule = composer.draft(
      parts.id, "AWS::Scheduler::Schedule",
      [
        "ScheduleExpression": properties["ScheduleExpression"],
        "ScheduleExpressionTimezone": properties["ScheduleExpressionTimezone"],
        "StartDate": properties["StartDate"], "EndDate": properties["EndDate"],
        "State": properties["State"], "GroupName": properties["GroupName"],
        "Name": properties["Name"], "Description": properties["Description"],
        "FlexibleTimeWindow": properties["FlexibleTimeWindow"] ?? off, "Target": target,
      ])
    expansion.drafts = queue.drafts + role + [schedule]
    return expansion
  }

  private func role() -> Shorthand.Draft {
    let policy = composer.map([
      "PolicyName": composer.text("\(parts.id)LambdaPolicy"),
      "PolicyDocument": composer.policy(
        allowing: "lambda:InvokeFunction", on: parts.target.arn),
    ])
    return composer.draft(
      "\(parts.id)Role", "AWS::IAM::Role",
      [
        "AssumeRolePolicyDocument": composer.trust(in: "scheduler"),
        "Policies": composer.list([policy]),
        "PermissionsBoundary": properties["PermissionsBoundary"],
      ])
  }
}
