import Blueprints
import Kernel
import Measures

/// Takes the requests of PutEvents: counts them, and turns away those past the quota of the
/// account, each as a whole.
///
/// The entries of a request come one after the other as calls of their own; what becomes of the
/// request is decided with the first of them.
struct EventIntake {
  /// What becomes of a request.
  enum Verdict {
    /// Its entries are looked at one by one.
    case taken
    /// There were too many requests.
    case throttled
    /// It is refused as a whole.
    case invalid
  }

  /// The most entries of a request.
  static let greatestCount: Int64 = 10
  /// The most bytes of all entries of a request together.
  static let greatestSize: Int64 = 1_048_576

  let rate: SharedRate?
  private let calls: CountMeasure
  private let successes: CountMeasure
  private let failures: CountMeasure
  private let throttles: CountMeasure
  private let sizes: SampleMeasure
  private let latencies: SampleMeasure
  private var throttling: EpisodeDetector
  /// The chance that a fault throttles a request.
  var turningAway: FaultOdds

  /// What became of the request whose entries are coming in.
  private var verdict = Verdict.taken

  init(of label: String, node: UInt32, in world: World) {
    let limit = EventQuotas.inForce(EventBusParameters.putRate, in: world, EventQuotas.requests)
    rate =
      limit == .max
      ? nil : world.sharedRate(EventBusParameters.putRate.name, perSecond: limit)
    calls = world.count(EventBus.calls, at: label)
    successes = world.count(EventBus.successes, at: label)
    failures = world.count(EventBus.failures, at: label)
    throttles = world.count(EventBus.throttles, at: label)
    sizes = world.samples(EventBus.requestSize, at: label)
    latencies = world.samples(EventBus.putLatency, at: label)
    turningAway = FaultOdds(for: "throttle/\(label)", in: world)
    throttling = EpisodeDetector(.throttling, node: node, quietGap: Episode.quietGap)
  }

  /// Says what becomes of the request that an entry is part of.
  ///
  /// - Parameter isFirst: Whether it is the first entry of its request.
  mutating func admit(
    _ call: Call, isFirst: Bool, after latency: TimeSpan, in world: World
  ) -> Verdict {
    guard isFirst else { return verdict }
    calls.add(1, at: world.now)
    sizes.record(call.request.bytes, at: world.now)
    latencies.record(latency.nanoseconds, at: world.now)
    verdict = judge(call, in: world)
    switch verdict {
    case .taken: successes.add(1, at: world.now)
    case .invalid: failures.add(1, at: world.now)
    case .throttled:
      throttles.add(1, at: world.now)
      throttling.happened(at: world.now, in: world.episodes)
    }
    return verdict
  }

  /// Closes what still lasts.
  mutating func finish(in world: World) {
    throttling.settle(at: world.now, in: world.episodes)
  }

  private func judge(_ call: Call, in world: World) -> Verdict {
    if turningAway.strikes(call.name, call.attempt) { return .throttled }
    guard rate?.take(at: world.now) != false else { return .throttled }
    let fits =
      call.request.count <= Self.greatestCount && call.request.bytes < Self.greatestSize
    return fits ? .taken : .invalid
  }
}
