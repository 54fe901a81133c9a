import Blueprints
import Documents
import Kernel
import Measures

/// Shares requests out among targets that are well, and answers for those that do not.
final class LoadBalancer: Node {
  enum Kind: UInt16 {
    /// A target answered.
    case answer
    /// The idle timeout of the oldest request under way is over.
    case patience
  }

  /// What becomes of requests that ask for the same.
  struct Way {
    var line: RequestLine
    var action: ListenerAction
    /// How many rules they are compared with.
    var rules: Int64
  }

  let card: NodeCard
  let meters: LoadBalancerMeters
  /// What becomes of requests, by the number that their calls carry.
  var ways: ContiguousArray<Way> = []
  /// What takes requests; nil while nobody has asked.
  var board: ListenerBoard?
  /// The target groups that requests go to, by their numbers.
  private var groups: ContiguousArray<TargetGroup> = []
  private let exchanges: Exchanges
  private let line: UInt32
  private let idleTimeout: TimeSpan
  /// How many addresses on the internet it has.
  private let publicAddresses: Int64
  private let latency: DrawnTime
  private let dealing: Purpose
  private let functionPayload: Int64
  private var use: LoadBalancerUse
  private var slowness = 1.0
  private var failing: FaultOdds
  private var isStopped = false

  init(_ settings: LoadBalancerSettings, label: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    meters = LoadBalancerMeters(label: label, node: card.number, in: world)
    exchanges = Exchanges(
      of: card.number, answer: Kind.answer.rawValue, patience: Kind.patience.rawValue)
    line = exchanges.addLine()
    idleTimeout = settings.idleTimeout
    publicAddresses = settings.publicAddresses
    latency = DrawnTime(Self.latency, for: "front/\(label)", in: world)
    dealing = world.purpose("forward/\(label)")
    functionPayload = world.calibration.count(Self.functionPayload)
    failing = FaultOdds(for: "fault/\(label)", in: world)
    use = LoadBalancerUse(
      requestsPerConnection: world.calibration.count(Self.requestsPerConnection))
  }

  var answersAtOnce: Bool { false }
  var isBusy: Bool { exchanges.count > 0 }
  var router: (any Router)? { self }

  func receive(_ event: Event, in world: World) {
    switch Kind(rawValue: event.kind) {
    case .answer:
      guard let (exchange, reply) = exchanges.take(event, in: world) else { return }
      end(exchange, reply, in: world)
    case .patience:
      guard let exchange = exchanges.takeOverdue(in: line, in: world) else { return }
      giveUp(exchange, in: world)
    case nil: preconditionFailure("\(label) got an event of kind \(event.kind)")
    }
  }

  func finish(in world: World) {
    meters.finish(in: world)
    // What is behind it may call it: the circle of references ends with the run.
    ways = []
    groups = []
    board = nil
  }

  func apply(_ fault: FaultState, in world: World) {
    if case .slow(let factor) = fault { slowness = factor }
    if case .fail(let share) = fault { failing.set(share) }
    if case .stop(let stops) = fault { isStopped = stops }
  }

  func extraCharges(until end: Instant) -> [Charge] {
    let seconds = ((end - .start).nanoseconds + 999_999_999) / 1_000_000_000
    return [
      Charge(price: Self.hour, units: seconds, isByTime: true),
      Charge(price: Self.capacity, units: use.parts(until: end)),
      Charge(price: PublicAddress.price, units: publicAddresses * seconds, isByTime: true),
    ]
  }

  // MARK: Requests

  func call(_ call: Call, in world: World) -> Answer {
    world.edge(call.edge).delivered(call.name, in: world)
    let way = ways[Int(call.way)]
    use.came(bytes: call.size, rules: way.rules, at: world.now)
    guard !isStopped else { return refuse(.unavailable, call, in: world) }
    guard !failing.strikes(call.name, call.attempt) else {
      return refuse(.serverError, call, in: world)
    }
    switch way.action {
    case .fixed(let status):
      meters.fixed.add(1, at: world.now)
      return status.answer(after: time(for: call.name, call.attempt))
    case .redirect:
      meters.redirects.add(1, at: world.now)
      return .done(after: time(for: call.name, call.attempt))
    case .forward(let choices, let choice):
      let index = choice?.index(at: dealing.word(for: call.name, call.attempt)) ?? 0
      return forward(call, to: choices[index], in: world)
    }
  }

