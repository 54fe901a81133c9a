import Blueprints
import Kernel
import Measures

/// What CloudWatch counts for a schedule.
struct ScheduleMeters {
  static let attempts = Measure(
    "InvocationAttemptCount", .count, in: .requests, "Attempts at the target, retries included.")
  static let errors = Measure(
    "TargetErrorCount", .count, in: .requests, role: .failure,
    "Attempts that the target did not take.")
  static let throttledErrors = Measure(
    "TargetErrorThrottledCount", .count, in: .requests, role: .throttling,
    "Of them, those that the target turned away as too many.")
  static let throttled = Measure(
    "InvocationThrottleCount", .count, in: .messages, role: .throttling,
    "Invocations that waited for the quota of the account.")
  static let dropped = Measure(
    "InvocationDroppedCount", .count, in: .messages, role: .failure,
    "Invocations that were given up.")
  static let sentAside = Measure(
    "InvocationsSentToDeadLetterCount", .count, in: .messages, role: .failure,
    "Invocations that went to the dead-letter queue.")
  static let asideFailed = Measure(
    "InvocationsFailedToBeSentToDeadLetterCount", .count, in: .messages, role: .failure,
    "Invocations that the dead-letter queue did not take.")

  /// All of them, in the order of the report.
  static let all = [
    attempts, errors, throttledErrors, throttled, dropped, sentAside, asideFailed,
  ]

  let attempts: CountMeasure
  let errors: CountMeasure
  let throttledErrors: CountMeasure
  let throttled: CountMeasure
  let dropped: CountMeasure
  let sentAside: CountMeasure
  let asideFailed: CountMeasure

  init(of label: String, in world: World) {
    attempts = world.count(Self.attempts, at: label)
    errors = world.count(Self.errors, at: label)
    throttledErrors = world.count(Self.throttledErrors, at: label)
    throttled = world.count(Self.throttled, at: label)
    dropped = world.count(Self.dropped, at: label)
    sentAside = world.count(Self.sentAside, at: label)
    asideFailed = world.count(Self.asideFailed, at: label)
  }
}
