import Blueprints
import Kernel

/// What no template says of the new custom event bus: its latencies, its quotas, its retries.
enum CustomBusParameters {
  static let guide = "https://docs.aws.amazon.com/eventbridge/latest/userguide/"

  /// Those of a bus.
  static let bus = [put, rate, groupRate, deduplicatesByID, deduplicatesByContent]
  /// Those of a subscriber.
  static let subscriber = [delivery, retryDelay, retryCap, retryJitter]

  static let put = Parameter(
    "eventsv2.put", EventBusParameters.put.entries[0].value, in: .anyLength,
    "How long a PutEvents takes for its caller.",
    source: .assumption("nothing is published of the new bus; as the classic one")
  ).ideally(.span(.zero))

  static let delivery = Parameter(
    "eventsv2.delivery", EventBusParameters.delivery.entries[0].value, in: .anyLength,
    "From taking an event until its target can be called.",
    source: .assumption("nothing is published of the new bus; as the classic one")
  ).ideally(.span(.zero))

  static let rate = Parameter(
    "eventsv2.rate", .count(500_000), in: .limit,
    "Events of a bus that are taken in a second, of all who send them.",
    source: .documented(guide + "eb-quota.html")
  ).ideally(.count(.max))

  static let groupRate = Parameter(
    "eventsv2.groupRate", .count(2_000), in: .limit,
    "Events and KB of an event group together that are taken in a second.",
    source: .documented(guide + "eb-quota.html")
  ).ideally(.count(.max))

  static let deduplicatesByID = Parameter(
    "eventsv2.deduplicatesByID", .flag(false), in: .flags,
    "Whether senders give each event a DeduplicationId of its own.",
    source: .assumption("senders choose; a handler that runs twice then sends the same one twice"))

  static let deduplicatesByContent = Parameter(
    "eventsv2.deduplicatesByContent", .flag(false), in: .flags,
    "Whether senders ask for deduplication by content.",
    source: .assumption("senders choose; events that say the same are then the same event"))

  /// The delays before retries.
  static let backoff = DeliveryBackoff.Terms(
    first: retryDelay, cap: retryCap, jitter: retryJitter)

  static let retryDelay = Parameter(
    "eventsv2.retryDelay", .span(.seconds(1)), in: .lengths(.milliseconds(1) ... .days(1)),
    "Before the second attempt at a target; later delays double.",
    source: .assumption("AWS publishes no delays; five retries then take half a minute"))

  static let retryCap = Parameter(
    "eventsv2.retryCap", .span(.minutes(10)), in: .lengths(.milliseconds(1) ... .days(1)),
    "The longest delay between two attempts at a target.",
    source: .assumption("185 attempts in 24 hours are 467 s apart on average"))

  static let retryJitter = Parameter(
    "eventsv2.retryJitter", .real(0.5), in: .shares,
    "The share by which a delay may be shorter, all lengths alike.",
    source: .assumption("AWS publishes none; as on the classic bus")
  ).ideally(.real(0))
}
