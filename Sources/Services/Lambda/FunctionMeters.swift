import Blueprints
import Kernel
import Measures
import Programs

/// The instruments of a function.
final class FunctionMeters {
  let invocations: CountMeasure
  let errors: CountMeasure
  let throttles: CountMeasure
  let durations: SampleMeasure
  let concurrency: GaugeMeasure
  let coldStarts: CountMeasure
  let initDurations: SampleMeasure
  let asyncReceived: CountMeasure
  let asyncAge: SampleMeasure
  let asyncDropped: CountMeasure
  let deadLetterErrors: CountMeasure
  let destinationFailures: CountMeasure

  /// How often somebody called who waits for the answer.
  var synchronousCalls: Int64 = 0

  /// How long snapshots took to be restored, where there are any.
  private let restoreDurations: SampleMeasure?

  init(label: String, restores: Bool, in world: World) {
    invocations = world.count(Function.invocations, at: label)
    errors = world.count(Function.errors, at: label)
    throttles = world.count(Function.throttles, at: label)
    durations = world.samples(Function.durations, at: label)
    concurrency = world.gauge(Function.concurrency, at: label)
    coldStarts = world.count(Function.coldStarts, at: label)
    initDurations = world.samples(Function.initDurations, at: label)
    restoreDurations = restores ? world.samples(Function.restoreDurations, at: label) : nil
    asyncReceived = world.count(Function.asyncReceived, at: label)
    asyncAge = world.samples(Function.asyncAge, at: label)
    asyncDropped = world.count(Function.asyncDropped, at: label)
    deadLetterErrors = world.count(Function.deadLetterErrors, at: label)
    destinationFailures = world.count(Function.destinationFailures, at: label)
  }

  /// Dates the times in which requests are turned away and in which runs are out of time.
  private var throttling: EpisodeDetector?
  private var timingOut: EpisodeDetector?

  /// Says which node the episodes are about, once it has its number.
  func date(for node: UInt32) {
    throttling = EpisodeDetector(.throttling, node: node, quietGap: Episode.quietGap)
    timingOut = EpisodeDetector(.timingOut, node: node, quietGap: Episode.quietGap)
  }

  /// Dates the end of what is over.
  func finish(in world: World) {
    throttling?.settle(at: world.now, in: world.episodes)
    timingOut?.settle(at: world.now, in: world.episodes)
  }

  /// A run begins.
  ///
  /// - Parameter cold: How its new environment starts; nil where that ran before.
  func began(cold: ColdStart?, at now: Instant) {
    invocations.add(1, at: now)
    concurrency.add(1, at: now)
    guard let cold else { return }
    coldStarts.add(1, at: now)
    if cold.restored > .zero {
      restoreDurations?.record(cold.restored.nanoseconds, at: now)
    } else {
      initDurations.record(cold.initialised.nanoseconds, at: now)
    }
  }

  /// A run ends.
  func ended(_ ending: Runner.Ending, duration: TimeSpan, in world: World) {
    concurrency.add(-1, at: world.now)
    durations.record(duration.nanoseconds, at: world.now)
    if ending.failed { errors.add(1, at: world.now) }
    if ending.timedOut { timingOut?.happened(at: world.now, in: world.episodes) }
  }

  /// A request is turned away.
  func throttled(in world: World) {
    throttles.add(1, at: world.now)
    throttling?.happened(at: world.now, in: world.episodes)
  }
}
