import Blueprints
import Documents
import Kernel
import Measures
import Programs

/// Keeps as many tasks on Fargate as are wanted: they serve requests, or fetch messages from a
/// queue.
final class ContainerService: Node {
  let card: NodeCard
  let group: MachineGroup
  private let settings: ContainerServiceSettings
  private let tasks: Tasks
  private let behavior: FleetBehavior

  init(
    _ settings: ContainerServiceSettings, _ behavior: FleetBehavior, label: String,
    in world: World
  ) {
    card = NodeCard(label, Self.declaration, in: world)
    self.settings = settings
    self.behavior = behavior
    tasks = Tasks(
      behavior.station, hasPublicAddress: settings.network?.hasPublicAddress ?? false, at: card,
      in: world)
    group = MachineGroup(
      settings.terms, from: tasks,
      at: GroupPace(
        reaction: DrawnTime(ContainerParameters.reaction, for: "reaction/\(label)", in: world),
        check: world.calibration.span(ContainerParameters.healthCheck)),
      measuring: Self.measures, for: card, in: world)
  }

  var answersAtOnce: Bool { false }
  var isBusy: Bool { group.fleet.isBusy }
  var runsCode: Bool { true }
  var targetHost: (any TargetHost)? { group.fleet }
  var targetRegistry: (any TargetRegistry)? { group.fleet }

  func connect(_ site: Site) throws(InputError) {
    let node = try site.node(
      required: settings.definition, "TaskDefinition", as: "a task definition")
    guard let definition = node as? TaskDefinition else {
      throw site.slip(settings.definition, "\(node.label) is no task definition")
    }
    if settings.launchType != "FARGATE" {
      site.note("tasks of \(label) are modelled as on Fargate, and not on \(settings.launchType)")
    }
    tasks.connect(definition)
    group.patience = definition.stopTimeout
    let targets = try targets(at: site)
    group.registries = ContiguousArray(targets)
    group.fleet.connect(
      try FleetBehavior.program(of: label, doing: site.behavior, at: site),
      joining: targets + (try behavior.registries(at: site)))
    try behavior.connect(group.fleet, of: card, at: site)
  }

  private func targets(at site: Site) throws(InputError) -> [any TargetRegistry] {
    var registries: [any TargetRegistry] = []
    for case let target? in settings.balancers.map({ $0.target }) {
      guard let node = try site.party(target, as: "a target group", missing: .silence) else {
        continue
      }
      guard let registry = node.targetRegistry else {
        throw site.slip(target, "\(node.label) is no target group")
      }
      registries.append(registry)
    }
    return registries
  }

  func start(in world: World) { group.start(in: world) }
  func recommendations(in world: World) -> [Advice] { group.fleet.recommendations(in: world) }
  func receive(_ event: Event, in world: World) { group.receive(event, in: world) }
  func finish(in world: World) { group.finish(in: world) }
  func call(_ call: Call, in world: World) -> Answer { group.fleet.call(call, in: world) }

  func apply(_ fault: FaultState, in world: World) {
    group.fleet.apply(fault, in: world)
    group.notice(fault, in: world)
  }

  func extraCharges(until end: Instant) -> [Charge] { tasks.charges(until: end) }
}
