import Blueprints
import Kernel
import Measures

/// The instruments of a load balancer.
final class LoadBalancerMeters {
  static let requests = Measure(
    "RequestCount", .count, in: .requests, "Requests that came in.")
  static let active = Measure(
    "ActiveConnectionCount", .gauge, in: .requests, role: .unfinished,
    "Requests that wait for a target's answer.")
  static let clientErrors = Measure(
    "HTTPCode_ELB_4XX_Count", .count, in: .requests, role: .failure,
    "Requests that the load balancer itself refused.")
  static let serverErrors = Measure(
    "HTTPCode_ELB_5XX_Count", .count, in: .requests,
    "Requests that the load balancer itself answered with an error of the server.")
  static let failed = Measure(
    "HTTPCode_ELB_500_Count", .count, in: .requests, role: .failure,
    "Requests on which the load balancer itself failed.")
  static let badGateway = Measure(
    "HTTPCode_ELB_502_Count", .count, in: .requests, role: .failure,
    "Requests whose target closed the connection, or is a function that failed.")
  static let unavailable = Measure(
    "HTTPCode_ELB_503_Count", .count, in: .requests, role: .failure,
    "Requests for which there was no target.")
  static let timedOut = Measure(
    "HTTPCode_ELB_504_Count", .count, in: .requests, role: .failure,
    "Requests whose target did not answer within the idle timeout.")
  static let fixed = Measure(
    "HTTP_Fixed_Response_Count", .count, in: .requests, "Requests that a fixed response answered.")
  static let redirects = Measure(
    "HTTP_Redirect_Count", .count, in: .requests, "Requests that were sent elsewhere.")
  static let measures =
    [requests, active] + ResponseMeters.measures + [
      clientErrors, serverErrors, failed, badGateway, unavailable, timedOut, fixed, redirects,
    ]

  let requests: CountMeasure
  private let active: GaugeMeasure
  let responses: ResponseMeters
  private let clientErrors: CountMeasure
  private let serverErrors: CountMeasure
  private let single: [(status: HTTPStatus, count: CountMeasure)]
  let fixed: CountMeasure
  let redirects: CountMeasure
  private var timingOut: EpisodeDetector

  init(label: String, node: UInt32, in world: World) {
    requests = world.count(Self.requests, at: label)
    active = world.gauge(Self.active, at: label)
    responses = ResponseMeters(label: label, in: world)
    clientErrors = world.count(Self.clientErrors, at: label)
    serverErrors = world.count(Self.serverErrors, at: label)
    single = [
      (.serverError, world.count(Self.failed, at: label)),
      (.badGateway, world.count(Self.badGateway, at: label)),
      (.unavailable, world.count(Self.unavailable, at: label)),
      (.gatewayTimeout, world.count(Self.timedOut, at: label)),
    ]
    fixed = world.count(Self.fixed, at: label)
    redirects = world.count(Self.redirects, at: label)
    timingOut = EpisodeDetector(.timingOut, node: node, quietGap: Episode.quietGap)
  }

  /// So many requests wait for a target's answer.
  func moved(active count: Int64, at now: Instant) { active.set(count, at: now) }

  /// The load balancer itself answered a request with an error.
  func refused(_ status: HTTPStatus, in world: World) {
    if status == .gatewayTimeout { timingOut.happened(at: world.now, in: world.episodes) }
    guard status.isServerError else { return clientErrors.add(1, at: world.now) }
    serverErrors.add(1, at: world.now)
    single.first { $0.status == status }?.count.add(1, at: world.now)
  }

  /// Dates the end of what is over.
  func finish(in world: World) { timingOut.settle(at: world.now, in: world.episodes) }
}
