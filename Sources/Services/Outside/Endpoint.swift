import Blueprints
import Documents
import Kernel
import Measures

/// Something outside AWS that answers requests: with a latency, a share of failures and a limit.
final class Endpoint: Node {
  static let requests = Measure("Requests", .count, in: .requests, "Requests that came in.")
  static let failures = Measure(
    "Failures", .count, in: .requests, "Requests answered with a server error.")
  static let throttles = Measure(
    "Throttles", .count, in: .requests, "Requests turned away as too many.")
  static let latencies = Measure(
    "Latency", .samples, in: .nanoseconds, "Time until the answer to a successful request.")

  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "outside", title: "Outside endpoint",
      summary: "Answers requests with a latency, a share of failures and a limit.",
      identity: Identity(ref: "{name}", arn: "{name}"))
    declaration.inlets = [Inlet("Request", "Sends a request and gets its answer.", permission: nil)]
    declaration.entry = "Request"
    declaration.measures = [requests, failures, throttles, latencies]
    declaration.limits = [
      Limit(
        "limit", .resource, "Requests in a time, with a burst of one second; more is turned away.",
        source: .definition("what the scenario gives as `limit`"))
    ]
    declaration.faults = [
      Fault(.slow, "Answers take so many times as long."),
      Fault(.fail, "A share of requests fails beside the endpoint's own; callers may try again."),
      Fault(.stop, "Every request fails."),
      Fault(.throttle, "A share of requests is turned away."),
    ]
    return declaration
  }()

  let card: NodeCard
  private let time: DrawnTime
  private let failOdds: Odds
  private var limit: RateLimit?
  private var slowness = 1.0
  private var faultOdds = Odds.never
  private var throttleOdds = Odds.never
  private var isStopped = false
  private let failPurpose: Purpose
  private let faultPurpose: Purpose
  private let throttlePurpose: Purpose
  let requests: CountMeasure
  let failures: CountMeasure
  let throttles: CountMeasure
  let latencies: SampleMeasure

  init(_ settings: EndpointSettings, label: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    time = DrawnTime(settings.latency, for: "answer/\(label)", in: world)
    failOdds = Odds(share: settings.fails)
    limit = settings.limit.flatMap { RateLimit($0) }
    failPurpose = world.purpose("failure/\(label)")
    faultPurpose = world.purpose("fault/\(label)")
    throttlePurpose = world.purpose("throttle/\(label)")
    requests = world.count(Self.requests, at: label)
    failures = world.count(Self.failures, at: label)
    throttles = world.count(Self.throttles, at: label)
    latencies = world.samples(Self.latencies, at: label)
  }

  /// Makes the endpoint of an entry under `outside`.
  static func make(_ site: Site) throws(InputError) -> any Node {
    Endpoint(
      try EndpointSettings(site.properties, of: site.label), label: site.label, in: site.world)
  }

  func apply(_ fault: FaultState, in world: World) {
    switch fault {
    case .slow(let factor): slowness = factor
    case .fail(let share): faultOdds = Odds(share: share)
    case .stop(let stops): isStopped = stops
    case .throttle(let share): throttleOdds = Odds(share: share)
    }
  }

  func call(_ call: Call, in world: World) -> Answer {
    let answer = answer(call.name, call.attempt, in: world)
    if case .done = answer { world.edge(call.edge).delivered(call.name, in: world) }
    return answer
  }

  func offer(_ slot: UInt32, in world: World) -> Acceptance {
    let message = world.messages[slot]
    switch answer(message.name, UInt32(message.runs), in: world) {
    case .done:
      world.forget(slot)
      return .accepted
    case .throttled: return .throttled
    case .failed, .refused, .later: return .unavailable
    }
  }

  private func answer(_ name: Name, _ attempt: UInt32, in world: World) -> Answer {
    requests.add(1, at: world.now)
    let time = time.length(for: name, attempt, slowedBy: slowness)
    let isThrottledByFault =
      throttleOdds != .never && throttleOdds.happens(throttlePurpose.word(for: name, attempt))
    guard !isThrottledByFault, limit == nil || limit?.take(at: world.now) == true else {
      throttles.add(1, at: world.now)
      return .throttled(after: time)
    }
    guard !isStopped, !failOdds.happens(failPurpose.word(for: name, attempt)),
      !faultOdds.happens(faultPurpose.word(for: name, attempt))
    else {
      failures.add(1, at: world.now)
      return .failed(after: time, retryable: true)
    }
    latencies.record(time, at: world.now)
    return .done(after: time)
  }
}
