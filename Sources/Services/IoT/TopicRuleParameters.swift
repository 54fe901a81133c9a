import Blueprints
import Kernel

/// What rules of IoT read from the calibration; AWS's figures were not read anew, so each is marked
/// as an assumption.
enum TopicRuleParameters {
  static let all = [
    publish, publishRate, evaluationRate, evaluation, retries, retryFirst, retryCap, retryJitter,
  ]

  static let publish = Parameter(
    "iot.publish", .time(.lognormal(.init(median: 30e6, p99: 150e6))), in: .anyLength,
    "From a device's PUBLISH until it has the acknowledgement.",
    source: .assumption("a way over the internet and back, and a few milliseconds of the broker")
  ).ideally(.span(.zero))

  static let publishRate = Parameter(
    "iot.publishRate", .count(20_000), in: .limit,
    "Messages that all devices of the account may publish in a second.",
    source: .assumption("the quota of large regions as it is remembered; AWS raises it on request")
  ).ideally(.count(.max))

  static let evaluationRate = Parameter(
    "iot.evaluationRate", .count(20_000), in: .limit,
    "Evaluations of rules of the account in a second; a message past them reaches no action.",
    source: .assumption("the quota of large regions as it is remembered; AWS raises it on request")
  ).ideally(.count(.max))

  static let evaluation = Parameter(
    "iot.rule", .time(.lognormal(.init(median: 20e6, p99: 100e6))), in: .anyLength,
    "From a message that a rule is for until its actions begin.",
    source: .assumption("AWS publishes no figures; as a delivery of SNS")
  ).ideally(.span(.zero))

  static let retries = Parameter(
    "iot.retries", .count(2), in: .counts(0...1_000),
    "How often an action is tried again that was throttled, or failed in a way that may pass.",
    source: .assumption("AWS says that such actions are tried again and does not say how often"))

  static let retryFirst = Parameter(
    "iot.retryFirst", .span(.seconds(1)), in: .anyLength, "The longest pause before a first retry.",
    source: .assumption("AWS publishes none; as EventBridge here"))

  static let retryCap = Parameter(
    "iot.retryCap", .span(.seconds(10)), in: .anyLength, "The longest pause before any retry.",
    source: .assumption("AWS publishes none"))

  static let retryJitter = Parameter(
    "iot.retryJitter", .real(0.5), in: .shares, "The share by which a pause may be shorter.",
    source: .assumption("AWS publishes none")
  ).ideally(.real(0))

  static let backoff = DeliveryBackoff.Terms(first: retryFirst, cap: retryCap, jitter: retryJitter)
}
