import Blueprints
import Kernel
import Measures

/// What CloudWatch counts for a rule.
struct RuleMeters {
  static let triggered = Measure(
    "TriggeredRules", .count, in: .messages, "Events that the rule matched.")
  static let created = Measure(
    "InvocationsCreated", .count, in: .messages, "Invocations made, one for each target.")
  static let invocations = Measure(
    "Invocations", .count, in: .messages,
    "Invocations that succeeded or failed for good; attempts that are repeated do not count.")
  static let attempts = Measure(
    "InvocationAttempts", .count, in: .requests, "Attempts at targets, retries included.")
  static let successes = Measure(
    "SuccessfulInvocationAttempts", .count, in: .requests, "Attempts that a target took.")
  static let retries = Measure(
    "RetryInvocationAttempts", .count, in: .requests, role: .retry, "Attempts after the first.")
  static let failed = Measure(
    "FailedInvocations", .count, in: .messages, role: .failure, "Invocations that failed for good.")
  static let sentAside = Measure(
    "InvocationsSentToDlq", .count, in: .messages, role: .failure,
    "Events that went to a dead-letter queue.")
  static let asideFailed = Measure(
    "InvocationsFailedToBeSentToDlq", .count, in: .messages, role: .failure,
    "Events that a dead-letter queue did not take.")
  static let throttled = Measure(
    "ThrottledRules", .count, in: .messages, role: .throttling,
    "Invocations that waited for the quota of the account.")
  static let startLatency = Measure(
    "IngestiontoInvocationStartLatency", .samples, in: .nanoseconds,
    "From taking an event to the begin of the first attempt at a target.")
  static let endLatency = Measure(
    "IngestiontoInvocationCompleteLatency", .samples, in: .nanoseconds,
    "From taking an event to the end of the first attempt at a target.")
  static let successLatency = Measure(
    "IngestionToInvocationSuccessLatency", .samples, in: .nanoseconds,
    "From taking an event until a target has it, retries included.")

  /// All of them, in the order of the report.
  static let all = [
    triggered, created, invocations, attempts, successes, retries, failed, sentAside, asideFailed,
    throttled, startLatency, endLatency, successLatency,
  ]

  let triggered: CountMeasure
  let created: CountMeasure
  let invocations: CountMeasure
  let attempts: CountMeasure
  let successes: CountMeasure
  let retries: CountMeasure
  let failed: CountMeasure
  let sentAside: CountMeasure
  let asideFailed: CountMeasure
  let throttled: CountMeasure
  let startLatency: SampleMeasure
  let endLatency: SampleMeasure
  let successLatency: SampleMeasure

  init(of label: String, in world: World) {
    triggered = world.count(Self.triggered, at: label)
    created = world.count(Self.created, at: label)
    invocations = world.count(Self.invocations, at: label)
    attempts = world.count(Self.attempts, at: label)
    successes = world.count(Self.successes, at: label)
    retries = world.count(Self.retries, at: label)
    failed = world.count(Self.failed, at: label)
    sentAside = world.count(Self.sentAside, at: label)
    asideFailed = world.count(Self.asideFailed, at: label)
    throttled = world.count(Self.throttled, at: label)
    startLatency = world.samples(Self.startLatency, at: label)
    endLatency = world.samples(Self.endLatency, at: label)
    successLatency = world.samples(Self.successLatency, at: label)
  }
}
