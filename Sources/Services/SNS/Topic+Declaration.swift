import Blueprints
import Kernel
import Measures

extension Topic {
  /// One request for each 64 KB that is published.
  static let request = Price(
    "SNS requests", microdollars: 500_000, per: 1_000_000,
    source: .documented("https://aws.amazon.com/sns/pricing/")
  ).free(1_000_000)

  static let published = Measure(
    "NumberOfMessagesPublished", .count, in: .messages, "Messages published to the topic.")
  static let publishSize = Measure(
    "PublishSize", .samples, in: .bytes, role: .volume, "Size of the messages published.")
  static let delivered = Measure(
    "NumberOfNotificationsDelivered", .count, in: .messages, "Copies that endpoints took.")
  static let failed = Measure(
    "NumberOfNotificationsFailed", .count, in: .messages, role: .failure,
    "Copies that the topic gave up to deliver.")
  static let filtered = Measure(
    "NumberOfNotificationsFilteredOut", .count, in: .messages,
    "Copies that the filter policy of a subscription kept back.")
  static let redriven = Measure(
    "NumberOfNotificationsRedrivenToDlq", .count, in: .messages, role: .failure,
    "Copies that went to the dead-letter queue of their subscription.")
  static let redriveFailed = Measure(
    "NumberOfNotificationsFailedToRedriveToDlq", .count, in: .messages, role: .failure,
    "Copies that could not be moved to the dead-letter queue.")
  static let throttled = Measure(
    "ThrottledPublishes", .count, in: .requests, role: .throttling,
    "Publishes turned away by the account's message rate; CloudWatch has no metric for them.")

  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "AWS::SNS::Topic", title: "SNS topic",
      summary: "Sends a copy of every message to each of its subscriptions.",
      identity: Identity(
        ref: "arn:{partition}:sns:{region}:{account}:{name}",
        arn: "arn:{partition}:sns:{region}:{account}:{name}",
        attributes: [
          ("TopicArn", "arn:{partition}:sns:{region}:{account}:{name}"), ("TopicName", "{name}"),
        ],
        nameProperty: "TopicName", nameSuffix: ("FifoTopic", ".fifo")))
    declaration.emblem = .topic
    declaration.authority = .service("sns")
    declaration.authorities = Subscription.authorities
    declaration.keyPath = ["KmsMasterKeyId"]
    declaration.policyPapers = [PolicyPaper("AWS::SNS::TopicPolicy", about: "Topics")]
    declaration.greatestPipeBatch = 10
    declaration.inlets = [
      Inlet("Publish", "Takes a message for all.", permission: "sns:Publish", price: request)
        .opening("kms:GenerateDataKey, kms:Decrypt")
    ]
    declaration.entry = "Publish"
    declaration.takesEvents = true
    declaration.metrics = MetricAddress("AWS/SNS", by: "TopicName")
    declaration.prices = [EncryptionCalls.price]
    declaration.measures = [
      published, publishSize, delivered, failed, filtered, redriven, redriveFailed, throttled,
    ]
    declaration.limits = [
      Limit(
        publishRate.name, .account, "Messages of all topics that may be published in a second.",
        source: .documented("https://docs.aws.amazon.com/general/latest/gr/sns.html"))
    ]
    declaration.faults = [
      Fault(.slow, "Deliveries take so many times as long."),
      Fault(.fail, "A share of publishes answers with a server error."),
      Fault(.throttle, "A share of publishes is turned away."),
    ]
    declaration.parameters = [publishLatency, publishRate, delivery, duplicates, retryJitter]
    return declaration
  }()

  static let publishLatency = Parameter(
    "sns.publish", .time(.lognormal(.init(median: 12e6, p99: 60e6))), in: .anyLength,
    "How long a Publish takes for its caller.",
    source: .assumption("no percentiles are published; a little over ten milliseconds are usual")
  ).ideally(.span(.zero))

  static let publishRate = Parameter(
    "sns.publishRate", .count(30_000), in: .limit,
    "Messages of the account that are taken in a second.",
    source: .documented("https://docs.aws.amazon.com/general/latest/gr/sns.html")
  ).ideally(.count(.max))

  static let delivery = Parameter(
    "sns.delivery", .time(.lognormal(.init(median: 22e6, p99: 50e6))), in: .anyLength,
    "From a publish to the delivery at an endpoint that AWS runs.",
    source: LatencyComparison.source(
      "to Lambda 73 ms, p10 62, p90 125, p99 225 (September 2022), fitted as the sum of this and "
        + "lambda.async; that 22 ms of it are the topic's is an assumption, as AWS speaks of less "
        + "than 30")
  ).under(
    "classroom", .time(.lognormal(.init(median: 20e6, p99: 30e6))),
    source: .assumption("textbooks say under 30 ms")
  ).ideally(.span(.zero))

  static let duplicates = Parameter(
    "sns.duplicates", .real(1e-6), in: .shares,
    "The share of copies of a standard topic that come a second time though nothing failed.",
    source: .assumption("AWS says that it is rare and gives no rate; as that of SQS")
  ).ideally(.real(0))

  static let retryJitter = Parameter(
    "sns.retryJitter", .real(0.1), in: .shares,
    "The share by which a retry comes earlier or later.",
    source: .assumption("AWS says that retries are jittered and gives no distribution")
  ).ideally(.real(0))
}
