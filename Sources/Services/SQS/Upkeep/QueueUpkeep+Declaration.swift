import Blueprints
import Kernel
import Measures

extension QueueUpkeep {
  /// The most messages that are moved at one moment: those of one receive.
  static var batch: Int64 { 10 }

  private static let reference =
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/"

  static let moved = Measure(
    "ApproximateNumberOfMessagesMoved", .count, in: .messages,
    "Messages that a redrive moved to another queue; ListMessageMoveTasks tells it.")
  static let failed = Measure(
    "FailedMoveTasks", .count, in: .requests, role: .failure,
    "Redrives that did not begin as one went on, or ended at a message of unknown source; "
      + "CloudWatch has no metric for them.")
  static let purged = Measure(
    "MessagesPurged", .count, in: .messages,
    "Messages that a purge deleted; CloudWatch has no metric for them.")

  /// What is measured where an operator is at work.
  static let measures = [moved, failed, purged]

  static let actions: [Action] = [
    .init(
      .redrive,
      "Moves the dead letters of queues back to where they came from, or to another queue, 500 a "
        + "second at most; there they begin anew."),
    .init(
      .purge,
      "Deletes all that was sent before, in flight or not, within a minute; AWS does so once a "
        + "minute."),
  ]

  static let moveRate = Parameter(
    "sqs.moveRate", .count(500), in: .limit,
    "Messages that a redrive moves in a second where its rate is not given; 500 is the most.",
    source: .assumption("AWS chooses a rate by the backlog, which may vary, and gives no figures")
  ).ideally(.count(.max))

  static let moveLimit = Parameter(
    "sqs.moveLimit", .span(.hours(36)), in: .lengths(.seconds(1) ... .days(3_650)),
    "How long a redrive goes on at most.",
    source: .documented(reference + "API_StartMessageMoveTask.html"))

  static let purgeTime = Parameter(
    "sqs.purge", .time(.uniform(.init(minimum: 0, maximum: 60e9))), in: .anyLength,
    "From asking for a purge until the messages are gone: up to a minute.",
    source: .documented(reference + "API_PurgeQueue.html")
  ).ideally(.span(.zero))

  static let parameters = [moveRate, moveLimit, purgeTime]

  /// Those parameters that what is asked of a queue makes use of.
  static func used(_ upkeep: QueueUpkeep?) -> [Parameter] {
    guard let upkeep else { return [] }
    return (upkeep.movesMessages ? [moveRate, moveLimit] : [])
      + (upkeep.purgesMessages ? [purgeTime] : [])
  }

  /// The others.
  static func unused(_ upkeep: QueueUpkeep?) -> [Parameter] {
    let used = used(upkeep)
    return parameters.filter { parameter in !used.contains { $0.name == parameter.name } }
  }
}
