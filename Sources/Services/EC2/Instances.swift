import Blueprints
import Kernel
import Measures
import Programs

/// EC2 instances of one design: a fleet whose machines tell the default event bus of their states,
/// earn and spend CPU credits, and run up a bill.
///
/// Whoever keeps them uses it as it would use the fleet: it orders and ends instances here, and
/// acts on the changes that `receive` returns. Every event of its node whose kind is `firstKind` or
/// greater is passed on. What only the fleet knows, as calls, is asked of the fleet.
final class Instances {
  /// Events of instances have kinds from here on, those of their fleet included.
  static let firstKind: UInt16 = 0x5000

  /// What is due.
  private enum Kind: UInt16 {
    /// The default bus hears of a change.
    case notice = 0x5000
    /// The credits of an instance are looked at.
    case credits
    /// Spot capacity is wanted back, in two minutes; the two minutes are over.
    case warning, interruption
  }

  let fleet: Fleet
  let card: NodeCard
  private(set) var design: InstanceDesign?
  /// Whether an address that stays with the account stands for one of its own.
  var hasElasticAddress = false
  private let meters: InstanceMeters
  private let spotLife: DrawnTime
  private let creditFade: TimeSpan
  private let spotPrice: Double
  private var events: ServiceEvents?
  /// Whether the default bus is told of anything.
  private var isHeard = false
  /// The credits of each machine that has some, by its number.
  private var accounts: ContiguousArray<CreditAccount?> = []
  /// How long the cores of each had worked when its credits were last looked at [ns].
  private var worked: ContiguousArray<Int64> = []
  /// The thousandths of credits that were charged to instances that are gone.
  private var chargedBefore: Int64 = 0
  private var bill = InstanceBill()
  /// The id of an instance that a template names; others have ids of their own.
  private let ownID: String?

  /// No instances yet, at the node of a card.
  ///
  /// - Parameter id: The id of its instance, where it is one that a template names.
  init(_ terms: StationTerms, id: String? = nil, at card: NodeCard, in world: World) {
    self.card = card
    ownID = id
    let label = card.label
    let times = MachineTimes(
      pending: DrawnTime(EC2Parameters.pending, for: "pending/\(label)", in: world),
      boot: DrawnTime(EC2Parameters.boot, for: "boot/\(label)", in: world),
      stop: DrawnTime(EC2Parameters.stop, for: "stop/\(label)", in: world),
      end: DrawnTime(EC2Parameters.end, for: "terminate/\(label)", in: world))
    fleet = Fleet(terms, taking: times, at: card, in: world)
    meters = InstanceMeters(of: label, in: world)
    spotLife = DrawnTime(EC2Parameters.spotLife, for: "spot/\(label)", in: world)
    creditFade = world.calibration.span(EC2Parameters.creditFade)
    spotPrice = world.calibration.real(EC2Parameters.spotPrice)
  }

  /// Takes what the instances are and do; to be called when nodes are connected.
  func connect(
    _ design: InstanceDesign, running program: Program, joining registries: [any TargetRegistry],
    in world: World
  ) {
    self.design = design
    fleet.connect(program, joining: registries)
    events = ServiceEvents(
      of: card.label, source: "aws.ec2", due: event(.notice), after: EC2Parameters.notice,
      in: world)
    isHeard = events != nil
    if design.type.credits != nil { meters.addCredits(of: card.label, in: world) }
  }

  func finish(in world: World) {
    for machine in fleet.roll { look(machine, in: world) }
    fleet.finish(in: world)
    events = nil
  }

  // MARK: Orders

  /// The design, which is known once nodes are connected.
  private var known: InstanceDesign {
    guard let design else { preconditionFailure("\(card.label) runs before it is connected") }
    return design
  }

  /// Adds an instance that runs, ready to serve, when the run begins, as if it had just started;
  /// nobody is told.
  func place(zone: Int? = nil, in world: World) -> UInt32 {
    let machine = fleet.place(known.shape, zone: zone ?? known.zone, in: world)
    bill.volumesBegin(at: world.now)
    beginRunning(machine, in: world)
    return machine
  }

  /// Adds an instance that is stopped when the run begins.
  func placeStopped(in world: World) -> UInt32 {
    bill.volumesBegin(at: world.now)
    return fleet.placeStopped(known.shape, zone: known.zone, in: world)
  }

  /// Launches an instance.
  func launch(zone: Int? = nil, in world: World) -> UInt32 {
    let machine = fleet.launch(known.shape, zone: zone ?? known.zone, in: world)
    bill.volumesBegin(at: world.now)
    tell(.pending, machine, in: world)
    return machine
  }

  /// Starts an instance that is stopped.
  func start(_ machine: UInt32, in world: World) {
    fleet.start(machine, in: world)
    tell(.pending, machine, in: world)
  }

