import Blueprints
import Kernel
import Measures

/// What CloudWatch counts for a subscriber.
struct SubscriberMeters {
  static let evaluated = Measure(
    "FilterEvaluated", .count, in: .messages, "Events held against the filters.")
  static let matched = Measure(
    "FilterMatched", .count, in: .messages, "Events that matched all filters.")
  static let attempts = Measure(
    "EventDeliveryAttempts", .count, in: .messages, "Attempts, counted for each event.")
  static let calls = Measure(
    "TargetInvocations", .count, in: .requests, "Calls of the target; one may carry several events."
  )
  static let retries = Measure(
    "RetryInvocationAttempts", .count, in: .messages, role: .retry,
    "Attempts after the first; CloudWatch gives each the number of its retry as value.")
  static let delivered = Measure(
    "EventsDelivered", .count, in: .messages, "Events that the target took.")
  static let egress = Measure("EgressBytes", .count, in: .bytes, "Bytes that the target took.")
  static let start = Measure(
    "IngestionToInvocationStartTime", .samples, in: .nanoseconds,
    "From an event's arrival on the bus to the begin of a call with it.")
  static let end = Measure(
    "IngestionToInvocationEndTime", .samples, in: .nanoseconds,
    "From an event's arrival on the bus to the end of a call with it.")
  static let recorded = Measure(
    "OnFailureDestinationDelivered", .count, in: .messages, role: .failure,
    "Records that went to the dead-letter queue.")
  static let unrecorded = Measure(
    "OnFailureDestinationFailed", .count, in: .messages, role: .failure,
    "Records that the dead-letter queue did not take.")
  static let dropped = Measure(
    "EventsDropped", .count, in: .messages, role: .failure,
    "Events given up of which no queue took a record.")
  static let age = Measure(
    "ApproximateBacklogAge", .samples, in: .nanoseconds, role: .age,
    "Age of the oldest event that is not delivered, to the second.")
  static let waiting = Measure(
    "EventsWaiting", .gauge, in: .messages, role: .unfinished,
    "Events taken and not delivered; CloudWatch has no metric for them.")

  static let all = [
    evaluated, matched, attempts, calls, retries, delivered, egress, start, end, recorded,
    unrecorded, dropped, age, waiting,
  ]

  let evaluated: CountMeasure
  let matched: CountMeasure
  let attempts: CountMeasure
  let calls: CountMeasure
  let retries: CountMeasure
  let delivered: CountMeasure
  let egress: CountMeasure
  let start: SampleMeasure
  let end: SampleMeasure
  let recorded: CountMeasure
  let unrecorded: CountMeasure
  let dropped: CountMeasure
  let age: SampleMeasure
  let waiting: GaugeMeasure

  init(of label: String, in world: World) {
    evaluated = world.count(Self.evaluated, at: label)
    matched = world.count(Self.matched, at: label)
    attempts = world.count(Self.attempts, at: label)
    calls = world.count(Self.calls, at: label)
    retries = world.count(Self.retries, at: label)
    delivered = world.count(Self.delivered, at: label)
    egress = world.count(Self.egress, at: label)
    start = world.samples(Self.start, at: label)
    end = world.samples(Self.end, at: label)
    recorded = world.count(Self.recorded, at: label)
    unrecorded = world.count(Self.unrecorded, at: label)
    dropped = world.count(Self.dropped, at: label)
    age = world.samples(Self.age, at: label)
    waiting = world.gauge(Self.waiting, at: label)
  }
}
