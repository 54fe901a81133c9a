import Blueprints
import Kernel

/// Keeps as many machines as are wanted: launches, ends and replaces those of a supply.
///
/// The node to which it belongs passes on every event whose kind is `firstKind` or greater, and
/// whatever comes to its fleet; who wants how many machines says so by `want`.
final class MachineGroup {
  /// Events of groups have kinds from here on, those of their machines included.
  static let firstKind: UInt16 = 0x4000
  /// Kinds from here on are those of the machines.
  private static let firstOfMachines = Instances.firstKind

  /// What is due.
  enum Kind: UInt16 {
    /// What is there is compared with what is wanted.
    case reconcile = 0x4000
    /// Machines are asked whether they are healthy.
    case check
    /// A lifecycle hook has waited long enough.
    case hook
    /// A machine has warmed up.
    case warm
  }

  let terms: GroupTerms
  let supply: any MachineSupply
  let meters: GroupMeters
  let host: UInt32
  private let label: String
  var hooks: ContiguousArray<LifecycleHook>
  /// All that tracks a target.
  var trackers: ContiguousArray<TargetTracker> = []
  /// The pauses after what its policies did last.
  var cooldowns = ScalingCooldowns()
  /// The target groups where machines sign up.
  var registries: ContiguousArray<any TargetRegistry> = []
  var witness: (any GroupWitness)?
  /// How long requests are given to end at least when their machine is taken away.
  var patience = TimeSpan.zero
  /// For how long a new machine is in no metric of the group.
  var metricWarmUp: TimeSpan

  var bounds: CapacityBounds
  /// How many machines are wanted.
  var desired: Int64
  /// The machines that are not gone, in the order in which they were launched.
  var members: ContiguousArray<GroupMember> = []
  /// The lifecycle actions that somebody is waited for.
  var actions: ContiguousArray<LifecycleAction> = []
  var actionCount: UInt32 = 0
  var isReconciling = false
  var reconciliations: UInt64 = 0
  /// How long simple policies pause when all activities are over; nil where none waits for that.
  var pause: TimeSpan?
  /// When simple policies may act again.
  var pauseEnds = Instant.start
  let lot: Purpose
  var lots: UInt64 = 0
  private let pace: GroupPace
  var reaction: DrawnTime { pace.reaction }
  var checkInterval: TimeSpan { pace.check }

  /// A group of machines of a supply, which belongs to the node of a card.
  init(
    _ terms: GroupTerms, from supply: any MachineSupply, at pace: GroupPace,
    measuring measures: GroupMeasures, for card: NodeCard, in world: World
  ) {
    self.terms = terms
    self.supply = supply
    self.pace = pace
    host = card.number
    label = card.label
    meters = GroupMeters(measures, of: card.label, in: world)
    hooks = ContiguousArray(terms.hooks)
    bounds = terms.bounds
    desired = terms.desired
    metricWarmUp = terms.warmUp ?? .zero
    lot = world.purpose("termination/\(card.label)")
  }

  /// The machines themselves.
  var fleet: Fleet { supply.fleet }

  /// Every group begins with machines that have been there for long.
  func start(in world: World) {
    for number in 0..<desired {
      let zone = Int(number) % terms.zoneCount
      let machine = supply.place(zone: zone, in: world)
      add(machine, zone: zone, in: world)
      members[Int(number)].stage = .inService
      members[Int(number)].served = GroupMember.longAgo
      fleet.open(machine, in: world)
    }
    settle(in: world)
    if isChecking { schedule(.check, after: checkInterval, in: world) }
  }

  /// Does what is due; what became of a machine of the fleet, if anything did.
  @discardableResult
  func receive(_ event: Event, in world: World) -> Fleet.Change? {
    guard event.kind < Self.firstOfMachines else {
      let change = supply.receive(event, in: world)
      if let change { follow(change, in: world) }
      return change
    }
    switch Kind(rawValue: event.kind) {
    case .reconcile: reconcile(in: world)
    case .check: check(in: world)
    case .hook: expire(event.first, in: world)
    case .warm: warm(event.first, event.second, in: world)
    case nil: preconditionFailure("a group of \(label) got an event of kind \(event.kind)")
    }
    return nil
  }

  /// Lets go of whom it holds, who may hold it.
  func finish(in world: World) {
    supply.finish(in: world)
    registries = []
    trackers = []
    witness = nil
  }
}

/// How fast a group follows what is wanted.
struct GroupPace {
  /// From a change of what is wanted to what follows.
  let reaction: DrawnTime
  /// How often machines are asked whether they are healthy.
  let check: TimeSpan
}
