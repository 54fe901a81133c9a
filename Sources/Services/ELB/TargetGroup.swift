import Blueprints
import Documents
import Kernel

/// Knows the machines that requests can go to, asks each whether it is well, and chooses one.
final class TargetGroup: Node, TargetRegistry {
  enum Kind: UInt16 {
    /// A target is asked whether it is well.
    case check
    /// No answer came to that.
    case failure
  }

  /// A machine that signed up.
  struct Target: BitwiseCopyable {
    enum State: UInt8 { case initial, healthy, unhealthy }
    /// Its host, by the number that the group gave it.
    var host: UInt32
    var machine: UInt32
    var state: State
    /// Its life, zero once it is over.
    var generation: UInt16
    /// Checks in a row whose outcome is not that of its state.
    var streak: Int64 = 0
    /// Requests under way.
    var outstanding: Int64 = 0
    /// When its slow start is over.
    var warm = Instant.start
    /// The part of a request that is due to it while it starts slowly.
    var credit = 0.0
    /// Whether it gets no new requests.
    var isDraining = false
  }

  let card: NodeCard
  let settings: TargetGroupSettings
  let terms: TargetGroupTerms
  let meters: TargetGroupMeters
  let targets = Slab<Target>()
  private var hosts: ContiguousArray<any TargetHost> = []
  /// The edges from the load balancer to the hosts, by their numbers.
  private var edges: ContiguousArray<Edge> = []
  /// Those that signed up and did not sign off, in the order in which they did.
  private(set) var members: ContiguousArray<UInt32> = []
  /// Those among them that get requests.
  private(set) var inService: ContiguousArray<UInt32> = []
  /// How many of them are healthy.
  private(set) var healthyCount = 0
  /// The place in service of the one that had the last request.
  var turn = -1
  let choice: Purpose
  /// The function that is the only target; nil where targets are machines.
  private(set) var function: (node: any Node, edge: Edge?)?
  /// The label of the load balancer that sends requests here; nil where none does.
  private(set) var balancer: String?
  private var generation: UInt16 = 0
  /// The machines that the template lists.
  private var listed: ContiguousArray<any TargetHost> = []

  init(_ settings: TargetGroupSettings, _ terms: TargetGroupTerms, label: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    self.settings = settings
    self.terms = terms
    meters = TargetGroupMeters(label: label, in: world)
    choice = world.purpose("target/\(label)")
  }

  var targetRegistry: (any TargetRegistry)? { self }

  func connect(_ site: Site) throws(InputError) {
    if settings.isLambda { return try connectFunction(site) }
    for entry in settings.targets {
      let node = try target(entry.id, "an entry under outside, or an instance", at: site)
      guard let host = node.targetHost else {
        throw site.slip(entry.id, "\(node.label) is no machine that could be a target of \(label)")
      }
      listed.append(host)
      number(of: host, in: site.world)
    }
  }

  private func connectFunction(_ site: Site) throws(InputError) {
    guard let entry = settings.targets.first else { return }
    guard settings.targets.count == 1 else {
      throw site.slip(entry.id, "\(label) lists several functions, and AWS takes one")
    }
    let node = try target(entry.id, "a Lambda function", at: site)
    guard node.card.declaration.inlet("Invoke") != nil else {
      throw site.slip(entry.id, "\(node.label) is no Lambda function")
    }
    function = (node, balancer.map { site.world.addPassage(from: $0, to: node.label) })
    if site.properties["HealthCheckEnabled"] != nil, settings.checksHealth {
      site.note("health checks of a function are not modelled: \(label) calls it for requests only")
    }
  }

  private func target(
    _ reference: Reference?, _ wanted: String, at site: Site
  ) throws(InputError) -> any Node {
    if let reference, site.find(reference.text) == nil, settings.type == "ip" {
      throw InputError(
        "nothing is known of \(reference.text), a target of \(label)",
        remedy: "describe it under outside, for example \(reference.text): {latency: 20 ms}",
        at: reference.place)
    }
    return try site.node(required: reference, "Id", as: wanted)
  }

  /// Learns which load balancer sends requests here; false where another one does already.
  func serve(_ balancer: String, in world: World) -> Bool {
    guard self.balancer == nil else { return self.balancer == balancer }
    self.balancer = balancer
    edges = ContiguousArray(hosts.map { world.addPassage(from: balancer, to: $0.label) })
    if let node = function?.node {
      function?.edge = world.addPassage(from: balancer, to: node.label)
    }
    return true
  }

