import Blueprints
import Kernel
import Measures
import Programs

/// Machines that come and go at one node, all of which run one program.
///
/// The node that keeps a fleet decides when machines come and go; the fleet does what takes time on
/// the way and says when it is done:
///
///     let machine = fleet.launch(MachineShape(cores: 2), zone: 0, in: world)
///     // … .running(machine)   it has power: EC2 calls it running, and it is paid for
///     // … .ready(machine)     what it serves is up; now the keeper lets it serve:
///     fleet.open(machine, in: world)
///     // … it signs up wherever the fleet joins, and gets requests
///     fleet.close(machine, in: world)
///     // … .closed(machine)    no request is left, or the time to drain is over
///     fleet.end(machine, in: world)
///     // … .ended(machine)     it is gone, and its number is free for another one
///
/// `end` may come at any time: requests under way then fail. `stop` is like it, but the machine
/// stays, and can be `start`ed again. What happened is what `receive` returns: the keeper passes on
/// every event of its node whose kind is `firstKind` or greater, and acts on the change. Calls that
/// come to the node it passes on to `call`, faults to `apply`, and the end of the run to `finish`.
///
/// Without a load balancer requests go to the serving machines in turn, those included that other
/// fleets have sign up here. A fleet is a `TargetHost` as well, for load balancers. Its machines
/// share one program: what keeps that program's calls back, as a circuit breaker, they share too.
final class Fleet {
  /// Events of fleets have kinds from here on, those of their stations included.
  static let firstKind: UInt16 = 0x6000

  /// What became of a machine.
  enum Change: Equatable {
    /// It runs.
    case running(UInt32)
    /// What it serves is up.
    case ready(UInt32)
    /// It has drained.
    case closed(UInt32)
    /// It is shut down, and can be started.
    case stopped(UInt32)
    /// A fault ends it, or did away with the power of its zone: it is being shut down.
    case struck(UInt32)
    /// It is gone.
    case ended(UInt32)
  }

  /// What is due.
  private enum Kind: UInt16 {
    case running = 0x6000
    case ready, closed, stopped, struck, ended
  }

  static let running = Measure(
    "RunningMachines", .gauge, in: .count, role: .concurrency,
    "Machines that run, those included that do not serve yet or any more."
  ).present(.whereAny)
  static let serving = Measure(
    "ServingMachines", .gauge, in: .count, role: .concurrency, "Machines that get requests.")
  /// How busy the cores are, while there are any.
  static let utilization = Utilization.measure.present(.with(running.name))
  /// What every fleet measures.
  static let measures =
    EndpointAnswers.measures + [ServerMeters.active, ServerMeters.queued, ServerMeters.expired]
    + [utilization, running, serving]

  let stations: Stations
  private let utilization: Utilization
  private let number: UInt32
  private let times: MachineTimes
  let machines = Slab<Machine>()
  /// The machines that are not gone, in the order in which they were launched.
  private(set) var roll: ContiguousArray<UInt32> = []
  /// Whose machines get requests in turn.
  var members = MachineCircle()
  private var serial: UInt32 = 0
  private var generation: UInt16 = 0
  private var drainingCount = 0
  /// The zone in which no machine can begin, by a fault.
  private(set) var lostZone: Int?
  /// What fetches messages for the workers of its machines, if they do that.
  var workers: QueueWorkers?
  /// Where machines sign up.
  private var registries: ContiguousArray<any TargetRegistry> = []
  private let runningLevel: GaugeMeasure
  private let servingLevel: GaugeMeasure

  /// A fleet without machines at the node of a card.
  init(_ terms: StationTerms, taking times: MachineTimes, at card: NodeCard, in world: World) {
    stations = Stations(terms, at: card, in: world)
    utilization = Utilization(of: card.label, as: Self.utilization, in: world)
    runningLevel = world.gauge(Self.running, at: card.label)
    servingLevel = world.gauge(Self.serving, at: card.label)
    number = card.number
    self.times = times
  }

  /// Takes the program that runs on every machine, and where machines sign up beside.
  func connect(_ program: Program, joining registries: [any TargetRegistry]) {
    stations.runner.program = program
    self.registries = ContiguousArray(registries)
  }

  /// Whether a request is at a machine still.
  var isBusy: Bool { stations.isBusy }

  /// Lets go of whom it holds: fleets may hold one another in a circle.
  func finish(in world: World) {
    stations.finish(in: world)
    workers = nil
    registries = []
    members = MachineCircle()
  }

