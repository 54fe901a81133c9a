import Blueprints
import Kernel
import Measures

extension FIFOQueue {
  private static let guide =
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/"

  /// One request; it is dearer than one of a standard queue.
  static let request = Price(
    "SQS FIFO requests", microdollars: 500_000, per: 1_000_000,
    source: .measured("https://cloudburn.io/blog/amazon-sqs-pricing")
  ).free(1_000_000, sharing: "SQS requests")

  static let deduplicated = Measure(
    "NumberOfDeduplicatedSentMessages", .count, in: .messages,
    "Messages of FIFO queues that were sent again too soon, and not added a second time.")
  static let throttled = Measure(
    "ThrottledSends", .count, in: .requests, role: .throttling,
    "Sends that a FIFO queue turned away for its throughput; CloudWatch has no metric for them.")
  static let busyGroups = Measure(
    "ApproximateNumberOfGroupsWithInflightMessages", .gauge, in: .count, role: .concurrency,
    "Message groups of a FIFO queue of which a receiver holds something.")

  /// What only FIFO queues measure.
  static let measures = [deduplicated, throttled, busyGroups]

  static let declaration: Declaration = {
    var declaration = Queue.declaration
    declaration.title = "SQS FIFO queue"
    declaration.summary = "Holds messages until a receiver deletes them, each group in its order."
    declaration.inlets = declaration.inlets.map { inlet in
      inlet.sold(at: request)
    }
    declaration.measures =
      [
        Queue.sent, deduplicated, throttled, Queue.received, Queue.deleted, Queue.emptyReceives,
        Queue.visible, Queue.notVisible, Queue.delayed, busyGroups, Queue.age,
      ] + QueueUpkeep.measures
    declaration.limits = limits
    declaration.parameters = parameters + QueueUpkeep.parameters
    return declaration
  }()

  /// What bounds a FIFO queue.
  static let limits = [
    Limit(
      inFlightLimit.name, .resource,
      "Messages of a FIFO queue held by receivers; at the bound a receive returns nothing.",
      source: .documented(guide + "quotas-fifo.html")),
    Limit(
      callRate.name, .resource,
      "Calls of each action in a second of a FIFO queue, or of a partition with high throughput.",
      source: .documented(guide + "quotas-messages.html")),
    Limit(
      regionRate.name, .resource,
      "Calls of each action in a second of a FIFO queue with high throughput, by region.",
      source: .documented(guide + "quotas-messages.html")),
  ]

  /// What FIFO queues read of the calibration.
  static let parameters = [
    sendLatency, inFlightLimit, callRate, regionRate, deliveryBatch, deduplicationWindow,
  ]

  var usedParameters: [Parameter] {
    Self.parameters.filter { settings.hasHighThroughput || $0.name != Self.regionRate.name }
      + QueueUpkeep.used(upkeep)
  }

  func extraCharges(until end: Instant) -> [Charge] {
    [Charge(price: Self.request, units: idleRequests, isByTime: true)]
      + (encryption?.charges(until: end) ?? [])
  }

  func start(in world: World) {
    encryption?.know(
      senders: EncryptionCalls.senders(to: label, in: world),
      readers: EncryptionCalls.readers(along: outgoing))
  }

  static let sendLatency = Parameter(
    "sqs.fifoSend", .time(.lognormal(.init(median: 8e6, p99: 50e6))), in: .anyLength,
    "How long a SendMessage to a FIFO queue takes for its caller.",
    source: .assumption("no percentiles are published; a little longer than to a standard queue")
  ).ideally(.span(.zero))

  static let inFlightLimit = Parameter(
    "sqs.fifoInFlight", .count(120_000), in: .limit,
    "The most messages that receivers hold of one FIFO queue; 20,000 in older documents.",
    source: .documented(guide + "quotas-fifo.html")
  ).ideally(.count(.max))

  static let callRate = Parameter(
    "sqs.fifoCalls", .count(300), in: .limit,
    "Calls of an action in a second of a FIFO queue, or of one partition with high throughput.",
    source: .documented(guide + "quotas-messages.html")
  ).ideally(.count(.max))

  static let regionRate = Parameter(
    "sqs.fifoRegionCalls", .count(70_000), in: .limit,
    "Calls of an action in a second of a FIFO queue with high throughput; set by the region.",
    source: .documented(guide + "quotas-messages.html")
  ).ideally(.count(.max))

  static let deliveryBatch = Parameter(
    "sqs.fifoDeliveryBatch", .count(10), in: .counts(1...10),
    "Messages that topics and rules hand to a FIFO queue in one call.",
    source: .assumption("AWS does not say; ten is what one call takes"))

  static let deduplicationWindow = Parameter(
    "sqs.deduplicationWindow", .span(.minutes(5)), in: .anyLength,
    "For how long a message that was sent is not taken again.",
    source: .documented(guide + "FIFO-queues-exactly-once-processing.html"))
}

extension Queue {
  /// What queues of both types say of themselves: the page that explains them.
  static let page: Declaration = {
    var page = declaration
    page.measures += FIFOQueue.measures
    page.limits += FIFOQueue.limits
    page.parameters += FIFOQueue.parameters
    page.prices.append(FIFOQueue.request)
    return page
  }()
}
