import Blueprints
import Kernel
import Measures

/// What targets answered, counted by hundreds of the status, and how long they took.
final class ResponseMeters {
  static let good = Measure(
    "HTTPCode_Target_2XX_Count", .count, in: .requests, "Requests that targets did.")
  static let clientErrors = Measure(
    "HTTPCode_Target_4XX_Count", .count, in: .requests, role: .failure,
    "Requests that targets refused, or turned away as too many.")
  static let serverErrors = Measure(
    "HTTPCode_Target_5XX_Count", .count, in: .requests, role: .failure,
    "Requests on which targets failed.")
  static let times = Measure(
    "TargetResponseTime", .samples, in: .nanoseconds, role: .response,
    "From the moment at which a request left the load balancer to the target's answer."
  ).inSeconds
  static let measures = [good, clientErrors, serverErrors, times]

  private let good: CountMeasure
  private let clientErrors: CountMeasure
  private let serverErrors: CountMeasure
  private let times: SampleMeasure

  init(label: String, in world: World) {
    good = world.count(Self.good, at: label)
    clientErrors = world.count(Self.clientErrors, at: label)
    serverErrors = world.count(Self.serverErrors, at: label)
    times = world.samples(Self.times, at: label)
  }

  /// A target answered after a time.
  func answered(_ status: HTTPStatus, after time: TimeSpan, at now: Instant) {
    times.record(time, at: now)
    if status.isServerError {
      serverErrors.add(1, at: now)
    } else if status.isClientError {
      clientErrors.add(1, at: now)
    } else {
      good.add(1, at: now)
    }
  }
}
