import Blueprints
import Kernel
import Measures

extension EventSourceMapping {
  private static let guide = "https://docs.aws.amazon.com/lambda/latest/dg/"
  private static let experiment =
    "https://www.rehanvdm.com/blog/sqs-lambda-esm-scaling-behaviour, errors in minutes 5 to 9"

  static let batches = Measure(
    "ConcurrentBatches", .gauge, in: .count, role: .concurrency,
    "Batches that the mapping gathers or has running.")
  static let target = Measure(
    "ConcurrencyTarget", .gauge, in: .count, role: .concurrency,
    "Batches that the mapping may have at once by now.")
  static let pollers = Measure(
    "ProvisionedPollers", .gauge, in: .count, role: .concurrency,
    "Event pollers that are kept for the mapping.")
  static let polled = Measure(
    "PolledEventCount", .count, in: .messages, "Messages that the pollers received.")
  static let invoked = Measure(
    "InvokedEventCount", .count, in: .messages,
    "Messages handed to the function, repetitions included.")
  static let failed = Measure(
    "FailedInvokeEventCount", .count, in: .messages, role: .failure,
    "Messages whose batch failed, at the end of its run.")
  static let deleted = Measure(
    "DeletedEventCount", .count, in: .messages, "Messages deleted after their run.")
  static let filteredOut = Measure(
    "FilteredOutEventCount", .count, in: .messages,
    "Messages deleted because no filter of the mapping wants them.")
  static let dropped = Measure(
    "DroppedEventCount", .count, in: .messages, role: .failure,
    "Records of a stream that were given up, or that the stream did not keep long enough.")
  static let told = Measure(
    "OnFailureDestinationDeliveredEventCount", .count, in: .messages,
    "Records of a stream that were given up and of which the destination has word.")
  static let givenBack = Measure(
    "GivenBackEventCount", .count, in: .messages,
    "Messages let go of because the function turned their batch away until their time was up.")

  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "AWS::Lambda::EventSourceMapping", title: "Event source mapping",
      summary: "Reads messages from a queue or a stream and has a function run them in batches.",
      identity: Identity(
        ref: "{name}", arn: "arn:{partition}:lambda:{region}:{account}:event-source-mapping:{name}",
        attributes: [("Id", "{name}"), ("EventSourceMappingArn", "{name}")]))
    declaration.emblem = .function
    declaration.authority = .elsewhere
    declaration.metrics = MetricAddress("AWS/Lambda", by: "EventSourceMappingUUID")
    declaration.measures = [
      batches, target, pollers, polled, invoked, failed, deleted, filteredOut, givenBack, dropped,
      told,
    ]
    declaration.limits = [
      Limit(
        "mapping concurrency", .resource,
        "Batches at once: 5 at first, 300 a minute more while messages wait, 1,250 at most.",
        source: .documented(guide + "services-sqs-scaling.html")),
      Limit(
        "provisioned pollers", .resource,
        "Ten batches, ten receives a second and 1 MB a second each; 100 more a minute.",
        source: .documented(guide + "with-sqs.html")),
      Limit(
        "shard concurrency", .resource,
        "One batch at once of each shard of a stream, times the ParallelizationFactor.",
        source: .documented(guide + "services-dynamodb-eventsourcemapping.html")),
    ]
    declaration.faults = [Fault(.stop, "The mapping is disabled and reads nothing.")]
    declaration.actions = [
      .init(.enable, "Reads from then on, with its first pollers."),
      .init(.disable, "Reads nothing from then on; what runs is not touched."),
    ]
    declaration.parameters = [
      pickup, fifoPickup, firstPollers, ceiling, rampInterval, seesReservedConcurrency, errorPivot,
      errorExponent, throttleDelay, throttleCap, longPoll, quietPollers, quietAfter,
      pollerConcurrency, pollerReceives, pollerBytes, pollerInterval, retryDelay,
    ]
    return declaration
  }()

  var usedParameters: [Parameter] {
    let always = [
      keepsOrder ? Self.fifoPickup : Self.pickup, Self.seesReservedConcurrency,
      Self.throttleDelay, Self.throttleCap, Self.longPoll,
    ]
    if provisioned != nil {
      return always
        + [Self.pollerConcurrency, Self.pollerReceives, Self.pollerBytes, Self.pollerInterval]
    }
    guard !keepsOrder else { return always + [Self.firstPollers, Self.ceiling] }
    let own = [Self.firstPollers, Self.ceiling, Self.rampInterval]
    let backOff = partialResponses ? [] : [Self.errorPivot, Self.errorExponent]
    return always + own + backOff
      + (scaling.canBeQuiet ? [Self.quietPollers, Self.quietAfter] : [])
  }

  static let pickup = Parameter(
    "mapping.pickup",
    .time(.lognormals((0.8, median: 15.8e6, sigma: 0.11), (0.2, median: 33.5e6, sigma: 0.7))),
    in: .anyLength,
    "From the receive of a message to the start of its run, beside waiting for a poller.",
    source: LatencyComparison.source(
      "SQS to Lambda 16.2 ms, p10 13.7, p90 33.8, p99 105 (September 2022), all of it; "
        + "the way of the message to the queue is part of it")
  ).ideally(.span(.zero))

  static let fifoPickup = Parameter(
    "mapping.fifoPickup",
    .time(
      .lognormals(
        (0.68, median: 26e6, sigma: 0.15), (0.28, median: 46e6, sigma: 0.32),
        (0.04, median: 540e6, sigma: 0.04))), in: .anyLength,
    "From the receive of a message of a FIFO queue to the start of its run, beside waiting for its "
      + "group.",
    source: LatencyComparison.source(
      "SQS FIFO to Lambda 28.1 ms, p10 21.9, p90 61.2, p99 645 (September 2022), all of it; "
        + "the way of the message to the queue is part of it. By way of a topic the p99 was less, "
        + "497, which no sum of hops can give: the p99 of 555 is as far from one as from the other")
  ).ideally(.span(.zero))

  static let firstPollers = Parameter(
    "mapping.firstPollers", .count(5), in: .limit, "Batches at once before the mapping has scaled.",
    source: .documented(guide + "services-sqs-scaling.html")
  ).ideally(.count(.max))

  static let ceiling = Parameter(
    "mapping.ceiling", .count(1_250), in: .limit, "The most batches at once of one mapping.",
    source: .documented(guide + "services-sqs-scaling.html")
  ).ideally(.count(.max))

  static let rampInterval = Parameter(
    "mapping.rampInterval", .span(.milliseconds(200)), in: .lengths(.milliseconds(1) ... .days(1)),
    "One batch more may run each time this passes while messages wait: 300 a minute.",
    source: .documented(guide + "services-sqs-scaling.html")
  )

  static let seesReservedConcurrency = Parameter(
    "mapping.seesReservedConcurrency", .flag(false), in: .flags,
    "Whether the mapping receives only what the function can start.",
    source: .documented("https://www.repost.aws/knowledge-center/lambda-sqs-scaling")
  ).ideally(.flag(true))

  static let errorPivot = Parameter(
    "mapping.errorPivot", .real(25), in: .reals(1...1_000_000),
    "At this many batches at once a failed one takes the target down by one.",
    source: .measured(experiment)
  )

  static let errorExponent = Parameter(
    "mapping.errorExponent", .real(2.5), in: .reals(0...100),
    "The power of the target, over the pivot, by which a failed batch takes it down.",
    source: .measured(experiment)
  )

  static let throttleDelay = Parameter(
    "mapping.throttleDelay", .span(.milliseconds(100)),
    in: .lengths(.milliseconds(10) ... .hours(1)),
    "Before a batch that was turned away is tried again, doubling with each attempt.",
    source: .assumption("AWS says back-off and gives no figures")
  )

  static let throttleCap = Parameter(
    "mapping.throttleCap", .span(.seconds(5)), in: .lengths(.milliseconds(100) ... .days(1)),
    "The longest wait of a batch that was turned away.",
    source: .assumption("AWS says back-off and gives no figures")
  )

  static let retryDelay = Parameter(
    "mapping.retryDelay", .span(.milliseconds(100)),
    in: .lengths(.milliseconds(1) ... .hours(1)),
    "Before a batch of a stream that failed is tried again.",
    source: .assumption("AWS says that it is retried and gives no figures")
  )

  static let longPoll = Parameter(
    "mapping.longPoll", .span(.seconds(20)), in: .lengths(.milliseconds(100) ... .hours(1)),
    "How long an idle poller waits before its receive returns empty, which is billed.",
    source: .documented(guide + "with-sqs.html")
  )

  static let quietPollers = Parameter(
    "mapping.quietPollers", .count(2), in: .limit,
    "Pollers that remain after a time of little traffic, where no MaximumConcurrency is set.",
    source: .documented(guide + "services-sqs-scaling.html")
  )

  static let quietAfter = Parameter(
    "mapping.quietAfter", .span(.minutes(15)), in: .lengths(.seconds(1) ... .days(3_650)),
    "How long there is little traffic before fewer than the first pollers remain.",
    source: .assumption("AWS says that it can happen, and neither when nor how fast")
  )

  static let pollerConcurrency = Parameter(
    "mapping.pollerConcurrency", .count(10), in: .limit, "Batches at once of a provisioned poller.",
    source: .documented(guide + "with-sqs.html")
  ).ideally(.count(.max))

  static let pollerReceives = Parameter(
    "mapping.pollerReceives", .count(10), in: .limit,
    "Receives in a second of a provisioned poller.",
    source: .documented(guide + "with-sqs.html")
  ).ideally(.count(.max))

  static let pollerBytes = Parameter(
    "mapping.pollerBytes", .count(1 << 20), in: .limit,
    "Bytes in a second of a provisioned poller: 1 MB, which AWS reckons as 1,024 KB.",
    source: .documented(guide + "with-sqs.html")
  ).ideally(.count(.max))

  static let pollerInterval = Parameter(
    "mapping.pollerInterval", .span(.milliseconds(600)),
    in: .lengths(.milliseconds(1) ... .days(1)),
    "One provisioned poller more each time this passes while messages wait: 100 a minute.",
    source: .documented(guide + "services-sqs-scaling.html")
  )
}
