import Blueprints
import Kernel
import Measures

/// What CloudWatch counts for a pipe.
struct PipeMeters {
  static let concurrency = Measure(
    "Concurrency", .gauge, in: .count, role: .concurrency, "Executions that go on.")
  static let invocations = Measure(
    "Invocations", .count, in: .requests, "Executions that began, whatever became of them.")
  static let events = Measure(
    "EventCount", .count, in: .messages, "Records that executions began with.")
  static let eventSize = Measure(
    "EventSize", .samples, in: .bytes, "Bytes of the records of an execution.")
  static let duration = Measure(
    "Duration", .samples, in: .nanoseconds, role: .response,
    "How long an execution took, its enrichment and its target included.")
  static let throttled = Measure(
    "ExecutionThrottled", .count, in: .requests, role: .throttling,
    "Executions that had to wait, for the quota of the account or for what they call.")
  static let timedOut = Measure(
    "ExecutionTimeout", .count, in: .requests, role: .failure,
    "Executions that took longer than they may.")
  static let failed = Measure(
    "ExecutionFailed", .count, in: .requests, role: .failure, "Executions that failed as a whole.")
  static let partlyFailed = Measure(
    "ExecutionPartiallyFailed", .count, in: .requests, role: .failure,
    "Executions of which some records failed.")
  static let enrichmentFailed = Measure(
    "EnrichmentStageFailed", .count, in: .requests, role: .failure, "Enrichments that failed.")
  static let enrichmentDuration = Measure(
    "EnrichmentStageDuration", .samples, in: .nanoseconds, "How long an enrichment took.")
  static let targetFailed = Measure(
    "TargetStageFailed", .count, in: .requests, role: .failure,
    "Executions of which the target took nothing.")
  static let targetPartlyFailed = Measure(
    "TargetStagePartiallyFailed", .count, in: .requests, role: .failure,
    "Executions of which the target did not take everything.")
  static let targetDuration = Measure(
    "TargetStageDuration", .samples, in: .nanoseconds, "How long a target took.")
  static let filteredOut = Measure(
    "FilteredOutEventCount", .count, in: .messages,
    "Records removed because no filter wants them; CloudWatch has no metric for them.")

  /// All of them, in the order of the report.
  static let all = [
    concurrency, invocations, events, eventSize, duration, throttled, timedOut, failed,
    partlyFailed, enrichmentFailed, enrichmentDuration, targetFailed, targetPartlyFailed,
    targetDuration, filteredOut,
  ]

  let concurrency: GaugeMeasure
  let invocations: CountMeasure
  let events: CountMeasure
  let eventSize: SampleMeasure
  let duration: SampleMeasure
  let throttled: CountMeasure
  let timedOut: CountMeasure
  let failed: CountMeasure
  let partlyFailed: CountMeasure
  let enrichmentFailed: CountMeasure
  let enrichmentDuration: SampleMeasure
  let targetFailed: CountMeasure
  let targetPartlyFailed: CountMeasure
  let targetDuration: SampleMeasure
  let filteredOut: CountMeasure

  init(of label: String, in world: World) {
    concurrency = world.gauge(Self.concurrency, at: label)
    invocations = world.count(Self.invocations, at: label)
    events = world.count(Self.events, at: label)
    eventSize = world.samples(Self.eventSize, at: label)
    duration = world.samples(Self.duration, at: label)
    throttled = world.count(Self.throttled, at: label)
    timedOut = world.count(Self.timedOut, at: label)
    failed = world.count(Self.failed, at: label)
    partlyFailed = world.count(Self.partlyFailed, at: label)
    enrichmentFailed = world.count(Self.enrichmentFailed, at: label)
    enrichmentDuration = world.samples(Self.enrichmentDuration, at: label)
    targetFailed = world.count(Self.targetFailed, at: label)
    targetPartlyFailed = world.count(Self.targetPartlyFailed, at: label)
    targetDuration = world.samples(Self.targetDuration, at: label)
    filteredOut = world.count(Self.filteredOut, at: label)
  }
}
