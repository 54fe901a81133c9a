import Blueprints
import Kernel
import Measures

/// The instruments of an API; CloudWatch calls some of them other names for other kinds of API.
final class GatewayMeters {
  static let count = Measure("Count", .count, in: .requests, "Requests that came in.")
  static let latency = Measure(
    "Latency", .samples, in: .nanoseconds, role: .response,
    "From a request to its answer, as the API sees it.")
  static let integrationLatency = Measure(
    "IntegrationLatency", .samples, in: .nanoseconds,
    "From the moment at which a request was passed on to the answer from there.")

  /// The errors of clients and of servers under the names that an API's metrics have.
  static func errors(_ client: String, _ server: String) -> [Measure] {
    [
      Measure(
        client, .count, in: .requests, role: .failure,
        "Requests that were answered with a 4xx status."
      ).present(.with(count.name)),
      Measure(
        server, .count, in: .requests, role: .failure,
        "Requests that were answered with a 5xx status."
      ).present(.with(count.name)),
    ]
  }

  /// The statuses that are told apart, for which CloudWatch has no metric; access logs have them.
  static let statuses: [(status: HTTPStatus, measure: Measure)] = [
    (.badRequest, status("400", "refused by the API or by what it integrates")),
    (.tooLarge, status("413", "refused as too large")),
    (.tooMany, status("429", "turned away as too many", role: .throttling)),
    (.serverError, status("500", "on which what is integrated failed")),
    (.badGateway, status("502", "whose function failed")),
    (.unavailable, status("503", "that nobody could take")),
    (.gatewayTimeout, status("504", "whose integration did not answer in time")),
  ]

  private static func status(
    _ code: String, _ words: String, role: Measure.Role = .failure
  ) -> Measure {
    Measure(
      "Status\(code)", .count, in: .requests, role: role,
      "Requests \(words); CloudWatch has no metric for them, access logs have their status.")
  }

  /// All of an API whose metrics have these names.
  static func measures(_ client: String, _ server: String) -> [Measure] {
    [count] + errors(client, server) + [latency, integrationLatency] + statuses.map { $0.measure }
  }

  let count: CountMeasure
  private let clientErrors: CountMeasure
  private let serverErrors: CountMeasure
  private let latency: SampleMeasure
  let integrationLatency: SampleMeasure
  private let statuses: ContiguousArray<CountMeasure>
  private var throttling: EpisodeDetector
  private var timingOut: EpisodeDetector

  init(_ declaration: Declaration, label: String, node: UInt32, in world: World) {
    count = world.count(Self.count, at: label)
    clientErrors = world.count(declaration.measures[1], at: label)
    serverErrors = world.count(declaration.measures[2], at: label)
    latency = world.samples(Self.latency, at: label)
    integrationLatency = world.samples(Self.integrationLatency, at: label)
    statuses = ContiguousArray(Self.statuses.map { world.count($0.measure, at: label) })
    throttling = EpisodeDetector(.throttling, node: node, quietGap: Episode.quietGap)
    timingOut = EpisodeDetector(.timingOut, node: node, quietGap: Episode.quietGap)
  }

  /// A request that came at a moment is answered after a time from now.
  func answered(_ status: HTTPStatus, from came: Instant, after time: TimeSpan, in world: World) {
    latency.record(world.now + time - came, at: world.now)
    guard status.isClientError || status.isServerError else { return }
    if status == .tooMany { throttling.happened(at: world.now, in: world.episodes) }
    if status == .gatewayTimeout { timingOut.happened(at: world.now, in: world.episodes) }
    if status.isClientError { clientErrors.add(1, at: world.now) }
    if status.isServerError { serverErrors.add(1, at: world.now) }
    if let index = Self.statuses.firstIndex(where: { $0.status == status }) {
      statuses[index].add(1, at: world.now)
    }
  }

  /// Dates the end of what is over.
  func finish(in world: World) {
    throttling.settle(at: world.now, in: world.episodes)
    timingOut.settle(at: world.now, in: world.episodes)
  }
}
