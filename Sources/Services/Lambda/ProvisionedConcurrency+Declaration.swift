import Blueprints
import Kernel
import Measures

extension UnitOfMeasure {
  /// Hundredths of a whole.
  static let percent = UnitOfMeasure("percent", one: "percent", symbol: "%", .number)
}

extension ProvisionedConcurrency {
  private static let guide = "https://docs.aws.amazon.com/lambda/latest/dg/"
  private static let pricing = "https://aws.amazon.com/lambda/pricing/"
  private static let sameShare =
    "the share of the price on demand that is documented for arm64: a quarter to keep, 7/12 to run"

  /// Keeping environments on x86, per GB-second; a unit is a megabyte-millisecond.
  static let kept = Price(
    "Lambda provisioned concurrency (x86)", microdollars: 4_166_700, per: 1_024_000_000_000,
    source: .assumption(sameShare)
  ).sold(by: "GB-second", of: Function.gigabyteSecond)
  /// Keeping environments on arm64, per GB-second; a unit is a megabyte-millisecond.
  static let keptOnArm = Price(
    "Lambda provisioned concurrency (arm64)", microdollars: 3_333_400, per: 1_024_000_000_000,
    source: .documented(pricing)
  ).sold(by: "GB-second", of: Function.gigabyteSecond)
  /// Runs in them on x86, per GB-second; a unit is a megabyte-millisecond.
  static let duration = Price(
    "Lambda duration, provisioned (x86)", microdollars: 9_722_200, per: 1_024_000_000_000,
    source: .assumption(sameShare)
  ).sold(by: "GB-second", of: Function.gigabyteSecond)
  /// Runs in them on arm64, per GB-second; a unit is a megabyte-millisecond.
  static let durationOnArm = Price(
    "Lambda duration, provisioned (arm64)", microdollars: 7_777_800, per: 1_024_000_000_000,
    source: .documented(pricing)
  ).sold(by: "GB-second", of: Function.gigabyteSecond)

  /// All that it is charged for.
  static let prices = [kept, keptOnArm, duration, durationOnArm]

  static let invocations = Measure(
    "ProvisionedConcurrencyInvocations", .count, in: .requests,
    "Runs in environments that were started ahead of demand.")
  static let spillovers = Measure(
    "ProvisionedConcurrencySpilloverInvocations", .count, in: .requests,
    "Runs on demand, because all environments started ahead were busy.")
  static let executions = Measure(
    "ProvisionedConcurrentExecutions", .gauge, in: .environments, role: .concurrency,
    "Environments started ahead of demand that run the code.")
  static let utilization = Measure(
    "ProvisionedConcurrencyUtilization", .samples, in: .percent,
    "How many of the environments started ahead run, at each begin and end of a run.")

  /// What it measures, in the order of the report.
  static let measures = [invocations, spillovers, executions, utilization]

  static let delay = Parameter(
    "lambda.provisionedDelay", .time(.uniform(.init(minimum: 60e9, maximum: 120e9))),
    in: .anyLength,
    "Before the first environments of provisioned concurrency are started.",
    source: .documented(guide + "provisioned-concurrency.html")
  ).ideally(.span(.zero))

  static let perMinute = Parameter(
    "lambda.provisionedRate", .count(6_000), in: .limit,
    "Environments of provisioned concurrency that are started in a minute.",
    source: .documented(guide + "provisioned-concurrency.html")
  ).ideally(.count(.max))

  /// What it reads from the calibration.
  static let parameters = [delay, perMinute, FunctionParameters.requestsPerEnvironment]

  /// What bounds it.
  static let limits = [
    Limit(
      "provisioned concurrency", .resource,
      "Environments kept ready; none is used before all are, and more runs go on demand.",
      source: .documented(guide + "provisioned-concurrency.html")),
    Limit(
      "provisioned requests per second", .resource,
      "Ten synchronous requests a second for each; more go on demand.",
      source: .documented(guide + "lambda-concurrency.html")),
  ]
}
