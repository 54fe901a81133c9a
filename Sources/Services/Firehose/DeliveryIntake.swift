import Blueprints
import Kernel
import Measures

/// Takes records as far as the quotas of a delivery stream go, and counts them.
///
/// Each record of a batch is taken or turned away for itself.
struct DeliveryIntake {
  private(set) var records: TokenBucket?
  private(set) var requests: TokenBucket?
  private(set) var bytes: TokenBucket?
  private var request = OpenRequest()
  private let putTime: DrawnTime
  /// The chance that a fault has a record fail.
  var failing: FaultOdds
  /// The chance that a fault throttles a record.
  var turningAway: FaultOdds
  private var throttling: EpisodeDetector
  private let incoming: CountMeasure
  private let incomingBytes: CountMeasure
  private let incomingRequests: CountMeasure
  private let throttled: CountMeasure

  init(of label: String, node: UInt32, in world: World) {
    func bucket(_ parameter: Parameter) -> TokenBucket? {
      let rate = world.calibration.count(parameter)
      return rate == .max ? nil : TokenBucket(rate: rate, capacity: rate)
    }
    records = bucket(DeliveryStreamParameters.records)
    requests = bucket(DeliveryStreamParameters.requests)
    bytes = bucket(DeliveryStreamParameters.bytes)
    putTime = DrawnTime(DeliveryStreamParameters.put, for: "send", in: world)
    failing = FaultOdds(for: "fault/\(label)", in: world)
    turningAway = FaultOdds(for: "throttle/\(label)", in: world)
    throttling = EpisodeDetector(.throttling, node: node, quietGap: Episode.quietGap)
    incoming = world.count(DeliveryStream.records, at: label)
    incomingBytes = world.count(DeliveryStream.bytes, at: label)
    incomingRequests = world.count(DeliveryStream.requests, at: label)
    throttled = world.count(DeliveryStream.throttled, at: label)
  }

  /// Says what becomes of the record of a call, and how long its request takes.
  mutating func admit(_ call: Call, in world: World) -> (Acceptance, TimeSpan) {
    let isFirst = request.takes(call, answering: putTime, in: world)
    guard call.request.bytes <= DeliveryStream.bytesPerRequest else {
      return (.refused, request.latency)
    }
    let verdict = admit(
      call.name, call.attempt, size: call.size, startsRequest: isFirst, in: world)
    return (verdict, request.latency)
  }

  /// Says what becomes of a record.
  mutating func admit(
    _ name: Name, _ attempt: UInt32, size: Int64, startsRequest: Bool, in world: World
  ) -> Acceptance {
    if startsRequest { incomingRequests.add(1, at: world.now) }
    guard size <= DeliveryStream.bytesPerRecord else { return .refused }
    if failing.strikes(name, attempt) { return .unavailable }
    let isTurnedAway =
      turningAway.strikes(name, attempt)
      || !has(size, request: startsRequest, at: world.now)
    guard !isTurnedAway else {
      throttled.add(1, at: world.now)
      throttling.happened(at: world.now, in: world.episodes)
      return .throttled
    }
    _ = records?.take(at: world.now)
    _ = bytes?.take(size, at: world.now)
    if startsRequest { _ = requests?.take(at: world.now) }
    incoming.add(1, at: world.now)
    incomingBytes.add(size, at: world.now)
    return .accepted
  }

  /// Whether every quota holds a record.
  private mutating func has(_ size: Int64, request: Bool, at now: Instant) -> Bool {
    if let rest = records?.available(at: now), rest < 1 { return false }
    if let rest = bytes?.available(at: now), rest < size { return false }
    if request, let rest = requests?.available(at: now), rest < 1 { return false }
    return true
  }

  /// The run ends.
  mutating func finish(in world: World) {
    throttling.settle(at: world.now, in: world.episodes)
  }
}
