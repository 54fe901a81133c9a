import Blueprints
import Kernel
import Measures

extension EventSourceMapping {
  private static let configuration =
    "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html"
  private static let scaling =
    "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html"

  func recommendations(in world: World) -> [Advice] {
    let queue = world.node(labelled: waiting.from)
    let terms = (queue as? Queue)?.settings ?? (queue as? FIFOQueue)?.settings
    return [
      shortVisibility(), terms.flatMap { redrive($0) }, wholeBatches(), concurrency(in: world),
      lowReservation(), smallBatches(until: world.now),
    ].compactMap { $0 }
  }

  /// The longest that a queue hides a message.
  private static let longest = TimeSpan.seconds(43_200)

  private func shortVisibility() -> Advice? {
    let limit = batchProcessor.timeLimit
    let wanted = min(
      TimeSpan(nanoseconds: limit.nanoseconds * 6) + settings.window, Self.longest)
    guard source.hiddenFor < wanted else { return nil }
    let hasSuffered = failed.total > 0 || givenBack.total > 0
    return Advice(
      "visibility timeout below six times the function's", hasSuffered ? .failure : .delay,
      figure: "VisibilityTimeout \(TimeText.text(source.hiddenFor)), Timeout "
        + TimeText.text(limit),
      recommendation: "six times the function's timeout, plus the batching window: "
        + "\(TimeText.text(wanted))", source: Self.configuration,
      setting: .init(waiting.from, "VisibilityTimeout", wanted.secondsToSet))
  }

  private func redrive(_ terms: QueueSettings) -> Advice? {
    guard let redrive = terms.redrive else {
      return Advice(
        "no dead-letter queue", failed.total > 0 ? .loss : .blindness,
        figure: "\(waiting.from) has no RedrivePolicy, and "
          + "\(Quantity(failed.total, .messages).text) failed",
        recommendation: "set a dead-letter queue, so that what always fails does not come back "
          + "until it expires", source: Self.configuration)
    }
    guard redrive.maxReceiveCount < 5 else { return nil }
    return Advice(
      "maxReceiveCount below 5", .failure,
      figure: "maxReceiveCount \(redrive.maxReceiveCount); "
        + "\(Quantity(waiting.deadLettered, .messages).text) were set aside",
      recommendation: "5 at least, so that throttling does not send messages to the dead-letter "
        + "queue", source: Self.configuration,
      setting: .init(waiting.from, "RedrivePolicy.maxReceiveCount", "5"))
  }

  private func wholeBatches() -> Advice? {
    guard !partialResponses, settings.batchSize > 1, failed.total > 0 else { return nil }
    return Advice(
      "partial batch responses are off", .failure,
      figure: "\(Quantity(failed.total, .messages).text) failed, in batches of up to "
        + "\(settings.batchSize)",
      recommendation: "let the code name the messages that failed, so that the others of the "
        + "batch are not done again",
      source: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html",
      setting: .init(label, "FunctionResponseTypes", "[ReportBatchItemFailures]"))
  }

  private func concurrency(in world: World) -> Advice? {
    guard let function = batchProcessor as? Function, let reserved = function.admission.reserved,
      provisioned == nil, reserved > 0
    else { return nil }
    let mappings = world.nodes.compactMap { $0 as? EventSourceMapping }
      .filter { $0.batchProcessor === function }
    let bounded = mappings.filter { $0.settings.scaling?.maximumConcurrency != nil }
    let most = bounded.reduce(Int64(0)) { $0 + ($1.settings.scaling?.maximumConcurrency ?? 0) }
    let throttles = function.meters.throttles.total
    let turnedAway = "\(NumberText.grouped(throttles)) runs were turned away"
    guard let first = bounded.first, bounded.contains(where: { $0 === self }) else {
      guard throttles > 0 else { return nil }
      let share = (reserved - most) / Int64(mappings.count - bounded.count)
      return Advice(
        "MaximumConcurrency is not set", .failure,
        figure: "reserved concurrency \(reserved); \(turnedAway)",
        recommendation: "bound the mapping to what the function may run, so that messages wait in "
          + "the queue instead of being received in vain", source: Self.scaling,
        setting: .init(label, "ScalingConfig.MaximumConcurrency", "\(max(2, share))"))
    }
    guard first === self, reserved < most else { return nil }
    let together = bounded.count > 1 ? " of \(bounded.count) mappings together" : ""
    return Advice(
      "reserved concurrency below MaximumConcurrency", throttles > 0 ? .failure : .delay,
      figure: "reserved \(reserved), MaximumConcurrency \(most)\(together); \(turnedAway)",
      recommendation: "reserve at least what the mappings of the function may run together",
      source: Self.scaling,
      setting: .init(function.label, "ReservedConcurrentExecutions", "\(most)"))
  }

  private func lowReservation() -> Advice? {
    guard let function = batchProcessor as? Function, let reserved = function.admission.reserved,
      1..<5 ~= reserved, settings.scaling?.maximumConcurrency == nil, provisioned == nil,
      function.meters.throttles.total == 0
    else { return nil }
    return Advice(
      "reserved concurrency below 5", .delay,
      figure: "reserved \(reserved), and a mapping begins with 5 batches",
      recommendation: "5 at least for a function that reads a queue", source: Self.configuration,
      setting: .init(function.label, "ReservedConcurrentExecutions", "5"))
  }

  /// From so many runs a second on it matters what each of them costs.
  private static let highRate: Int64 = 10

  private func smallBatches(until now: Instant) -> Advice? {
    let seconds = max(1, now.nanoseconds / 1_000_000_000)
    let rate = invoked.total / seconds
    guard settings.batchSize == 1, rate >= Self.highRate else { return nil }
    return Advice(
      "one message a run", .cost,
      figure: "BatchSize 1 at \(NumberText.grouped(rate)) messages a second",
      recommendation: "larger batches make fewer runs and fewer requests",
      source: Self.scaling, setting: .init(label, "BatchSize", "10"))
  }
}

extension TimeSpan {
  /// The seconds that a setting takes for it, to the next whole one.
  var secondsToSet: String { "\((nanoseconds + 999_999_999) / 1_000_000_000)" }
}

extension StreamMapping {
  private static let errors =
    "https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html"

  func recommendations(in world: World) -> [Advice] {
    guard failed.total > 0 else { return [] }
    let figure = "\(Quantity(failed.total, .messages).text) were in batches that failed"
    var advice: [Advice] = []
    if settings.maximumRetries < 0, settings.maximumAge < 0 {
      advice.append(
        Advice(
          "records are tried again until they expire", .delay, figure: figure,
          recommendation: "bound the retries, or the age, so that one bad record does not hold up "
            + "its shard", source: Self.errors,
          setting: .init(label, "MaximumRetryAttempts", "3")))
    }
    if !settings.bisects, settings.streamBatchSize > 1, !reader.terms.isPartial {
      advice.append(
        Advice(
          "batches that failed are not halved", .failure,
          figure: figure + ", of up to \(settings.streamBatchSize)",
          recommendation: "halve them, so that a bad record is found without its neighbours",
          source: Self.errors, setting: .init(label, "BisectBatchOnFunctionError", "true")))
    }
    if settings.destinations?.onFailure == nil,
      settings.maximumRetries >= 0 || settings.maximumAge >= 0
    {
      advice.append(
        Advice(
          "no on-failure destination", dropped.total > 0 ? .loss : .blindness,
          figure: "\(Quantity(dropped.total, .messages).text) were given up",
          recommendation: "have word of records that are given up kept", source: Self.errors))
    }
    return advice
  }
}
