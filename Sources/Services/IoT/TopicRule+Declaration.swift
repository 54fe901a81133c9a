import Blueprints
import Measures

extension TopicRule {
  private static let pricing = Source.assumption(
    "the list price of us-east-1 as it is remembered; https://aws.amazon.com/iot-core/pricing/")

  /// A message of up to 5 KB.
  static let message = Price(
    "IoT messages of 5 KB", microdollars: 1_000_000, per: 1_000_000, source: pricing)
  /// A rule that a message of up to 5 KB set off.
  static let trigger = Price(
    "IoT rules triggered", microdollars: 150_000, per: 1_000_000, source: pricing)
  /// An action with a message of up to 5 KB.
  static let execution = Price(
    "IoT actions executed", microdollars: 150_000, per: 1_000_000, source: pricing)

  static let published = Measure(
    "PublishIn.Success", .count, in: .messages, "Messages of devices that the broker took.")
  static let turnedAway = Measure(
    "PublishIn.Throttle", .count, in: .messages, role: .throttling,
    "Messages of devices past the rate of the account.")
  static let matched = Measure(
    "TopicMatch", .count, in: .messages, "Messages of a topic that the rule reads.")
  static let unwanted = Measure(
    "MessagesNotSelected", .count, in: .messages, role: .unwanted,
    "Messages that the statement's WHERE leaves out; CloudWatch has no metric for them.")
  static let throttled = Measure(
    "RuleMessageThrottled", .count, in: .messages, role: .throttling,
    "Messages that reached no action, as the account evaluated too many rules.")
  static let successes = Measure(
    "Success", .count, in: .requests, "Actions that were done.")
  static let failures = Measure(
    "Failure", .count, in: .requests, role: .failure, "Actions that were given up.")
  static let retried = Measure(
    "ActionsRetried", .count, in: .requests, role: .retry,
    "Actions that were tried again; CloudWatch has no metric for them.")
  static let errorSuccesses = Measure(
    "ErrorActionSuccess", .count, in: .requests, role: .failure, "Error actions that were done.")
  static let errorFailures = Measure(
    "ErrorActionFailure", .count, in: .requests, role: .failure, "Error actions that were given up."
  )

  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "AWS::IoT::TopicRule", title: "IoT rule",
      summary: "Sends on what devices publish to a topic, as its statement says.",
      identity: Identity(
        ref: "{name}", arn: "arn:{partition}:iot:{region}:{account}:rule/{name}",
        nameProperty: "RuleName"))
    declaration.emblem = .broadcast
    declaration.authority = .role([["TopicRulePayload", "Actions", "*", "RoleArn"]])
    declaration.authorities = [
      .init(calling: "AWS::Lambda::Function", authority: .service("iot"))
    ]
    declaration.prices = [trigger, execution]
    declaration.inlets = [
      Inlet(
        "Publish", "Takes a message of a device by MQTT.", permission: "iot:Publish",
        price: message)
    ]
    declaration.entry = "Publish"
    // No SDK stands between: MQTT sends again only what the scenario says is sent again.
    declaration.retryFamily = .web
    declaration.metrics = MetricAddress("AWS/IoT", by: "RuleName")
    declaration.measures = [
      published, turnedAway, matched, unwanted, throttled, successes, failures, retried,
      errorSuccesses, errorFailures,
    ]
    declaration.limits = [
      Limit(
        TopicRuleParameters.publishRate.name, .account,
        "Messages of all devices in a second; more are turned away.",
        source: TopicRuleParameters.publishRate.entries[0].source),
      Limit(
        TopicRuleParameters.evaluationRate.name, .account,
        "Evaluations of all rules in a second; a message past them reaches no action.",
        source: TopicRuleParameters.evaluationRate.entries[0].source),
      Limit(
        "message size", .resource, "A message has 128 KB at most; a larger one is refused.",
        source: .documented("https://docs.aws.amazon.com/general/latest/gr/iot-core.html")),
    ]
    declaration.faults = [
      Fault(.slow, "The way from the broker to actions takes so many times as long."),
      Fault(.fail, "A share of what devices publish is lost to an error of the broker."),
      Fault(.throttle, "A share of what devices publish is turned away."),
      Fault(.stop, "The rule does nothing, as if it were disabled."),
    ]
    declaration.parameters = TopicRuleParameters.all
    return declaration
  }()
}