  /// Takes a fault on all machines, present and future, or one that ends some of them.
  func apply(_ fault: FaultState, in world: World) {
    switch fault {
    case .terminate(let count):
      for machine in roll.filter({ machines[$0].state.isRunning }).prefix(count) {
        strike(machine, in: world)
      }
    case .loseZone(let zone):
      lostZone = zone
      for machine in roll where isLost(machine) { strike(machine, in: world) }
    case .emptyCredits: break
    case .slow, .fail, .stop, .throttle, .partition, .drop: stations.apply(fault, in: world)
    }
  }

  /// Whether the zone of a machine has just been lost with whatever has power there.
  private func isLost(_ slot: UInt32) -> Bool {
    let machine = machines[slot]
    guard let lostZone, machine.zone == lostZone else { return false }
    return machine.state.isRunning || machine.state == .pending
  }

  // MARK: Machines

  /// A machine of the fleet.
  func machine(_ slot: UInt32) -> Machine { machines[slot] }

  /// How many machines are in a state.
  func count(_ state: Machine.State) -> Int { roll.count { machines[$0].state == state } }

  /// The cores of a machine that runs.
  func processor(of machine: UInt32) -> Processor? {
    let station = machines[machine].station
    return station == .max ? nil : stations.processor(of: station)
  }

  /// Orders a machine, which runs and is ready some time later.
  func launch(_ shape: MachineShape, zone: Int, in world: World) -> UInt32 {
    let slot = add(shape, zone: zone, in: world)
    power(slot, in: world)
    return slot
  }

  /// Adds a machine that has been there, ready, since before the run began; nobody is told.
  func place(_ shape: MachineShape, zone: Int, in world: World) -> UInt32 {
    let slot = add(shape, zone: zone, in: world)
    begin(slot, in: world)
    enter(.ready, slot)
    return slot
  }

  /// Adds a machine that was shut down before the run began.
  func placeStopped(_ shape: MachineShape, zone: Int, in world: World) -> UInt32 {
    let slot = add(shape, zone: zone, in: world)
    enter(.stopped, slot)
    return slot
  }

  /// Starts a machine that is shut down.
  func start(_ slot: UInt32, in world: World) {
    require(machines[slot].state == .stopped, slot, "is started")
    power(slot, in: world)
  }

  /// Lets a machine serve that is ready.
  func open(_ slot: UInt32, in world: World) {
    require(machines[slot].state == .ready, slot, "is opened")
    enter(.serving, slot)
    members.add(slot, of: nil)
    servingLevel.add(1, at: world.now)
    machines[slot].isSignedUp = true
    let zone = Int(machines[slot].zone)
    for registry in registries { registry.register(slot, of: self, zone: zone, in: world) }
    workers?.begin(at: machines[slot].station, in: world)
  }

  /// Lets a machine get no new requests; those under way are given the time that load balancers
  /// say, or a longer one that the keeper says.
  func close(_ slot: UInt32, within least: TimeSpan = .zero, in world: World) {
    require(machines[slot].state == .serving, slot, "is closed")
    leaveService(slot, in: world)
    let patience = max(least, signOff(slot, in: world))
    enter(.draining, slot)
    let isIdle = stations.isIdle(machines[slot].station)
    schedule(.closed, slot, after: isIdle ? .zero : patience, in: world)
  }

  /// Shuts a machine down for good, wherever it is in its life; requests that are there fail.
  func end(_ slot: UInt32, in world: World) {
    require(machines[slot].state != .ending, slot, "is ended")
    let hadPower = machines[slot].state != .stopped
    shutDown(slot, in: world)
    enter(.ending, slot)
    let time = hadPower ? times.end.length(for: name(slot), machines[slot].starts) : .zero
    schedule(.ended, slot, after: time, in: world)
  }

  /// Shuts a machine down, to be started again later; requests that are there fail.
  func stop(_ slot: UInt32, in world: World) {
    let state = machines[slot].state
    require(state.isRunning || state == .pending, slot, "is stopped")
    shutDown(slot, in: world)
    enter(.stopping, slot)
    schedule(
      .stopped, slot, after: times.stop.length(for: name(slot), machines[slot].starts), in: world)
  }

  /// Boots a machine anew that has power; requests that are there fail.
  func reboot(_ slot: UInt32, in world: World) {
    require(machines[slot].state.isRunning, slot, "is rebooted")
    shutDown(slot, in: world)
    begin(slot, in: world)
    boot(slot, in: world)
  }

  /// Has a machine end by a fault, at this moment but behind whatever goes on at the node;
  /// `receive` says so.
  func strike(_ slot: UInt32, in world: World) {
    world.calendar.schedule(
      Event(
        node: number, kind: Kind.struck.rawValue, first: slot, second: machines[slot].serial),
      at: world.now)
  }

  // MARK: Events

