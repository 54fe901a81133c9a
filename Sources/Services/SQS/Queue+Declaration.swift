import Blueprints
import Kernel
import Measures

extension Queue {
  private static let guide =
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/"

  /// One request; AWS bills every action, ten small messages at most in one.
  static let request = Price(
    "SQS requests", microdollars: 400_000, per: 1_000_000,
    source: .documented("https://aws.amazon.com/sqs/pricing/")
  ).tiered((100_000_000_000, 300_000), (200_000_000_000, 240_000))
    .free(1_000_000, sharing: "SQS requests")

  static let sent = Measure(
    "NumberOfMessagesSent", .count, in: .messages,
    "Messages added by a send; automatic moves into a dead-letter queue are not counted."
  ).present(.always)
  static let received = Measure(
    "NumberOfMessagesReceived", .count, in: .messages,
    "Messages returned by receives, every repetition included."
  ).present(.always)
  static let deleted = Measure(
    "NumberOfMessagesDeleted", .count, in: .messages, "Successful deletions, repeats included."
  ).present(.always)
  static let emptyReceives = Measure(
    "NumberOfEmptyReceives", .count, in: .requests, "Receives that returned nothing."
  ).present(.always)
  static let visible = Measure(
    "ApproximateNumberOfMessagesVisible", .gauge, in: .messages, role: .waiting,
    "Messages that a receiver could fetch.")
  static let notVisible = Measure(
    "ApproximateNumberOfMessagesNotVisible", .gauge, in: .messages, role: .unfinished,
    "Messages that a receiver holds.")
  static let delayed = Measure(
    "ApproximateNumberOfMessagesDelayed", .gauge, in: .messages, role: .unfinished,
    "New messages whose delay has not ended.")
  static let age = Measure(
    "ApproximateAgeOfOldestMessage", .samples, in: .nanoseconds, role: .age,
    "Age of the oldest message that is not deleted and was not sent to the back of the queue."
  ).present(.always).inSeconds

  /// Places of the inlets in the declaration.
  enum Action: Int { case send, receive, delete }

  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "AWS::SQS::Queue", title: "SQS queue",
      summary: "Holds messages until a receiver deletes them.",
      identity: Identity(
        ref: "https://sqs.{region}.amazonaws.com/{account}/{name}",
        arn: "arn:{partition}:sqs:{region}:{account}:{name}",
        attributes: [
          ("QueueName", "{name}"),
          ("QueueUrl", "https://sqs.{region}.amazonaws.com/{account}/{name}"),
        ],
        nameProperty: "QueueName", nameSuffix: ("FifoQueue", ".fifo")))
    declaration.emblem = .queue
    declaration.authority = .free
    declaration.segmentKey = "queue_url"
    declaration.keyPath = ["KmsMasterKeyId"]
    declaration.policyPapers = [PolicyPaper("AWS::SQS::QueuePolicy", about: "Queues")]
    declaration.greatestPipeBatch = 10
    declaration.inlets = [
      Inlet(
        "SendMessage", "Adds a message.", permission: "sqs:SendMessage", price: request
      ).opening("kms:GenerateDataKey, kms:Decrypt"),
      Inlet(
        "ReceiveMessage", "Fetches up to ten visible messages and hides them.",
        permission: "sqs:ReceiveMessage, sqs:GetQueueAttributes", price: request, isCalled: false
      ).opening("kms:Decrypt"),
      Inlet(
        "DeleteMessage", "Forgets a message that was received.", permission: "sqs:DeleteMessage",
        price: request, isCalled: false),
    ]
    declaration.entry = "SendMessage"
    declaration.takesEvents = true
    declaration.metrics = MetricAddress("AWS/SQS", by: "QueueName")
    declaration.measures =
      [
        sent, received, deleted, emptyReceives, visible, notVisible, delayed, age,
      ] + FairLines.measures + QueueUpkeep.measures
    declaration.limits = [
      Limit(
        "messages in flight", .resource,
        "Messages held by receivers; at the bound a receive returns nothing.",
        source: .documented(guide + "quotas-queues.html"))
    ]
    declaration.faults = [
      Fault(.fail, "A share of sends answers with a server error; the sender may try again."),
      Fault(.stop, "Receives return nothing, as after a policy that denies them."),
    ]
    declaration.actions = QueueUpkeep.actions
    declaration.parameters =
      [
        sendLatency, inFlightLimit, duplicateShare, duplicateDelay, disorder, backOfQueueAfter,
        shortPollShare,
      ] + FairLines.parameters + QueueUpkeep.parameters
    declaration.prices = [FairLines.surcharge, EncryptionCalls.price]
    return declaration
  }()

  static let sendLatency = Parameter(
    "sqs.send", .time(.lognormal(.init(median: 5e6, p99: 40e6))), in: .anyLength,
    "How long a SendMessage takes for its caller.",
    source: .assumption("no percentiles are published; single-digit milliseconds are usual")
  ).ideally(.span(.zero))

  static let inFlightLimit = Parameter(
    "sqs.inFlight", .count(120_000), in: .limit,
    "The most messages that receivers hold of one queue.",
    source: .documented(guide + "quotas-queues.html")
  ).ideally(.count(.max))

  static let duplicateShare = Parameter(
    "sqs.duplicates", .real(1e-6), in: .shares,
    "The share of receives after which a second copy comes back.",
    source: .assumption(
      "AWS says rare; the one estimate found is 1e-8 to 1e-6, https://awsi.click/en/articles/")
  ).ideally(.real(0))

  static let duplicateDelay = Parameter(
    "sqs.duplicateDelay", .time(.exponential(.init(mean: 5e9))), in: .anyLength,
    "When a second copy becomes visible, from the receive that it repeats.",
    source: .assumption("a storage server that was away comes back within seconds")
  ).ideally(.span(.zero))

  static let disorder = Parameter(
    "sqs.disorder", .time(.uniform(.init(minimum: 0, maximum: 20e6))), in: .anyLength,
    "How far a message's place in line is off its moment of arrival.",
    source: .assumption("best-effort order; no rate is published")
  ).ideally(.span(.zero))

  static let backOfQueueAfter = Parameter(
    "sqs.backOfQueueAfter", .count(3), in: .limit,
    "After so many receives without deletion a message goes to the back of the queue.",
    source: .documented(guide + "sqs-dead-letter-queues.html")
  ).ideally(.count(.max))
}