  /// Stops an instance.
  func stop(_ machine: UInt32, in world: World) {
    endRunning(machine, in: world)
    fleet.stop(machine, in: world)
    tell(.stopping, machine, in: world)
  }

  /// Terminates an instance.
  func end(_ machine: UInt32, in world: World) {
    endRunning(machine, in: world)
    fleet.end(machine, in: world)
    tell(.shuttingDown, machine, in: world)
  }

  /// Boots an instance anew.
  func reboot(_ machine: UInt32, in world: World) {
    look(machine, in: world)
    fleet.reboot(machine, in: world)
    guard machine < accounts.count else { return }
    worked[Int(machine)] = 0
    // Its cores are others now; what its credits allow them is the same.
    if let share = accounts[Int(machine)]?.share {
      fleet.processor(of: machine)?.setShare(share, in: world)
    }
  }

  /// Takes a fault on all instances.
  func apply(_ fault: FaultState, in world: World) {
    fleet.apply(fault, in: world)
    switch fault {
    case .stop(let stops): meters.impaired(stops, at: world.now)
    case .emptyCredits: for machine in fleet.roll { emptyCredits(of: machine, in: world) }
    default: break
    }
  }

  /// Whether EC2 has capacity for another instance of the design, or for a stopped one.
  var hasCapacity: Bool { fleet.lostZone == nil || fleet.lostZone != design?.zone }

  // MARK: Events

  /// Does what is due; what became of an instance, if anything did.
  func receive(_ event: Event, in world: World) -> Fleet.Change? {
    guard event.kind < Fleet.firstKind else {
      guard let change = fleet.receive(event, in: world) else { return nil }
      note(change, in: world)
      return change
    }
    switch Kind(rawValue: event.kind) {
    case .notice: events?.receive(event, in: world)
    case .credits: lookAgain(event, in: world)
    case .warning: warn(event, in: world)
    case .interruption:
      if isCurrent(event) { fleet.strike(event.first, in: world) }
    case nil: preconditionFailure("\(card.label) got an event of kind \(event.kind)")
    }
    return nil
  }

  private func note(_ change: Fleet.Change, in world: World) {
    switch change {
    case .running(let machine):
      beginRunning(machine, in: world)
      tell(.running, machine, in: world)
    case .stopped(let machine): tell(.stopped, machine, in: world)
    case .struck(let machine):
      endRunning(machine, in: world)
      tell(.shuttingDown, machine, in: world)
    case .ended(let machine):
      bill.volumesEnd(at: world.now)
      closeAccount(machine, in: world)
      tell(.terminated, machine, in: world)
    case .ready, .closed: break
    }
  }

  private func event(_ kind: Kind, _ machine: UInt32 = 0) -> Event {
    // An event is about the life of an instance in which it was scheduled.
    let life = kind == .notice ? 0 : life(of: machine)
    return Event(node: card.number, kind: kind.rawValue, first: machine, second: life)
  }

  /// What tells this life of a machine from others in its place.
  private func life(of machine: UInt32) -> UInt32 {
    let machine = fleet.machine(machine)
    return machine.serial << 12 | machine.starts & 0xFFF
  }

  private func isCurrent(_ event: Event) -> Bool {
    fleet.roll.contains(event.first) && fleet.machine(event.first).state.isRunning
      && life(of: event.first) == event.second
  }

  // MARK: Running

  private func beginRunning(_ machine: UInt32, in world: World) {
    bill.begin(machine, at: world.now)
    if let terms = known.type.credits { openAccount(machine, terms, in: world) }
    guard known.isSpot else { return }
    let life = spotLife.length(for: Name(root: UInt64(fleet.machine(machine).serial)))
    world.calendar.schedule(
      event(.warning, machine), after: max(life - .minutes(2), .zero))
  }

  private func endRunning(_ machine: UInt32, in world: World) {
    bill.end(machine, at: world.now)
    look(machine, in: world)
    guard machine < accounts.count else { return }
    accounts[Int(machine)]?.stop()
    if machine < worked.count { worked[Int(machine)] = 0 }
    gaugeCredits(in: world)
  }

  /// EC2 says that it wants the capacity of a Spot Instance back.
  private func warn(_ event: Event, in world: World) {
    guard isCurrent(event) else { return }
    send(
      "EC2 Spot Instance Interruption Warning", "terminate", event.first,
      [.init("instance-action", .text("terminate"))], in: world)
    world.calendar.schedule(self.event(.interruption, event.first), after: .minutes(2))
  }

  // MARK: Credits

