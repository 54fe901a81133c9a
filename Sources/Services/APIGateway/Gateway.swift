import Blueprints
import Documents
import Kernel
import Measures

/// Takes requests for what does the work behind it, as fast as it may, and answers for it where it
/// does not answer in time.
///
/// REST APIs, HTTP APIs and the addresses of functions are of this class; they differ in their
/// terms.
final class Gateway: Node {
  enum Kind: UInt16 {
    /// What is integrated answered.
    case answer
    /// The timeout of the oldest request of a line is over.
    case patience
  }

  let card: NodeCard
  let terms: GatewayTerms
  let meters: GatewayMeters
  /// The routes, read when the first asks; nil before.
  var table: RouteTable?
  /// Who does the work, by the numbers of the routes.
  private var passages: ContiguousArray<Passage> = []
  /// What the stage lets through, by the numbers of the routes.
  private(set) var throttles: ContiguousArray<GatewayThrottle?> = []
  /// What a usage plan lets each client have; nil where none is.
  private(set) var plan: KeyedThrottle?
  /// What all APIs of the account let through together.
  let account: SharedRate?
  private let exchanges: Exchanges
  private let latency: DrawnTime
  private let payload: Int64
  private var lines: ContiguousArray<TimeSpan> = []
  private var slowness = 1.0
  private var failing: FaultOdds
  private var throttling: FaultOdds
  private var isStopped = false
  /// What gives the routes of an API that has no parts of its own.
  let routes: [GatewayRoute]

  init(
    _ terms: GatewayTerms, routes: [GatewayRoute] = [], label: String, in world: World
  ) {
    card = NodeCard(label, terms.declaration, in: world)
    self.terms = terms
    self.routes = routes
    meters = GatewayMeters(terms.declaration, label: label, node: card.number, in: world)
    exchanges = Exchanges(
      of: card.number, answer: Kind.answer.rawValue, patience: Kind.patience.rawValue)
    latency = DrawnTime(terms.latency, for: "front/\(label)", in: world)
    payload = world.calibration.count(GatewayParameters.payload)
    failing = FaultOdds(for: "fault/\(label)", in: world)
    throttling = FaultOdds(for: "throttle/\(label)", in: world)
    let rate = world.calibration.count(GatewayParameters.rate)
    let burst = world.calibration.count(GatewayParameters.burst)
    account =
      terms.hasAccountLimit && rate < .max && burst < .max
      ? world.sharedRate(GatewayParameters.rate.name, perSecond: rate, burst: burst) : nil
  }

  var answersAtOnce: Bool { false }
  var isBusy: Bool { exchanges.count > 0 }
  var router: (any Router)? { self }

  func connect(_ site: Site) throws(InputError) {
    let table = try routeTable(in: site.world)
    let limits = try GatewayLimits(of: self, in: site.world, noting: site)
    plan = limits.plan.map { KeyedThrottle($0) }
    for route in table.routes {
      var passage = try IntegrationFinder(site: site, route: route).passage()
      passage.timeout = route.integration.timeout ?? terms.longestWait
      passage.line = line(for: passage.timeout)
      passage.needsKey = route.needsKey
      if let node = passage.node {
        passage.edge = passages.first { $0.node === node }?.edge ?? edge(to: node, at: site)
        if passage.kind != .web { passage.edge?.uses(passage.inlet) }
      }
      passages.append(passage)
      throttles.append(limits.limit(of: route).map { GatewayThrottle($0) })
    }
  }

  private func edge(to node: any Node, at site: Site) -> Edge {
    site.world.addPassage(from: label, to: node.label)
  }

  private func line(for timeout: TimeSpan) -> UInt32 {
    if let known = lines.firstIndex(of: timeout) { return UInt32(known) }
    lines.append(timeout)
    return exchanges.addLine()
  }

  func receive(_ event: Event, in world: World) {
    switch Kind(rawValue: event.kind) {
    case .answer:
      guard let (exchange, reply) = exchanges.take(event, in: world) else { return }
      end(exchange, reply, in: world)
    case .patience:
      guard let exchange = exchanges.takeOverdue(in: event.first, in: world) else { return }
      answer(exchange, .gatewayTimeout, lost: .timedOut, in: world)
    case nil: preconditionFailure("\(label) got an event of kind \(event.kind)")
    }
  }

  func finish(in world: World) {
    meters.finish(in: world)
    // What does the work may call the API: the circle of references ends with the run.
    passages = []
  }

