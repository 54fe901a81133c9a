import Blueprints
import Documents
import Kernel
import Measures

/// Says what instances are, and stands for those that are launched from it one by one.
///
/// Requests that come to it go to its serving instances in turn.
final class LaunchTemplate: Node {
  let card: NodeCard
  let instances: Instances
  private let settings: LaunchTemplateSettings
  private let behavior: FleetBehavior
  private let interface: InstanceInterface
  private let properties: Document
  /// What the scenario says that its instances do; who else launches from it does the same.
  let code: Document?
  /// How many of its instances run when the run begins.
  private let initialCount: Int64

  init(
    _ settings: LaunchTemplateSettings, _ behavior: FleetBehavior, initially count: Int64,
    at site: Site
  ) {
    card = NodeCard(site.label, Self.declaration, in: site.world)
    instances = Instances(behavior.station, at: card, in: site.world)
    self.settings = settings
    self.behavior = behavior
    properties = site.properties
    code = site.behavior
    initialCount = count
    interface = InstanceInterface(of: site.label, in: site.world)
  }

  /// The template that a property means; nil where it means none, or one that is elsewhere.
  ///
  /// - Throws: An error where it means a resource that is no launch template.
  static func named(
    by reference: TemplateReference?, of label: String, at site: Site
  ) throws(InputError) -> LaunchTemplate? {
    guard let reference = reference?.template else { return nil }
    let node = try site.node(reference, as: "a launch template")
    guard let template = node as? LaunchTemplate else {
      throw InputError(
        "LaunchTemplate of \(label) is \(node.label), which is no launch template",
        remedy: "it is of type \(node.card.declaration.type)", at: reference.place)
    }
    return template
  }

  private var fleet: Fleet { instances.fleet }
  var answersAtOnce: Bool { false }
  var isBusy: Bool { fleet.isBusy }
  var runsCode: Bool { true }
  var targetHost: (any TargetHost)? { fleet }
  var targetRegistry: (any TargetRegistry)? { fleet }

  /// What its instances are, which may be of another type.
  ///
  /// - Throws: An error where it gives no type that is modelled.
  func design(ofType type: Reference? = nil) throws(InputError) -> InstanceDesign {
    guard let type else { return try InstanceDesign(settings.content, in: properties, of: label) }
    var content = settings.content ?? LaunchTemplateSettings.Content()
    content.type = type.text
    return try InstanceDesign(content, in: properties, of: label)
  }

  func connect(_ site: Site) throws(InputError) {
    // Who launches from a template without a type gives one.
    guard settings.content?.type != nil else { return }
    instances.connect(
      try design(),
      running: try FleetBehavior.program(
        of: label, doing: code, beside: [Instance.beginning], at: site),
      joining: try behavior.registries(at: site), in: site.world)
    try behavior.connect(fleet, of: card, at: site)
  }

  func start(in world: World) {
    guard instances.design != nil else { return }
    for _ in 0..<initialCount { fleet.open(instances.place(in: world), in: world) }
  }

  func remarks(in world: World) -> [String] {
    let callers = world.edges.filter { $0.ends.contains(label) }
    guard instances.design != nil else {
      let text = "\(label) has no InstanceType: every request for instances of it is refused"
      return callers.isEmpty ? [] : [text]
    }
    guard behavior.joinsNothing, !callers.isEmpty,
      !callers.contains(where: { world.clients.contains($0.from) })
    else { return instances.advice }
    return instances.advice + [
      "instances of \(label) join nothing: say in its behavior where they sign up for requests"
    ]
  }

  func receive(_ event: Event, in world: World) {
    guard event.kind < Instances.firstKind else {
      if case .ready(let machine) = instances.receive(event, in: world) {
        fleet.open(machine, in: world)
      }
      return
    }
    switch InstanceAction(rawValue: event.kind) {
    case .run: for _ in 0..<event.second { _ = instances.launch(in: world) }
    case .terminate:
      if let oldest = fleet.roll.first(where: { fleet.machine($0).state != .ending }) {
        instances.end(oldest, in: world)
      }
    default: preconditionFailure("\(label) got an event of kind \(event.kind)")
    }
  }

  func call(_ call: Call, in world: World) -> Answer {
    guard call.inlet > 0 else { return fleet.call(call, in: world) }
    let action = Self.actions[call.inlet - 1]
    world.edge(call.edge).uses(call.inlet)
    let answer = ask(action, about: 1, call.name, call.attempt, in: world)
    if case .done = answer { world.edge(call.edge).delivered(call.name, in: world) }
    return answer
  }

  /// Asks for so many instances, in one request.
  func run(_ count: Int64, because message: Message, in world: World) -> Answer {
    ask(.run, about: count, message.name, UInt32(message.runs), in: world)
  }

  private func ask(
    _ action: InstanceAction, about count: Int64, _ name: Name, _ attempt: UInt32, in world: World
  ) -> Answer {
    guard instances.design != nil else { return .refused(after: .zero) }
    // InsufficientInstanceCapacity is an error of EC2's own, which SDKs try again.
    guard action != .run || instances.hasCapacity else {
      return .failed(after: .zero, retryable: true)
    }
    let answer = interface.answer(action, about: count, name, attempt, in: world)
    if case .done(let time) = answer {
      world.calendar.schedule(
        Event(node: number, kind: action.rawValue, second: UInt32(clamping: count)), after: time)
    }
    return answer
  }

  func apply(_ fault: FaultState, in world: World) { instances.apply(fault, in: world) }
  func finish(in world: World) { instances.finish(in: world) }
  func resolution(of measure: String) -> TimeSpan { instances.resolution(of: measure) }
  var usedParameters: [Parameter] { instances.usedParameters }
  func extraCharges(until end: Instant) -> [Charge] { instances.charges(until: end) }
}

extension LaunchTemplate {
  /// What it can be asked, by inlets after the first.
  private static let actions: [InstanceAction] = [.run, .terminate]

  static let declaration: Declaration = {
    let id = "lt-{name}"
    var declaration = Declaration(
      type: "AWS::EC2::LaunchTemplate", title: "EC2 launch template",
      summary: "Says what instances are, and stands for those that are launched from it.",
      identity: Identity(
        ref: id, arn: "arn:{partition}:ec2:{region}:{account}:launch-template/" + id,
        attributes: [
          ("LaunchTemplateId", id), ("DefaultVersionNumber", "1"), ("LatestVersionNumber", "1"),
        ], nameProperty: "LaunchTemplateName"))
    declaration.emblem = .server
    declaration.authority = .elsewhere
    declaration.inlets =
      [Inlet("Request", "Sends a request to an instance.", permission: nil)]
      + actions.map { $0.inlet }
    declaration.entry = "Request"
    declaration.measures = InstanceMeters.measures
    declaration.limits = Instance.limits
    declaration.faults = Instance.faults
    declaration.parameters = EC2Parameters.all
    return declaration
  }()

  /// `AWS::EC2::LaunchTemplate` in the catalogue.
  static let service = Service(declaration, settings: LaunchTemplateSettings.self) {
    (settings, site) throws(InputError) in
    LaunchTemplate(
      settings, try FleetBehavior(site.behavior, of: site.label),
      initially: try site.behavior?[Instance.beginning]?.count(
        in: 0...10_000, as: Instance.beginning) ?? 0, at: site)
  }
}
