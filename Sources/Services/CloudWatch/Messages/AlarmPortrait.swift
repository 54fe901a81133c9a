import Blueprints

/// What an alarm tells topics, functions and EventBridge when its state changes.
struct AlarmPortrait {
  private let name: String
  let arn: String
  private let plan: AlarmPlanSettings
  private let trigger: AlarmTrigger
  private let region: String

  init(
    name: String, _ plan: AlarmPlanSettings, arn: String, trigger: AlarmTrigger, region: String
  ) {
    self.name = name
    self.plan = plan
    self.arn = arn
    self.trigger = trigger
    self.region = region
  }

  private var description: EventContent { plan.description.map { .text($0) } ?? .null }

  /// The message to a topic.
  ///
  /// Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/
  /// Notify_Users_Alarm_Changes.html.
  func notification(of change: AlarmChange) -> EventContent {
    func actions(_ state: AlarmState) -> EventContent {
      .list(plan.actions(on: state).map { .text($0) })
    }
    var members: [EventContent.Member] = [
      .init("AlarmName", .text(name)), .init("AlarmDescription", description),
      .init("AWSAccountId", .text(World.account)),
      .init("NewStateValue", .text(change.state.rawValue)),
      .init("NewStateReason", .text(change.reason)), .init("StateChangeTime", .moment),
      .init("Region", .text(regionName)), .init("AlarmArn", .text(arn)),
      .init("OldStateValue", .text(change.previous.rawValue)),
    ]
    members.append(.init("OKActions", actions(.ok)))
    members.append(.init("AlarmActions", actions(.alarm)))
    members.append(.init("InsufficientDataActions", actions(.insufficientData)))
    return .map(members + trigger.members)
  }

  /// What a function is invoked with.
  ///
  /// Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/
  /// alarms-and-actions-Lambda.html.
  func invocation(of change: AlarmChange) -> EventContent {
    var data: [EventContent.Member] = [.init("alarmName", .text(name))]
    data += states(of: change)
    return .map([
      .init("source", .text("aws.cloudwatch")), .init("alarmArn", .text(arn)),
      .init("accountId", .text(World.account)), .init("time", .moment),
      .init("region", .text(region)), .init("alarmData", .map(data)),
    ])
  }

  /// The event for the default bus.
  ///
  /// Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/
  /// cloudwatch-and-eventbridge.html.
  func event(of change: AlarmChange) -> EventContent {
    var detail: [EventContent.Member] = [.init("alarmName", .text(name))]
    detail += states(of: change)
    return EventEntry(
      source: "aws.cloudwatch", type: "CloudWatch Alarm State Change", detail: .map(detail),
      resources: [arn]
    ).envelope(region: region)
  }

  private func states(of change: AlarmChange) -> [EventContent.Member] {
    let state = EventContent.map([
      .init("value", .text(change.state.rawValue)), .init("reason", .text(change.reason)),
      .init(
        "reasonData",
        .embedded(.map([.init("version", .text("1.0")), .init("queryDate", .moment)]))),
      .init("timestamp", .moment),
    ])
    let previous = EventContent.map([.init("value", .text(change.previous.rawValue))])
    return [
      .init("state", state), .init("previousState", previous),
      .init(
        "configuration", .map([.init("description", description)] + trigger.configuration)),
    ]
  }

  /// The region as messages spell it; its code where that is not known.
  private var regionName: String {
    switch region {
    case "us-east-1": "US East (N. Virginia)"
    case "us-east-2": "US East (Ohio)"
    case "us-west-2": "US West (Oregon)"
    case "eu-west-1": "EU (Ireland)"
    case "eu-central-1": "EU (Frankfurt)"
    default: region
    }
  }
}