  private func forward(_ call: Call, to group: TargetGroup, in world: World) -> Answer {
    if case (let node, let edge?)? = group.function {
      guard call.size <= functionPayload else { return refuse(.tooLarge, call, in: world) }
      use.wentToFunction(bytes: call.size)
      group.meters.sent(among: 1, at: world.now)
      return pass(call, to: group, .max, along: edge, in: world) {
        edge.carry($0, to: node, in: world)
      }
    }
    guard let target = group.choose(call.name, call.attempt, at: world.now) else {
      return refuse(.unavailable, call, in: world)
    }
    group.meters.sent(among: group.inService.count, at: world.now)
    return pass(call, to: group, target, along: group.edge(to: target), in: world) {
      group.send($0, to: target, in: world)
    }
  }

  /// Passes a request on, and waits for the answer.
  private func pass(
    _ call: Call, to group: TargetGroup, _ target: UInt32, along edge: Edge, in world: World,
    _ send: (Call) -> Answer
  ) -> Answer {
    // AWS counts the requests for which a target was chosen.
    meters.requests.add(1, at: world.now)
    var onward = call
    onward.edge = edge.number
    onward.inlet = 0
    onward.way = 0
    let exchange = Exchange(
      reply: call.reply, name: call.name, attempt: call.attempt, came: world.now,
      edge: edge.number, route: number(of: group), target: target)
    if world.isTraced(call.name) {
      world.traceCall(onward, along: edge, tried: 0, because: call.name)
    }
    exchanges.open(exchange, in: line, until: world.now + idleTimeout, in: world) { reply in
      onward.reply = reply
      return send(onward)
    }
    note(in: world)
    return .later
  }

  private func number(of group: TargetGroup) -> UInt32 {
    if let known = groups.firstIndex(where: { $0 === group }) { return UInt32(known) }
    groups.append(group)
    return UInt32(groups.count - 1)
  }

  /// Answers a request with an error of the load balancer's own.
  private func refuse(_ status: HTTPStatus, _ call: Call, in world: World) -> Answer {
    meters.refused(status, in: world)
    return status.answer(after: time(for: call.name, call.attempt))
  }

  // MARK: Answers

  /// A target answered a request.
  private func end(_ exchange: Exchange, _ reply: Reply, in world: World) {
    let group = groups[Int(exchange.route)]
    var status = HTTPStatus(ofServer: reply)
    if exchange.target == .max {
      // A function that fails or is throttled gives no answer that could be passed on.
      if reply != .done { status = reply == .refused ? .tooLarge : .badGateway }
    } else if !group.ended(at: exchange.target, in: world), status == .serverError {
      status = .badGateway
      group.meters.cutOff.add(1, at: world.now)
    }
    if status == .badGateway || status == .tooLarge {
      meters.refused(status, in: world)
    } else {
      let time = world.now - exchange.came
      meters.responses.answered(status, after: time, at: world.now)
      group.meters.responses.answered(status, after: time, at: world.now)
    }
    answer(exchange, status, lost: status.loss, in: world)
  }

  /// A target was silent for too long; what it does about the request goes on.
  private func giveUp(_ exchange: Exchange, in world: World) {
    if exchange.target != .max {
      _ = groups[Int(exchange.route)].ended(at: exchange.target, in: world)
    }
    meters.refused(.gatewayTimeout, in: world)
    answer(exchange, .gatewayTimeout, lost: .timedOut, in: world)
  }

  private func answer(
    _ exchange: Exchange, _ status: HTTPStatus, lost loss: Edge.Loss?, in world: World
  ) {
    exchange.answer(
      status, lost: loss, after: time(for: exchange.name, exchange.attempt), in: world)
    note(in: world)
  }

  /// How long the load balancer itself takes.
  private func time(for name: Name, _ attempt: UInt32) -> TimeSpan {
    latency.length(for: name, attempt, slowedBy: slowness)
  }

  private func note(in world: World) {
    let active = Int64(exchanges.count)
    meters.moved(active: active, at: world.now)
    use.moved(active: active, at: world.now)
  }
}