  func start(in world: World) {
    for host in listed { register(0, of: host, zone: 0, in: world) }
  }

  func receive(_ event: Event, in world: World) {
    switch Kind(rawValue: event.kind) {
    case .check: check(event, in: world)
    case .failure:
      guard targets[event.first].generation == event.generation else { return }
      learn(event.first, passed: false, in: world)
    case nil: preconditionFailure("\(label) got an event of kind \(event.kind)")
    }
  }

  func finish(in world: World) {
    // Machines know where they signed up: the circle of references ends with the run.
    hosts = []
    listed = []
    function = nil
  }

  // MARK: Signing up

  func register(_ machine: UInt32, of host: any TargetHost, zone: Int, in world: World) {
    guard member(machine, of: host) == nil else { return }
    generation = generation == .max ? 1 : generation + 1
    // What is there when the run begins has been there long.
    let isSettled = world.now == .start
    let slot = targets.insert(
      Target(
        host: UInt32(number(of: host, in: world)), machine: machine,
        state: isSettled ? .healthy : .initial, generation: generation))
    members.append(slot)
    update(in: world)
    world.calendar.schedule(
      Event(node: number, kind: Kind.check.rawValue, generation: generation, first: slot),
      after: isSettled ? settings.checkInterval : .zero)
  }

  func deregister(_ machine: UInt32, of host: any TargetHost, in world: World) -> TimeSpan {
    guard let slot = member(machine, of: host) else { return .zero }
    members.removeAll { $0 == slot }
    update(in: world)
    targets[slot].isDraining = true
    guard targets[slot].outstanding > 0 else {
      remove(slot)
      return .zero
    }
    return terms.deregistrationDelay
  }

  func isHealthy(_ machine: UInt32, of host: any TargetHost, in world: World) -> Bool {
    member(machine, of: host).map { targets[$0].state == .healthy } ?? false
  }

  private func member(_ machine: UInt32, of host: any TargetHost) -> UInt32? {
    members.first {
      targets[$0].machine == machine && hosts[Int(targets[$0].host)] === host
    }
  }

  /// The number of a host, which gets one and its edge if it is new.
  @discardableResult
  private func number(of host: any TargetHost, in world: World) -> Int {
    if let known = hosts.firstIndex(where: { $0 === host }) { return known }
    hosts.append(host)
    if let balancer { edges.append(world.addPassage(from: balancer, to: host.label)) }
    return hosts.count - 1
  }

  private func remove(_ slot: UInt32) {
    targets[slot].generation = 0
    targets.remove(slot)
  }

  /// Finds out anew who gets requests; where nobody is healthy, everybody does.
  func update(in world: World) {
    let healthy = ContiguousArray(members.filter { targets[$0].state == .healthy })
    healthyCount = healthy.count
    inService = healthy.isEmpty ? members : healthy
    meters.counted(
      healthy: Int64(healthyCount),
      unhealthy: Int64(members.count { targets[$0].state == .unhealthy }), at: world.now)
  }

  /// Whether a target would answer a check now.
  func isWell(_ target: Target, in world: World) -> Bool {
    if balancer != nil, edges[Int(target.host)].isCut { return false }
    return hosts[Int(target.host)].answersHealthCheck(on: target.machine, in: world)
  }

  // MARK: Requests

  /// The edge to the host of a target.
  func edge(to slot: UInt32) -> Edge { edges[Int(targets[slot].host)] }

  /// Sends a request to a target.
  func send(_ call: Call, to slot: UInt32, in world: World) -> Answer {
    targets[slot].outstanding += 1
    let target = targets[slot]
    return edges[Int(target.host)].carry(
      call, to: hosts[Int(target.host)], on: target.machine, in: world)
  }

  /// A request that went to a target is over; whether its target takes connections still.
  func ended(at slot: UInt32, in world: World) -> Bool {
    let target = targets[slot]
    precondition(target.outstanding > 0, "a target of \(label) ended more than it began")
    targets[slot].outstanding -= 1
    if target.isDraining, target.outstanding == 1 { remove(slot) }
    return hosts[Int(target.host)].takesConnections(on: target.machine, in: world)
  }
}