  private func openAccount(_ machine: UInt32, _ terms: CreditTerms, in world: World) {
    while accounts.count <= machine {
      accounts.append(nil)
      worked.append(0)
    }
    worked[Int(machine)] = 0
    if accounts[Int(machine)] != nil {
      accounts[Int(machine)]?.start(at: world.now)
    } else {
      accounts[Int(machine)] = CreditAccount(terms, fade: creditFade, at: world.now)
    }
    gaugeCredits(in: world)
    scheduleLook(machine, in: world)
  }

  /// Forgets the credits of an instance that is gone, but not what they cost.
  private func closeAccount(_ machine: UInt32, in world: World) {
    guard machine < accounts.count, let account = accounts[Int(machine)] else { return }
    chargedBefore += account.chargedMillicredits
    accounts[Int(machine)] = nil
    gaugeCredits(in: world)
  }

  private func scheduleLook(_ machine: UInt32, in world: World) {
    guard let account = accounts[Int(machine)] else { return }
    world.calendar.schedule(event(.credits, machine), at: account.nextLook(at: world.now))
  }

  private func lookAgain(_ event: Event, in world: World) {
    guard isCurrent(event) else { return }
    look(event.first, in: world)
    scheduleLook(event.first, in: world)
  }

  /// Brings the credits of a machine up to date, and gives its cores the time that they allow.
  private func look(_ machine: UInt32, in world: World) {
    guard machine < accounts.count, let before = accounts[Int(machine)],
      let processor = fleet.processor(of: machine)
    else { return }
    let total = processor.busyTime(in: world)
    let busy = Double(total - worked[Int(machine)]) * before.share
    worked[Int(machine)] = total
    accounts[Int(machine)]?.settle(busy: Int64(busy + 0.5), at: world.now)
    if let share = accounts[Int(machine)]?.share, share != before.share {
      processor.setShare(share, in: world)
    }
    gaugeCredits(in: world)
  }

  private func emptyCredits(of machine: UInt32, in world: World) {
    look(machine, in: world)
    guard machine < accounts.count else { return }
    accounts[Int(machine)]?.empty()
    look(machine, in: world)
  }

  private func gaugeCredits(in world: World) {
    var (balance, surplus) = (0.0, 0.0)
    for case let account? in accounts {
      balance += account.balance
      surplus += account.surplus
    }
    meters.credits(
      balance: balance, surplus: surplus, charged: chargedMillicredits, at: world.now)
  }

  /// The thousandths of credits that were charged to all instances.
  private var chargedMillicredits: Int64 {
    accounts.reduce(chargedBefore) { $0 + ($1?.chargedMillicredits ?? 0) }
  }

  // MARK: Notices

  /// The id of an instance; one that is not named has that of whoever was in its place before.
  func id(of machine: UInt32) -> String {
    if let ownID { return ownID }
    let hash = stableHash("\(card.label)/\(machine)")
    return "i-0" + String(hash | 1 << 63, radix: 16)
  }

  private func tell(_ state: InstanceState, _ machine: UInt32, in world: World) {
    send(
      "EC2 Instance State-change Notification", state.rawValue, machine,
      [.init("state", .text(state.rawValue))], in: world)
  }

  private func send(
    _ type: String, _ key: String, _ machine: UInt32, _ detail: [EventContent.Member],
    in world: World
  ) {
    guard let events else { return }
    let id = id(of: machine)
    events.send(
      type, key: "\(key) \(machine)", about: world.arn(of: "instance/\(id)", in: "ec2"), in: world
    ) {
      .map([.init("instance-id", .text(id))] + detail)
    }
  }

  /// The parameters that the instances have a use for.
  var usedParameters: [Parameter] {
    let isLowered = design?.type.credits?.isUnlimited == false
    return EC2Parameters.all.filter { parameter in
      switch parameter.name {
      case EC2Parameters.creditFade.name: isLowered
      case EC2Parameters.spotLife.name, EC2Parameters.spotPrice.name: design?.isSpot == true
      case EC2Parameters.notice.name: isHeard
      default: true
      }
    }
  }

  // MARK: Cost

  /// What of the instances is not in their cost, as sentences without a full stop.
  var advice: [String] {
    let others = design?.volumes.filter { !["gp2", "gp3"].contains($0.type) } ?? []
    return others.map { "the price of \($0.type) volumes of \(card.label) is not in the cost" }
  }

  /// How often CloudWatch has a value of a measure.
  func resolution(of measure: String) -> TimeSpan {
    let isQuick = design?.isMonitored == true && !InstanceMeters.areCredits(measure)
    return isQuick || InstanceMeters.areChecks(measure) ? .minutes(1) : .minutes(5)
  }

  /// What the instances cost in a run that ends at a moment.
  func charges(until end: Instant) -> [Charge] {
    guard var design else { return [] }
    if hasElasticAddress { design.hasPublicAddress = false }
    return bill.charges(
      for: design, spotPrice: spotPrice, surplus: chargedMillicredits, until: end)
  }
}
