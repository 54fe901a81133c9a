import Blueprints
import Kernel

/// What no template says of EventBridge: its latencies, its quotas and how it tries again.
enum EventBusParameters {
  private static let guide = "https://docs.aws.amazon.com/eventbridge/latest/userguide/"

  /// All of them, in the order of the page.
  static let all = [
    put, delivery, putRate, invocationRate, duplicates, retryDelay, retryCap, retryJitter,
    throttleLoss,
  ]

  static let put = Parameter(
    "events.put", .time(.lognormal(.init(median: 20e6, p99: 100e6))), in: .anyLength,
    "How long a PutEvents takes for its caller.",
    source: .assumption("no percentiles are published; a little more than a publish to SNS")
  ).ideally(.span(.zero))

  static let delivery = Parameter(
    "events.delivery", .time(.lognormal(.init(median: 45e6, p99: 129e6))), in: .anyLength,
    "From taking an event to the first attempt at a target.",
    source: .assumption(
      "a lognormal through the p90 of 80 ms that Amazon Key has end to end "
        + "(https://aws.amazon.com/blogs/architecture/, 4 February 2026) and the p99 of 129 ms "
        + "that AWS announced in November 2024, which is quoted from memory")
  ).under(
    "classroom", .time(.lognormal(.init(median: 500e6, p99: 700e6))),
    source: .assumption("textbooks say about half a second")
  ).under(
    "measured-2022",
    .time(.lognormals((0.5, median: 390e6, sigma: 0.24), (0.5, median: 250e6, sigma: 0.49))),
    source: LatencyComparison.source(
      "to Lambda 395 ms, p10 221, p90 579, p99 794 (September 2022), fitted as the sum of this and "
        + "lambda.async")
  ).under(
    "measured-2023",
    .time(.lognormals((0.5, median: 89e6, sigma: 0.18), (0.5, median: 102e6, sigma: 0.53))),
    source: LatencyComparison.source(
      "to Lambda 148 ms, p10 113, p90 241, p99 387 (after 17 February 2023), fitted as the sum of "
        + "this and lambda.async")
  ).ideally(.span(.zero))

  static let putRate = Parameter(
    "events.putRate", .count(10_000), in: .limit,
    "Requests of PutEvents that are taken of the account in a second.",
    source: .documented(guide + "eb-quota.html")
  ).ideally(.count(.max))

  static let invocationRate = Parameter(
    "events.invocationRate", .count(18_750), in: .limit,
    "Invocations of targets that begin in a second; more of them wait.",
    source: .documented(guide + "eb-quota.html")
  ).ideally(.count(.max))

  static let duplicates = Parameter(
    "events.duplicates", .real(1e-6), in: .shares,
    "The share of invocations that come a second time though nothing failed.",
    source: .assumption("AWS says that it is rare and gives no rate; as that of SQS")
  ).ideally(.real(0))

  /// The delays before retries.
  static let backoff = DeliveryBackoff.Terms(
    first: retryDelay, cap: retryCap, jitter: retryJitter)

  static let retryDelay = Parameter(
    "events.retryDelay", .span(.seconds(1)), in: .lengths(.milliseconds(1) ... .days(1)),
    "Before the second attempt at a target; later delays double.",
    source: .assumption("AWS says exponential backoff and gives no figures")
  )

  static let retryCap = Parameter(
    "events.retryCap", .span(.minutes(10)), in: .lengths(.milliseconds(1) ... .days(1)),
    "The longest delay between two attempts at a target.",
    source: .assumption("185 attempts in 24 hours are 467 s apart on average"))

  static let retryJitter = Parameter(
    "events.retryJitter", .real(0.5), in: .shares,
    "The share by which a delay may be shorter, all lengths alike.",
    source: .assumption("AWS says that delays are jittered and gives no distribution")
  ).ideally(.real(0))

  static let throttleLoss = Parameter(
    "events.throttleLoss", .real(0), in: .shares,
    "The share of throttled attempts after which none follows.",
    source: .assumption(
      "AWS wrote in 2023 that it might not retry a target that throttles for long, and gave no rate"
    )
  )
}
