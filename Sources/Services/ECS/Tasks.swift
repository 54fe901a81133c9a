import Blueprints
import Kernel
import Measures

/// Tasks of one definition: a fleet whose machines run up a bill.
final class Tasks: MachineSupply {
  let fleet: Fleet
  private var definition: TaskDefinition?
  private var bill = TaskBill()
  /// Whether each has an address on the internet.
  private let hasPublicAddress: Bool

  /// No tasks yet, at the node of a card.
  init(
    _ terms: StationTerms, hasPublicAddress: Bool, at card: NodeCard, in world: World
  ) {
    let label = card.label
    self.hasPublicAddress = hasPublicAddress
    fleet = Fleet(
      terms,
      taking: MachineTimes(
        pending: DrawnTime(ContainerParameters.start, for: "pending/\(label)", in: world),
        boot: DrawnTime(ContainerParameters.boot, for: "boot/\(label)", in: world),
        stop: DrawnTime(ContainerParameters.stop, for: "stop/\(label)", in: world),
        end: DrawnTime(ContainerParameters.stop, for: "end/\(label)", in: world)),
      at: card, in: world)
  }

  /// Takes what the tasks are; to be called when nodes are connected.
  func connect(_ definition: TaskDefinition) { self.definition = definition }

  private var shape: MachineShape {
    guard let definition else { preconditionFailure("tasks run before they are connected") }
    return definition.size.shape
  }

  func place(zone: Int?, in world: World) -> UInt32 {
    begin(fleet.place(shape, zone: zone ?? 0, in: world), in: world)
  }

  func launch(zone: Int?, in world: World) -> UInt32 {
    begin(fleet.launch(shape, zone: zone ?? 0, in: world), in: world)
  }

  private func begin(_ machine: UInt32, in world: World) -> UInt32 {
    bill.begin(machine, at: world.now)
    return machine
  }

  func end(_ machine: UInt32, in world: World) { fleet.end(machine, in: world) }

  func receive(_ event: Event, in world: World) -> Fleet.Change? {
    let change = fleet.receive(event, in: world)
    if case .ended(let machine) = change { bill.end(machine, at: world.now) }
    return change
  }

  func finish(in world: World) { fleet.finish(in: world) }

  /// What the tasks cost in a run that ends at a moment.
  func charges(until end: Instant) -> [Charge] {
    guard let definition else { return [] }
    let charges = bill.charges(for: definition, until: end)
    guard hasPublicAddress else { return charges }
    return charges + [
      Charge(price: PublicAddress.price, units: bill.totalSeconds(until: end), isByTime: true)
    ]
  }
}
