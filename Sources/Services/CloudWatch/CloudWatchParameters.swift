import Blueprints
import Kernel

/// What no template says of alarms: when data is there, when they look at it, and how far back.
enum CloudWatchParameters {
  private static let guide = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/"

  /// All of them, in the order of the page.
  static let all = [delivery, phase, extraPeriods, action]
  /// Those of an alarm that reads no metric itself.
  static let ofActions = [action]

  static let delivery = Parameter(
    "cloudwatch.delivery", .span(.seconds(60)), in: .lengths(.zero ... .hours(1)),
    "How long after the end of a minute its metrics have arrived.",
    source: .assumption("not published; data of services is said to take one to two minutes")
  ).ideally(.span(.zero))

  static let phase = Parameter(
    "cloudwatch.phase", .time(.uniform(.init(minimum: 0, maximum: 60e9))),
    in: .lengths(.zero ... .minutes(1)),
    "How long after a full minute an alarm is evaluated, drawn once for each alarm.",
    source: .assumption(
      "AWS's samples have a period that ended at 17:04:00 evaluated at 17:04:40, one at :06")
  ).ideally(.span(.zero))

  static let extraPeriods = Parameter(
    "cloudwatch.extraPeriods", .count(2), in: .counts(0...100),
    "How many periods beyond those that count an evaluation looks back, where data is missing.",
    source: .assumption("AWS says more, and its example has 5 for 3; " + guide))

  static let action = Parameter(
    "cloudwatch.action", .time(.lognormal(.init(median: 200e6, p99: 2e9))), in: .anyLength,
    "From the change of a state until whoever is told has been reached.",
    source: .assumption("not published; taken as for other notifications between services")
  ).ideally(.span(.zero))
}
