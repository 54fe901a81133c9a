import Blueprints
import Documents
import Kernel
import Measures

/// Sends events to an endpoint on the web, as fast as its rate allows: what comes too early waits.
///
/// The copies stay with whoever sends them, who also tries again; their age counts while they wait.
final class APIDestination: Node, Invocable {
  /// Refusals after which EventBridge tries again; beside them 429 and 5xx, and no others.
  ///
  /// Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html.
  static let retriedRefusals: [Int64] = [401, 407, 409]

  let card: NodeCard
  private let settings: APIDestinationSettings
  private let timeout: TimeSpan
  private(set) var pace: Pace?
  private let waiting: GaugeMeasure
  private let timeouts: CountMeasure
  private var saturation: EpisodeDetector
  /// Who answers, known once the nodes are connected.
  private var outlet: Outlet?

  /// Whoever answers in the place of the endpoint.
  private struct Outlet {
    let answers: EndpointAnswers
    /// Who answers when it has done its work; nil where the answers are all there is.
    var server: Server?
    let consumer: Consumer
    /// Whether nothing was said of the endpoint.
    let isAssumed: Bool
  }

  init(_ settings: APIDestinationSettings, label: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    self.settings = settings
    timeout = world.calibration.span(Self.timeout)
    let rate = min(settings.rate ?? .max, world.calibration.count(Self.rate))
    pace = rate == .max ? nil : Pace(perSecond: rate)
    waiting = world.gauge(Self.waiting, at: label)
    timeouts = world.count(Self.timeouts, at: label)
    saturation = EpisodeDetector(.saturated, node: card.number, quietGap: Episode.quietGap)
  }

  func connect(_ site: Site) throws(InputError) {
    let described = try described(at: site)
    let answers = described?.answers ?? assumed(in: site.world)
    let consumer =
      site.world.consumers.first { $0.label == answers.label }
      ?? site.world.addConsumer(answers.label)
    outlet = Outlet(
      answers: answers, server: described?.server, consumer: consumer,
      isAssumed: described == nil)
  }

  var usedParameters: [Parameter] {
    Self.declaration.parameters.filter {
      $0.name != Self.latency.name || outlet?.isAssumed == true
    }
  }

  /// The entry under `outside` with the logical id, else the one with the URL or its host.
  private func described(
    at site: Site
  ) throws(InputError) -> (answers: EndpointAnswers, server: Server?)? {
    if let outside = site.outside {
      let settings = try EndpointSettings(outside, of: label)
      return (EndpointAnswers(settings, label: label, in: site.world), nil)
    }
    return settings.endpoint.flatMap { OutsideAddress.entry(of: $0.text, at: site) }
      .map { ($0.answers, $0.server) }
  }

  private func assumed(in world: World) -> EndpointAnswers {
    var settings = EndpointSettings()
    settings.latency = world.calibration.time(Self.latency)
    return EndpointAnswers(settings, label: label, in: world)
  }

  func finish(in world: World) {
    saturation.settle(at: world.now, in: world.episodes)
  }

  func apply(_ fault: FaultState, in world: World) {
    outlet?.answers.apply(fault)
  }

  // MARK: Turns

  var invocable: (any Invocable)? { self }

  private(set) var pause = TimeSpan.zero

  func wait(before deadline: Instant, in world: World) -> TimeSpan? {
    guard let next = pace?.next(at: world.now), next > world.now else {
      _ = pace?.place(at: world.now)
      return .zero
    }
    saturation.happened(at: world.now, in: world.episodes)
    guard next < deadline else { return nil }
    _ = pace?.place(at: world.now)
    waiting.add(1, at: world.now)
    return next - world.now
  }

  func begin(in world: World) {
    waiting.add(-1, at: world.now)
  }

  // MARK: Requests

  func invoke(_ slot: UInt32, attempt: UInt32, reply: Event, in world: World) -> Answer {
    if let server = outlet?.server {
      return request(slot, attempt, of: server, reply: reply, in: world)
    }
    return request(slot, attempt: attempt, within: timeout, in: world)
  }

  /// Sends a request; what the endpoint says after its time, or that this is over.
  func request(
    _ slot: UInt32, attempt: UInt32, within timeout: TimeSpan, in world: World
  ) -> Answer {
    guard let outlet else { preconditionFailure("\(label) is not connected") }
    let message = world.messages[slot]
    let answer = outlet.answers.answer(message.name, attempt, in: world)
    pause = outlet.answers.retryAfter
    switch answer {
    case .done(let time):
      taken(slot, by: outlet.consumer, after: time, in: world)
      guard time <= timeout else { return late(after: timeout, in: world) }
      card.bill(0, units: world.size(of: message.kind).blocks(of: 65_536))
      return answer
    case .throttled(let time), .failed(let time, _), .refused(let time):
      guard time <= timeout else { return late(after: timeout, in: world) }
    case .partly, .unmet, .later: preconditionFailure("\(label) is not answered at once")
    }
    if case .refused(let time) = answer, Self.retriedRefusals.contains(outlet.answers.rejectsWith) {
      return .failed(after: time, retryable: true)
    }
    return answer
  }

  /// The endpoint does its work, whether or not anybody still waits for the answer.
  private func taken(
    _ slot: UInt32, by consumer: Consumer, after time: TimeSpan, in world: World
  ) {
    var entry = BatchEntry(message: slot, receipt: 0)
    entry.outcome = .succeeded
    entry.end = world.now + time
    consumer.record(entry, in: world)
    world.traceWork(entry, of: consumer)
  }

  // MARK: Servers

  /// What a server has not answered yet: whom to tell, about which copy, and since when.
  private struct Pending: BitwiseCopyable {
    var reply: Event
    var slot: UInt32
    var begin: Instant
  }

  private let pending = Slab<Pending>()

  /// Sends a request to a server, whose answer comes through here.
  private func request(
    _ slot: UInt32, _ attempt: UInt32, of server: Server, reply: Event, in world: World
  ) -> Answer {
    pause = server.stations.answers.retryAfter
    let number = pending.insert(Pending(reply: reply, slot: slot, begin: world.now))
    let answer = server.request(
      slot, attempt: attempt, within: timeout,
      reply: Event(node: card.number, kind: 0, first: number), in: world)
    if case .later = answer { return .later }
    pending.remove(number)
    return answer
  }

  func receive(_ event: Event, in world: World) {
    let request = pending[event.first]
    pending.remove(event.first)
    let answer = Reply(rawValue: event.second)
    if answer == .done {
      card.bill(0, units: world.size(of: world.messages[request.slot].kind).blocks(of: 65_536))
    } else if world.now - request.begin >= timeout {
      timeouts.add(1, at: world.now)
    }
    var reply = request.reply
    reply.second = event.second
    world.calendar.schedule(reply, at: world.now)
  }

  private func late(after timeout: TimeSpan, in world: World) -> Answer {
    timeouts.add(1, at: world.now)
    pause = .zero
    return .failed(after: timeout, retryable: true)
  }
}
