import Blueprints
import Kernel
import Measures

extension FairLines {
  private static let page =
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/"
    + "sqs-fair-queues-detailed.html"

  /// What AWS adds to the price of a request that sends a message with a group.
  static let surcharge = Price(
    "SQS fair queue requests", microdollars: 100_000, per: 1_000_000,
    source: .measured("https://cloudburn.io/blog/amazon-sqs-pricing"))

  static let noisyGroups = Measure(
    "ApproximateNumberOfNoisyGroups", .gauge, in: .count, role: .concurrency,
    "Message groups whose messages wait until no quiet group has any.")
  static let visible = Measure(
    "ApproximateNumberOfMessagesVisibleInQuietGroups", .gauge, in: .messages, role: .unfinished,
    "Messages of quiet groups that a receiver could fetch.")
  static let notVisible = Measure(
    "ApproximateNumberOfMessagesNotVisibleInQuietGroups", .gauge, in: .messages, role: .unfinished,
    "Messages of quiet groups that a receiver holds.")
  static let delayed = Measure(
    "ApproximateNumberOfMessagesDelayedInQuietGroups", .gauge, in: .messages, role: .unfinished,
    "New messages of quiet groups whose delay has not ended.")
  static let age = Measure(
    "ApproximateAgeOfOldestMessageInQuietGroups", .samples, in: .nanoseconds, role: .age,
    "Age of the oldest message of all quiet groups, looked at once every interval of the series.")

  static let measures = [noisyGroups, visible, notVisible, delayed, age]

  static let isFair = Parameter(
    "sqs.fairQueues", .flag(true), in: .flags,
    "Whether messages with a group make a queue a fair one.", source: .documented(page)
  ).ideally(.flag(false))

  static let noisyShare = Parameter(
    "sqs.noisyShare", .real(0.1), in: .shares,
    "Above this share of messages in flight, or of the receivers' recent time, a group is noisy.",
    source: .documented(page))

  static let noisyInFlight = Parameter(
    "sqs.noisyInFlight", .count(30), in: .counts(0...1_000_000_000, orUnlimited: true),
    "The fewest messages in flight that make a group noisy by their share.",
    source: .documented(page))

  static let calmAfter = Parameter(
    "sqs.calmAfter", .span(.minutes(5)), in: .anyLength,
    "A noisy group of which nothing has been in flight for so long is quiet again.",
    source: .documented(page))

  static let workInterval = Parameter(
    "sqs.noisyInterval", .span(.minutes(1)), in: .lengths(.milliseconds(1) ... .days(1)),
    "The receivers' recent time is that of this interval of the clock and of the one before.",
    source: .assumption("AWS says recent; CloudWatch shows the groups by the minute"))

  static let parameters = [isFair, noisyShare, noisyInFlight, calmAfter, workInterval]
}
