import Blueprints
import Documents
import Kernel
import Schedules

/// Registers the tasks of an ECS service, or what is provisioned of a table, with Application Auto
/// Scaling: how much there may be.
final class ScalableTarget: Node {
  /// What is done at a time.
  private struct Appointment {
    let times: FiringTimes
    let minimum: Int64?
    let maximum: Int64?
  }

  static let dimension = "ecs:service:DesiredCount"

  let card: NodeCard
  private let settings: ScalableTargetSettings
  private var appointments: ContiguousArray<Appointment> = []
  private var scaled: (any Scalable)?

  init(_ settings: ScalableTargetSettings, label: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    self.settings = settings
  }

  /// What it registers, and what of it; nil where it does not say.
  var resource: (id: Reference, dimension: String?)? {
    settings.resource.map { ($0, settings.dimension) }
  }

  func connect(_ site: Site) throws(InputError) {
    guard let (resource, dimension) = resource else {
      throw InputError(
        "\(label) has no ResourceId", remedy: "for example service/CLUSTER/SERVICE, or table/NAME",
        at: site.properties.place)
    }
    guard let found = try ScaledResource.find(resource, dimension, at: site) else { return }
    guard let minimum = settings.minimum, let maximum = settings.maximum, minimum <= maximum else {
      throw InputError(
        "\(label) needs a MinCapacity, and a MaxCapacity that is not less",
        remedy: "give both", at: site.properties.place)
    }
    found.capacity.begin(
      within: CapacityBounds(minimum: minimum, maximum: maximum), in: site.world)
    scaled = found.capacity
    for action in settings.actions {
      guard let text = action.schedule else { continue }
      let zone = try site.world.zone(named: action.zone ?? "UTC", at: text.place)
      let expression = try FiringTimes.expression(text.text, for: .scheduler, at: text.place)
      appointments.append(
        Appointment(
          times: FiringTimes(expression, by: zone, in: site.world),
          minimum: action.action?.minimum, maximum: action.action?.maximum))
    }
  }

  func start(in world: World) {
    for index in appointments.indices {
      schedule(appointments[index].times.first(in: world), index, in: world)
    }
  }

  func receive(_ event: Event, in world: World) {
    let index = Int(event.first)
    let appointment = appointments[index]
    scaled?.resize(appointment.minimum, appointment.maximum, in: world)
    schedule(appointment.times.next(after: world.now, in: world), index, in: world)
  }

  func finish(in world: World) { scaled = nil }

  private func schedule(_ moment: Instant?, _ index: Int, in world: World) {
    guard let moment else { return }
    world.calendar.schedule(Event(node: number, kind: 0, first: UInt32(index)), at: moment)
  }
}

extension ScalableTarget {
  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "AWS::ApplicationAutoScaling::ScalableTarget", title: "Scalable target",
      summary: "Says how many tasks an ECS service, or how many units a table, may have.",
      identity: Identity(
        ref: "{ResourceId}|{ScalableDimension}|{ServiceNamespace}",
        arn: "arn:{partition}:application-autoscaling:{region}:{account}:scalable-target/{id}",
        attributes: [("Id", "{ResourceId}|{ScalableDimension}|{ServiceNamespace}")]))
    declaration.emblem = .server
    declaration.authority = .elsewhere
    return declaration
  }()

  /// `AWS::ApplicationAutoScaling::ScalableTarget` in the catalogue.
  static let service = Service(declaration, settings: ScalableTargetSettings.self, isWire: true) {
    (settings, site) throws(InputError) in
    ScalableTarget(settings, label: site.label, in: site.world)
  }
}

/// The properties of `AWS::ApplicationAutoScaling::ScalableTarget`.
struct ScalableTargetSettings: Settings {
  /// Between which numbers something is kept from a time on.
  struct Bounds: Settings {
    var minimum: Int64?
    var maximum: Int64?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      let counts = 0...ScalableTargetSettings.most
      try visitor.visit("MinCapacity", &minimum, in: counts, "The fewest from then on.")
      try visitor.visit("MaxCapacity", &maximum, in: counts, "The most from then on.")
    }
  }

  /// What is done at a time.
  struct Action: Settings {
    var schedule: Reference?
    var zone: String?
    var action: Bounds?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.reference("Schedule", &schedule, "When: cron(…), rate(…) or at(…).")
      try visitor.visit("Timezone", &zone, "The time zone; UTC if left out.")
      try visitor.group("ScalableTargetAction", &action, "What is done.")
      visitor.notYet("StartTime", "it happens from the start of the run on")
      visitor.notYet("EndTime", "it happens until the end of the run")
      visitor.ignored("ScheduledActionName")
    }
  }

  /// More than any table has.
  static let most: Int64 = 1_000_000

  var resource: Reference?
  var dimension: String?
  var minimum: Int64?
  var maximum: Int64?
  var actions: [Action] = []

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    let counts = 0...Self.most
    try visitor.reference(
      "ResourceId", &resource,
      "What is scaled: service/CLUSTER/SERVICE, table/NAME or table/NAME/index/INDEX.")
    try visitor.visit(
      "ScalableDimension", &dimension,
      "What of it: `ecs:service:DesiredCount`, `dynamodb:table:ReadCapacityUnits`, …")
    try visitor.visit("MinCapacity", &minimum, in: counts, "The fewest tasks or units.")
    try visitor.visit("MaxCapacity", &maximum, in: counts, "The most tasks or units.")
    try visitor.list("ScheduledActions", &actions, "What is done at times.")
    visitor.notYet("SuspendedState", "nothing is suspended")
    visitor.ignored("RoleARN", "ServiceNamespace")
  }
}
