import Blueprints
import Kernel

/// What no template says of EventBridge Scheduler: its quota, and how often it repeats itself.
///
/// How it tries again is not published; it is taken to do so as event buses do.
enum ScheduleParameters {
  private static let guide = "https://docs.aws.amazon.com/scheduler/latest/UserGuide/"

  /// All of them, in the order of the page.
  static let all = [
    FiringTimes.precision, invocationRate, duplicates, EventBusParameters.retryDelay,
    EventBusParameters.retryCap, EventBusParameters.retryJitter,
  ]

  static let invocationRate = Parameter(
    "scheduler.invocationRate", .count(1_000), in: .limit,
    "Invocations of all schedules that begin in a second; more of them wait.",
    source: .documented(guide + "scheduler-quotas.html")
  ).ideally(.count(.max))

  static let duplicates = Parameter(
    "scheduler.duplicates", .real(1e-6), in: .shares,
    "The share of invocations that come a second time though nothing failed.",
    source: .assumption("AWS says at least once and gives no rate; as that of SQS")
  ).ideally(.real(0))

  /// The quota of a region [1/s].
  static func invocations(in region: String) -> Int64 {
    switch region {
    case "us-east-1", "us-east-2", "us-west-2", "ap-northeast-1", "ap-south-1", "ap-southeast-1",
      "ap-southeast-2", "eu-central-1", "eu-west-1", "eu-west-2", "sa-east-1":
      1_000
    default: 500
    }
  }
}