  func apply(_ fault: FaultState, in world: World) {
    if case .slow(let factor) = fault { slowness = factor }
    if case .fail(let share) = fault { failing.set(share) }
    if case .stop(let stops) = fault { isStopped = stops }
    if case .throttle(let share) = fault { throttling.set(share) }
  }

  // MARK: Requests

  func call(_ call: Call, in world: World) -> Answer {
    world.edge(call.edge).delivered(call.name, in: world)
    meters.count.add(1, at: world.now)
    let number = Int(call.way)
    guard isLetThrough(call, number, at: world.now) else {
      return refuse(.tooMany, call, in: world)
    }
    card.bill(0, units: terms.meteringUnit.map { call.size.blocks(of: $0) } ?? 1)
    guard !isStopped else { return refuse(.unavailable, call, in: world) }
    guard !failing.strikes(call.name, call.attempt) else {
      return refuse(.serverError, call, in: world)
    }
    guard call.size <= payload else { return refuse(.tooLarge, call, in: world) }
    let passage = passages[number]
    guard let node = passage.node, let edge = passage.edge else {
      return refuse(.ok, call, in: world)
    }
    var onward = call
    onward.inlet = passage.inlet
    onward.way = passage.way
    onward.edge = edge.number
    let exchange = Exchange(
      reply: call.reply, name: call.name, attempt: call.attempt, came: world.now,
      edge: edge.number, route: UInt32(number), target: 0)
    if world.isTraced(call.name) {
      world.traceCall(onward, along: edge, tried: 0, because: call.name)
    }
    exchanges.open(
      exchange, in: passage.line, until: world.now + passage.timeout, in: world
    ) { reply in
      onward.reply = reply
      return edge.carry(onward, to: node, in: world)
    }
    return .later
  }

  /// Whether a request finds its way past the usage plan, the stage and the account, in this order.
  private func isLetThrough(_ call: Call, _ number: Int, at now: Instant) -> Bool {
    guard !throttling.strikes(call.name, call.attempt) else { return false }
    if passages[number].needsKey, plan?.take(call.name.client, at: now) == false { return false }
    if throttles[number]?.take(at: now) == false { return false }
    return account?.take(at: now) ?? true
  }

  /// Answers a request that is not passed on.
  private func refuse(_ status: HTTPStatus, _ call: Call, in world: World) -> Answer {
    let time = time(for: call.name, call.attempt)
    meters.answered(status, from: world.now, after: time, in: world)
    return status.answer(after: time)
  }

  // MARK: Answers

  private func end(_ exchange: Exchange, _ reply: Reply, in world: World) {
    meters.integrationLatency.record(world.now - exchange.came, at: world.now)
    let status = status(of: reply, from: passages[Int(exchange.route)].kind)
    answer(exchange, status, lost: status.loss, in: world)
  }

  /// What the client gets when whoever does the work says something.
  private func status(of reply: Reply, from kind: Passage.Kind) -> HTTPStatus {
    switch (kind, reply) {
    case (_, .done): .ok
    case (.function, .throttled): terms.throttledFunction
    case (.function, .refused): .tooLarge
    case (.function, _): .badGateway
    case (.mock, _), (.service, _), (.web, _): HTTPStatus(ofServer: reply)
    }
  }

  private func answer(
    _ exchange: Exchange, _ status: HTTPStatus, lost loss: Edge.Loss?, in world: World
  ) {
    let time = time(for: exchange.name, exchange.attempt)
    meters.answered(status, from: exchange.came, after: time, in: world)
    exchange.answer(status, lost: loss, after: time, in: world)
  }

  /// How long the API itself takes.
  private func time(for name: Name, _ attempt: UInt32) -> TimeSpan {
    latency.length(for: name, attempt, slowedBy: slowness)
  }
}

/// What a usage plan lets each client have: the rate counts for each key, and each client has one.
struct KeyedThrottle {
  private let limit: GatewayLimit
  /// By the mark of the client; looked up, never listed.
  private var throttles: [Int: GatewayThrottle] = [:]
  /// That of the client who asked most in a second.
  private(set) var busiest: GatewayThrottle?

  init(_ limit: GatewayLimit) { self.limit = limit }

  /// Takes a request of a client, if there is room for it.
  mutating func take(_ client: Int, at now: Instant) -> Bool {
    var throttle = throttles[client] ?? GatewayThrottle(limit)
    let isTaken = throttle.take(at: now)
    throttles[client] = throttle
    if throttle.bucket.busiest > busiest?.bucket.busiest ?? -1 { busiest = throttle }
    return isTaken
  }
}