  /// Does what is due; what became of a machine, if anything did.
  func receive(_ event: Event, in world: World) -> Change? {
    if event.kind >= QueueWorkers.firstKind, event.kind < Stations.firstKind {
      workers?.receive(event, in: world)
      return nil
    }
    if event.kind >= Stations.firstKind {
      if let station = stations.receive(event, in: world) { settle(station, in: world) }
      return nil
    }
    let slot = event.first
    if event.kind == Kind.struck.rawValue {
      guard roll.contains(slot), machines[slot].serial == event.second,
        machines[slot].state != .ending
      else { return nil }
      end(slot, in: world)
      return .struck(slot)
    }
    guard machines[slot].generation == event.generation else { return nil }
    switch Kind(rawValue: event.kind) {
    case .running:
      begin(slot, in: world)
      boot(slot, in: world)
      return .running(slot)
    case .ready:
      enter(.ready, slot)
      return .ready(slot)
    case .closed:
      enter(.closed, slot)
      return .closed(slot)
    case .stopped:
      enter(.stopped, slot)
      _ = signOff(slot, in: world)
      return .stopped(slot)
    case .ended:
      _ = signOff(slot, in: world)
      machines[slot].generation = 0
      machines.remove(slot)
      roll.removeAll { $0 == slot }
      return .ended(slot)
    case .struck, nil: preconditionFailure("a fleet got an event of kind \(event.kind)")
    }
  }

  /// A request at a station has ended: the last one of a machine that drains lets it close.
  private func settle(_ station: UInt32, in world: World) {
    guard drainingCount > 0, stations.isIdle(station),
      let slot = roll.first(where: { machines[$0].station == station }),
      machines[slot].state == .draining
    else { return }
    enter(.draining, slot)
    schedule(.closed, slot, after: .zero, in: world)
  }

  // MARK: Steps

  private func add(_ shape: MachineShape, zone: Int, in world: World) -> UInt32 {
    let slot = machines.insert(
      Machine(serial: serial, shape: shape, zone: Int32(zone), launched: world.now))
    serial += 1
    roll.append(slot)
    return slot
  }

  private func power(_ slot: UInt32, in world: World) {
    enter(.pending, slot)
    machines[slot].starts += 1
    schedule(
      .running, slot, after: times.pending.length(for: name(slot), machines[slot].starts - 1),
      in: world)
  }

  /// Gives a machine its cores.
  private func begin(_ slot: UInt32, in world: World) {
    let shape = machines[slot].shape
    machines[slot].station = stations.open(
      with: StationCores(count: shape.cores, speed: shape.share, gauge: utilization), in: world)
    runningLevel.add(1, at: world.now)
  }

  private func boot(_ slot: UInt32, in world: World) {
    enter(.booting, slot)
    schedule(
      .ready, slot, after: times.boot.length(for: name(slot), machines[slot].starts), in: world)
  }

  /// Takes a machine's power away, and whoever is there with it.
  private func shutDown(_ slot: UInt32, in world: World) {
    if machines[slot].state == .serving { leaveService(slot, in: world) }
    guard machines[slot].station != .max else { return }
    stations.shut(machines[slot].station, in: world)
    machines[slot].station = .max
    runningLevel.add(-1, at: world.now)
  }

  /// Gives a machine a state, in which no event counts that was meant for an earlier one.
  private func enter(_ state: Machine.State, _ slot: UInt32) {
    if machines[slot].state == .draining { drainingCount -= 1 }
    if state == .draining { drainingCount += 1 }
    generation = generation == .max ? 1 : generation + 1
    machines[slot].state = state
    machines[slot].generation = generation
  }

  private func schedule(_ kind: Kind, _ slot: UInt32, after time: TimeSpan, in world: World) {
    world.calendar.schedule(
      Event(
        node: number, kind: kind.rawValue, generation: machines[slot].generation, first: slot),
      after: time)
  }

  private func name(_ slot: UInt32) -> Name { Name(root: UInt64(machines[slot].serial)) }

  private func require(_ isTrue: Bool, _ slot: UInt32, _ deed: String) {
    precondition(
      isTrue, "machine \(slot) of \(stations.label) \(deed) while \(machines[slot].state)")
  }

  /// Takes a machine from those that get requests without a load balancer.
  private func leaveService(_ slot: UInt32, in world: World) {
    members.remove(slot, of: nil)
    workers?.rest(at: machines[slot].station)
    servingLevel.add(-1, at: world.now)
  }

  /// Takes a machine from wherever it signed up; the longest time that its requests are given.
  private func signOff(_ slot: UInt32, in world: World) -> TimeSpan {
    guard machines[slot].isSignedUp else { return .zero }
    machines[slot].isSignedUp = false
    return registries.reduce(.zero) { max($0, $1.deregister(slot, of: self, in: world)) }
  }
}
