import Blueprints
import Documents
import Kernel
import Measures

/// How something outside AWS answers: its latency, its failures, its limit, and the faults on it.
final class EndpointAnswers {
  static let requests = Measure("Requests", .count, in: .requests, "Requests that came in.")
  static let failures = Measure(
    "Failures", .count, in: .requests, role: .failure, "Requests answered with a server error.")
  static let rejections = Measure(
    "Rejections", .count, in: .requests, role: .failure, "Requests answered with a client error.")
  static let throttles = Measure(
    "Throttles", .count, in: .requests, role: .throttling, "Requests turned away as too many.")
  static let latencies = Measure(
    "Latency", .samples, in: .nanoseconds, role: .response,
    "Time until the answer to a successful request.")
  static let measures = [requests, failures, rejections, throttles, latencies]

  static let faults = [
    Fault(.slow, "Answers take so many times as long."),
    Fault(.fail, "A share of requests fails beside the endpoint's own; callers may try again."),
    Fault(.stop, "Every request fails."),
    Fault(.throttle, "A share of requests is turned away."),
  ]

  /// Who answers, as reports name it.
  let label: String
  let requests: CountMeasure
  let failures: CountMeasure
  let rejections: CountMeasure
  let throttles: CountMeasure
  let latencies: SampleMeasure
  /// The HTTP status of refusals.
  let rejectsWith: Int64
  /// What `Retry-After` asks for after a failure.
  let retryAfter: TimeSpan
  private let time: DrawnTime
  private let failOdds: Odds
  private let rejectOdds: Odds
  private(set) var limit: RateLimit?
  private var slowness = 1.0
  private var failing: FaultOdds
  private var throttling: FaultOdds
  private(set) var isStopped = false
  private let failPurpose: Purpose
  private let rejectPurpose: Purpose

  init(_ settings: EndpointSettings, label: String, in world: World) {
    self.label = label
    rejectsWith = settings.rejectsWith
    retryAfter = settings.retryAfter
    time = DrawnTime(settings.latency, for: "answer/\(label)", in: world)
    failOdds = Odds(share: settings.fails)
    rejectOdds = Odds(share: settings.rejects)
    limit = settings.limit.flatMap { RateLimit($0) }
    failPurpose = world.purpose("failure/\(label)")
    rejectPurpose = world.purpose("rejection/\(label)")
    failing = FaultOdds(for: "fault/\(label)", in: world)
    throttling = FaultOdds(for: "throttle/\(label)", in: world)
    requests = world.count(Self.requests, at: label)
    failures = world.count(Self.failures, at: label)
    rejections = world.count(Self.rejections, at: label)
    throttles = world.count(Self.throttles, at: label)
    latencies = world.samples(Self.latencies, at: label)
  }

  /// Takes a fault, or ends it.
  func apply(_ fault: FaultState) {
    switch fault {
    case .slow(let factor): slowness = factor
    case .fail(let share): failing.set(share)
    case .stop(let stops): isStopped = stops
    case .throttle(let share): throttling.set(share)
    default: preconditionFailure("\(label) takes no such fault")
    }
  }

  /// What it says to a request about a message, tried before so many times.
  func answer(_ name: Name, _ attempt: UInt32, in world: World) -> Answer {
    guard admits(name, attempt, in: world) else {
      return .throttled(after: time.length(for: name, attempt, slowedBy: slowness))
    }
    let answer = verdict(name, attempt, in: world)
    if case .done(let time) = answer { latencies.record(time, at: world.now) }
    return answer
  }

  /// Whether a request finds its way past the limit and the faults that turn requests away; counts
  /// it.
  func admits(_ name: Name, _ attempt: UInt32, in world: World) -> Bool {
    requests.add(1, at: world.now)
    guard !throttling.strikes(name, attempt), limit == nil || limit?.take(at: world.now) == true
    else {
      throttles.add(1, at: world.now)
      return false
    }
    return true
  }

  /// Whether a request that was let in fails or is refused, and after which time that, or the work
  /// on it, begins to show.
  func verdict(_ name: Name, _ attempt: UInt32, in world: World) -> Answer {
    let time = time.length(for: name, attempt, slowedBy: slowness)
    guard !isStopped, !failOdds.happens(failPurpose.word(for: name, attempt)),
      !failing.strikes(name, attempt)
    else {
      failures.add(1, at: world.now)
      return .failed(after: time, retryable: true)
    }
    guard rejectOdds == .never || !rejectOdds.happens(rejectPurpose.word(for: name, attempt))
    else {
      rejections.add(1, at: world.now)
      return .refused(after: time)
    }
    return .done(after: time)
  }
}
