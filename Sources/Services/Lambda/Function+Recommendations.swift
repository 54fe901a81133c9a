import Blueprints
import Kernel
import Measures
import Programs

extension Function {
  private static let guide = "https://docs.aws.amazon.com/lambda/latest/dg/"
  /// The longest Timeout that a function may have.
  private static let longestRun = TimeSpan.seconds(900)

  func recommendations(in world: World) -> [Advice] {
    [
      swallowed(), unheard(), shortTimeout(), longTimeout(), usedReservation(in: world),
      coldStarts(), idleEnvironments(),
    ].compactMap { $0 } + runner.program.recommendations(of: label, within: settings.timeout)
  }

  private func swallowed() -> Advice? {
    guard consumer.swallowed > 0 else { return nil }
    return Advice(
      "errors are caught and reported as success", .loss,
      figure: "\(Quantity(consumer.swallowed, .messages).text) failed and count as done",
      recommendation: "let errors be thrown, or name the messages that failed, so that they are "
        + "tried again or set aside", source: Self.guide + "invocation-retries.html")
  }

  private func unheard() -> Advice? {
    let queue = asynchronous
    guard meters.asyncReceived.total > 0, queue.deadLetters == nil,
      queue.terms.allSatisfy({ $0.onFailure == nil })
    else { return nil }
    let dropped = meters.asyncDropped.total
    return Advice(
      "no on-failure destination", dropped > 0 ? .loss : .blindness,
      figure: "\(NumberText.grouped(meters.asyncReceived.total)) asynchronous events, "
        + "\(NumberText.grouped(dropped)) given up",
      recommendation: "configure a destination or a dead-letter queue for events that are given up",
      source: Self.guide + "invocation-async-retain-records.html")
  }

  private func shortTimeout() -> Advice? {
    let limit = settings.timeout.nanoseconds
    guard let slowest = meters.durations.histogram.quantile(0.99),
      slowest >= limit / 10 * 8, limit > 0
    else { return nil }
    let isLongest = settings.timeout >= Self.longestRun
    let doubled = min(TimeSpan(nanoseconds: limit * 2), Self.longestRun)
    return Advice(
      "timeout near the time that runs take", .failure,
      figure: "p99 \(TimeText.text(TimeSpan(nanoseconds: slowest))), Timeout "
        + TimeText.text(settings.timeout),
      recommendation: isLongest
        ? "split the work, as no run may take longer than 15 minutes"
        : "a timeout well above the longest good run, found by tests under load",
      source: Self.guide + "configuration-timeout.html",
      setting: isLongest ? nil : .init(label, "Timeout", doubled.secondsToSet))
  }

  /// A run that hangs is found out only after the timeout.
  private func longTimeout() -> Advice? {
    guard settings.timeout >= .seconds(60), let longest = meters.durations.histogram.maximum,
      longest > 0, longest < settings.timeout.nanoseconds / 20
    else { return nil }
    let enough = max(TimeSpan(nanoseconds: longest * 6), .seconds(3))
    return Advice(
      "timeout far above the time that runs take", .delay,
      figure: "at most \(TimeText.text(TimeSpan(nanoseconds: longest))), Timeout "
        + TimeText.text(settings.timeout),
      recommendation: "a timeout not much above the longest run, so that one that hangs is found "
        + "out soon", source: Self.guide + "configuration-timeout.html",
      setting: .init(label, "Timeout", enough.secondsToSet))
  }

  private func usedReservation(in world: World) -> Advice? {
    guard let reserved = admission.reserved, reserved > 0 else { return nil }
    let isFed = world.nodes.contains { ($0 as? EventSourceMapping)?.batchProcessor === self }
    let (peak, throttles) = (meters.concurrency.gauge.maximum, meters.throttles.total)
    guard !isFed, peak * 10 >= reserved * 8 else { return nil }
    return Advice(
      throttles > 0 ? "reserved concurrency is used up" : "reserved concurrency is nearly used up",
      throttles > 0 ? .failure : .delay,
      figure: "\(peak) of \(reserved) at once; \(NumberText.grouped(throttles)) turned away",
      recommendation: "reserve what the peak takes and some room, or reserve nothing",
      source: Self.guide + "configuration-concurrency.html",
      setting: .init(label, "ReservedConcurrentExecutions", "\((reserved * 3 + 1) / 2)"))
  }

  private func coldStarts() -> Advice? {
    let (cold, runs) = (meters.coldStarts.total, meters.invocations.total)
    guard provisioned == nil, !settings.restores, runs >= 100, cold * 20 >= runs,
      meters.synchronousCalls > 0
    else { return nil }
    return Advice(
      "many cold starts", .delay,
      figure: "\(NumberText.grouped(cold)) of \(NumberText.grouped(runs)) runs",
      recommendation: "provisioned concurrency or SnapStart, where somebody waits for the answer",
      source: Self.guide + "provisioned-concurrency.html")
  }

  private func idleEnvironments() -> Advice? {
    guard let provisioned else { return nil }
    let peak = provisioned.executions.gauge.maximum
    guard peak * 2 < provisioned.count else { return nil }
    return Advice(
      "provisioned concurrency is idle", .cost,
      figure: "\(peak) of \(provisioned.count) environments ran at once at most",
      recommendation: "keep as many as run at once, and some tenth more",
      source: Self.guide + "provisioned-concurrency.html")
  }
}
