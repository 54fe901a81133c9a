import Blueprints
import Documents
import Kernel
import Measures

/// Serves what its behaviour says on a machine that can be stopped and started.
///
/// An instance of a template runs and serves when the run begins, unless its behaviour says
/// `initially: stopped`.
final class Instance: Node {
  let card: NodeCard
  let instances: Instances
  private let settings: InstanceSettings
  private let behavior: FleetBehavior
  private let interface: InstanceInterface
  private let beginsStopped: Bool
  /// Its number in the fleet; nil once it is gone.
  private var machine: UInt32?

  init(
    _ settings: InstanceSettings, _ behavior: FleetBehavior, beginsStopped: Bool, at site: Site
  ) {
    let world = site.world
    card = NodeCard(site.label, Self.declaration, in: world)
    instances = Instances(
      behavior.station, id: "i-\(site.physicalName)", at: card, in: world)
    self.settings = settings
    self.behavior = behavior
    self.beginsStopped = beginsStopped
    interface = InstanceInterface(of: site.label, in: world)
  }

  private var fleet: Fleet { instances.fleet }
  var answersAtOnce: Bool { false }
  var isBusy: Bool { fleet.isBusy }
  var runsCode: Bool { true }
  var targetHost: (any TargetHost)? { fleet }
  var targetRegistry: (any TargetRegistry)? { fleet }
  var alarmAction: (any AlarmAction)? { self }

  func connect(_ site: Site) throws(InputError) {
    let template = try LaunchTemplate.named(by: settings.template, of: label, at: site)
    let design = try InstanceDesign(settings, template: template, at: site)
    instances.connect(
      design,
      running: try FleetBehavior.program(
        of: label, doing: site.behavior, beside: [Self.beginning], at: site),
      joining: try behavior.registries(at: site), in: site.world)
    try behavior.connect(fleet, of: card, at: site)
  }

  func remarks(in world: World) -> [String] {
    let isReached = world.edges.contains { $0.ends.contains(label) }
    guard behavior.joinsNothing, !isReached else { return instances.advice }
    return ["nothing sends requests to \(label): say in its behavior what it joins"]
      + instances.advice
  }

  func start(in world: World) {
    guard !beginsStopped else {
      machine = instances.placeStopped(in: world)
      return
    }
    let machine = instances.place(in: world)
    self.machine = machine
    fleet.open(machine, in: world)
  }

  func recommendations(in world: World) -> [Advice] { instances.fleet.recommendations(in: world) }
  func receive(_ event: Event, in world: World) {
    guard event.kind < Instances.firstKind else {
      switch instances.receive(event, in: world) {
      case .ready(let machine): fleet.open(machine, in: world)
      case .ended: machine = nil
      case .running, .closed, .stopped, .struck, nil: break
      }
      return
    }
    guard let action = InstanceAction(rawValue: event.kind) else {
      preconditionFailure("\(label) got an event of kind \(event.kind)")
    }
    perform(action, in: world)
  }

  func call(_ call: Call, in world: World) -> Answer {
    guard call.inlet > 0 else { return fleet.call(call, in: world) }
    let action = Self.actions[call.inlet - 1]
    world.edge(call.edge).uses(call.inlet)
    guard isPossible(action) else { return .refused(after: .zero) }
    guard action != .start || instances.hasCapacity else {
      return .failed(after: .zero, retryable: true)
    }
    let answer = interface.answer(action, about: 1, call.name, call.attempt, in: world)
    if case .done(let time) = answer {
      world.edge(call.edge).delivered(call.name, in: world)
      order(action, after: time, in: world)
    }
    return answer
  }

  func apply(_ fault: FaultState, in world: World) { instances.apply(fault, in: world) }
  func finish(in world: World) { instances.finish(in: world) }
  func resolution(of measure: String) -> TimeSpan { instances.resolution(of: measure) }
  var usedParameters: [Parameter] { instances.usedParameters }
  func extraCharges(until end: Instant) -> [Charge] { instances.charges(until: end) }

  // MARK: Orders

  /// Asks for something that is to be done to several instances, in one request.
  static func ask(
    _ action: InstanceAction, of instances: [Instance], because message: Message, in world: World
  ) -> Answer {
    guard instances.allSatisfy({ $0.isPossible(action) }) else { return .refused(after: .zero) }
    guard action != .start || instances.allSatisfy({ $0.instances.hasCapacity }) else {
      return .failed(after: .zero, retryable: true)
    }
    let answer = instances[0].interface.answer(
      action, about: Int64(instances.count), message.name, UInt32(message.runs), in: world)
    if case .done(let time) = answer {
      for instance in instances { instance.order(action, after: time, in: world) }
    }
    return answer
  }

  /// Its state.
  var state: InstanceState {
    machine.map { InstanceState(fleet.machine($0).state) } ?? .terminated
  }

  /// Whether EC2 would do something in the present state; else it says IncorrectInstanceState.
  private func isPossible(_ action: InstanceAction) -> Bool {
    switch (action, state) {
    // Whoever ends what is gone hears that it is done.
    case (.terminate, .terminated): true
    case (.run, _), (.start, .stopping), (.start, .shuttingDown), (_, .terminated): false
    case (.stop, .shuttingDown), (.reboot, .pending), (.reboot, .shuttingDown): false
    case (.reboot, .stopping), (.reboot, .stopped): false
    case (.start, _), (.stop, _), (.terminate, _), (.reboot, _): true
    }
  }

  private func order(_ action: InstanceAction, after time: TimeSpan, in world: World) {
    world.calendar.schedule(Event(node: number, kind: action.rawValue), after: time)
  }

  /// Does what was ordered, where there is something to do.
  private func perform(_ action: InstanceAction, in world: World) {
    guard let machine, isPossible(action) else { return }
    switch (action, state) {
    case (.start, .stopped): instances.start(machine, in: world)
    case (.stop, .running), (.stop, .pending): instances.stop(machine, in: world)
    case (.terminate, .shuttingDown): break
    case (.terminate, _): instances.end(machine, in: world)
    case (.reboot, _): instances.reboot(machine, in: world)
    case (.run, _), (.start, _), (.stop, _): break
    }
  }
}

/// An alarm may stop, terminate, reboot and recover it.
extension Instance: AlarmAction {
  var isRepeated: Bool { false }

  func act(_ signal: AlarmSignal, in world: World) {
    guard let verb = signal.verb else { return }
    if verb == "recover" {
      // It goes on at another host, which is well.
      instances.apply(.stop(false), in: world)
      order(.reboot, after: .zero, in: world)
    } else if let action = InstanceAction(verb: verb) {
      order(action, after: .zero, in: world)
    }
  }
}
