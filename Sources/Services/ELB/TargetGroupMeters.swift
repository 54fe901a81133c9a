import Blueprints
import Kernel
import Measures

/// The instruments of a target group.
final class TargetGroupMeters {
  static let requests = Measure(
    "RequestCount", .count, in: .requests, "Requests that were sent to a target.")
  static let perTarget = Measure(
    "RequestCountPerTarget", .count, in: .requests,
    "Requests by the number of targets that got requests, to the next whole one.")
  static let healthy = Measure(
    "HealthyHostCount", .gauge, in: .count, role: .concurrency,
    "Targets that answer their health checks.")
  static let unhealthy = Measure(
    "UnHealthyHostCount", .gauge, in: .count, role: .concurrency,
    "Targets that do not answer their health checks.")
  static let cutOff = Measure(
    "TargetConnectionErrorCount", .count, in: .requests, role: .failure,
    "Requests that were cut off, as their target takes no connections.")
  static let measures =
    [requests, perTarget] + ResponseMeters.measures + [
      healthy, unhealthy, cutOff,
    ]

  /// The parts of a request per target that are counted: none is lost for up to a million targets.
  private static let parts: Int64 = 1 << 40

  private let requests: CountMeasure
  private let perTarget: CountMeasure
  private let healthy: GaugeMeasure
  private let unhealthy: GaugeMeasure
  let cutOff: CountMeasure
  let responses: ResponseMeters
  private var rest: Int64 = 0

  init(label: String, in world: World) {
    requests = world.count(Self.requests, at: label)
    perTarget = world.count(Self.perTarget, at: label)
    healthy = world.gauge(Self.healthy, at: label)
    unhealthy = world.gauge(Self.unhealthy, at: label)
    cutOff = world.count(Self.cutOff, at: label)
    responses = ResponseMeters(label: label, in: world)
  }

  /// A request goes to one of so many targets.
  func sent(among targets: Int, at now: Instant) {
    requests.add(1, at: now)
    rest += Self.parts / Int64(max(targets, 1))
    // What the division leaves out is less than a millionth of a request.
    guard rest >= Self.parts - Self.parts >> 20 else { return }
    rest = max(0, rest - Self.parts)
    perTarget.add(1, at: now)
  }

  /// So many targets are well, and so many are not.
  func counted(healthy: Int64, unhealthy: Int64, at now: Instant) {
    self.healthy.set(healthy, at: now)
    self.unhealthy.set(unhealthy, at: now)
  }
}
