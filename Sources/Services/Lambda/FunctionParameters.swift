import Blueprints
import Kernel

/// What a function reads from the calibration.
enum FunctionParameters {
  private static let guide = "https://docs.aws.amazon.com/lambda/latest/dg/"

  static let all = synchronous + asynchronous + [restore]

  /// What every function reads.
  static let synchronous = [
    accountConcurrency, scaleOutRate, scaleOutBurst, requestsPerEnvironment, startOverhead,
    coldStart, initLimit, idleLife, life, invokeLatency, payload, recursionLimit,
    FunctionLog.lines, LogStorage.compression,
  ]

  /// What a function with asynchronous events reads.
  static let asynchronous = [
    asyncDelay, retryDelay, retryJitter, throttleDelay, throttleJitter, throttleCap, maximumAge,
    asyncDuplicates,
    asyncPayload,
  ]

  static let accountConcurrency = Parameter(
    "lambda.concurrency", .count(1_000), in: .limit,
    "Environments of the account that run at once.",
    source: .documented(guide + "gettingstarted-limits.html")
  ).ideally(.count(.max))

  static let scaleOutRate = Parameter(
    "lambda.scaleOutRate", .count(100), in: .limit, "New environments of one function in a second.",
    source: .documented(guide + "scaling-behavior.html")
  ).ideally(.count(.max))

  static let scaleOutBurst = Parameter(
    "lambda.scaleOutBurst", .count(1_000), in: .limit, "New environments of one function at once.",
    source: .documented(guide + "scaling-behavior.html")
  ).ideally(.count(.max))

  static let requestsPerEnvironment = Parameter(
    "lambda.requestsPerEnvironment", .count(10), in: .limit,
    "Synchronous requests in a second, for each environment that may run.",
    source: .documented(guide + "lambda-concurrency.html")
  ).ideally(.count(.max))

  static let startOverhead = Parameter(
    "lambda.startOverhead", .time(.lognormal(.init(median: 100e6, p99: 300e6))), in: .anyLength,
    "Placement and download before a cold start's init phase; not part of its Init Duration.",
    source: .assumption("no figures are published for what lies outside the init phase")
  ).ideally(.span(.zero))

  static let coldStart = Parameter(
    "lambda.init", .flag(true), in: .flags,
    "Whether new environments take the measured Init Duration of their runtime and package.",
    source: .measured("github.com/maxday/lambda-perf, January to August 2026")
  ).ideally(.flag(false))

  static let idleLife = Parameter(
    "lambda.idleLife", .span(.minutes(10)), in: .lengths(.zero ... .days(3_650), orUnlimited: true),
    "How long an environment waits for its next run.",
    source: .measured("https://mikhail.io/2019/08/aws-lambda-cold-starts-after-10-minutes/")
  ).ideally(.span(.forever))

  static let life = Parameter(
    "lambda.life", .time(.uniform(.init(minimum: 7.2e12, maximum: 14.4e12))),
    in: .lengths(.zero ... .days(3_650), orUnlimited: true),
    "How long an environment lives at most.",
    source: .assumption("AWS says every few hours and gives no number")
  ).ideally(.span(.forever))

  static let invokeLatency = Parameter(
    "lambda.invoke", .time(.lognormal(.init(median: 5e6, p99: 25e6))), in: .anyLength,
    "What a synchronous caller waits beside the run itself.",
    source: .assumption("no percentiles are published; single-digit milliseconds are usual")
  ).ideally(.span(.zero))

  static let asyncDelay = Parameter(
    "lambda.async",
    .time(.lognormals((0.7, median: 48e6, sigma: 0.08), (0.3, median: 82e6, sigma: 0.5))),
    in: .anyLength, "From taking an asynchronous event to the first attempt to run it.",
    source: LatencyComparison.source(
      "one fit for all paths that share it, SNS to Lambda (73 ms, p90 125, p99 225) and "
        + "EventBridge to Lambda in 2022 and in 2023, less what the topic or the bus takes")
  ).ideally(.span(.zero))

  static let retryDelay = Parameter(
    "lambda.retryDelay", .span(.minutes(1)), in: .lengths(.zero ... .days(1)),
    "Before the second attempt of an event that failed; before the third, twice that.",
    source: .documented(guide + "invocation-async-error-handling.html")
  ).ideally(.span(.minutes(1)))

  static let retryJitter = Parameter(
    "lambda.retryJitter", .time(.uniform(.init(minimum: 0, maximum: 10e9))), in: .anyLength,
    "What is added to the wait before a retry.",
    source: .measured("cosmo-grant/aws-by-example, runs of 2025-11-21: 66.2 s and 130.2 s")
  ).ideally(.span(.zero))

  static let throttleDelay = Parameter(
    "lambda.throttleDelay", .span(.seconds(1)), in: .lengths(.milliseconds(100) ... .hours(1)),
    "Before a throttled event is tried again, doubling with each attempt.",
    source: .documented(guide + "invocation-async-error-handling.html")
  )

  static let throttleJitter = Parameter(
    "lambda.throttleJitter", .real(0.15), in: .shares,
    "What is added at most to the wait of a throttled event, as a share of it.",
    source: .measured("cosmo-grant/aws-by-example, runs of 2025-11-21: 1, 2, 4, 9, 16 and 35 s")
  ).ideally(.real(0))

  static let throttleCap = Parameter(
    "lambda.throttleCap", .span(.minutes(5)), in: .lengths(.seconds(1) ... .days(1)),
    "The longest wait of a throttled event.",
    source: .documented(guide + "invocation-async-error-handling.html")
  )

  static let maximumAge = Parameter(
    "lambda.maximumEventAge", .span(.hours(6)), in: .anyLength,
    "How old an asynchronous event may become, where nothing else is configured.",
    source: .documented(guide + "invocation-async-configuring.html")
  )

  static let recursionLimit = Parameter(
    "lambda.recursionLimit", .count(16), in: .limit,
    "Runs of a function in one chain of requests, after which the next is stopped.",
    source: .documented(guide + "invocation-recursion.html")
  ).ideally(.count(.max))

  static let asyncDuplicates = Parameter(
    "lambda.asyncDuplicates", .real(1e-6), in: .shares,
    "The share of asynchronous events that are run a second time though nothing failed.",
    source: .assumption("AWS says that it can happen and gives no rate; as that of SQS")
  ).ideally(.real(0))

  static let payload = Parameter(
    "lambda.payload", .count(6 << 20), in: .limit, "The most bytes of a synchronous request.",
    source: .documented(guide + "gettingstarted-limits.html")
  ).ideally(.count(.max))

  static let asyncPayload = Parameter(
    "lambda.asyncPayload", .count(1 << 20), in: .limit, "The most bytes of an asynchronous event.",
    source: .documented(guide + "gettingstarted-limits.html")
  ).ideally(.count(.max))

  static let initLimit = Parameter(
    "lambda.initLimit", .span(.seconds(10)), in: .lengths(.milliseconds(1) ... .hours(1)),
    "How long the init phase may take; past it, it is done again inside the first run.",
    source: .documented(guide + "lambda-runtime-environment.html")
  )

  static let restore = Parameter(
    "lambda.restore", .time(.lognormal(.init(median: 613e6, p99: 954e6))), in: .anyLength,
    "How long a snapshot takes to be restored, hooks included: java21, 512 MB, a trivial handler.",
    source: .measured("github.com/maxday/lambda-perf, January 2024 to October 2025")
  ).ideally(.span(.zero))
}
