import Blueprints
import Documents
import Kernel
import Schedules

/// Gives a group another size at the times of an expression, or once.
final class ScheduledAction: Node {
  let card: NodeCard
  private let settings: ScheduledActionSettings
  private let times: FiringTimes
  private var group: MachineGroup?

  init(
    _ settings: ScheduledActionSettings, at times: FiringTimes, label: String, in world: World
  ) {
    card = NodeCard(label, Self.declaration, in: world)
    self.settings = settings
    self.times = times
  }

  func connect(_ site: Site) throws(InputError) {
    group = try AutoScalingGroup.named(settings.group, at: site).group
  }

  func finish(in world: World) { group = nil }

  func start(in world: World) { schedule(times.first(in: world), in: world) }

  func receive(_ event: Event, in world: World) {
    group?.resize(settings.minimum, settings.maximum, desired: settings.desired, in: world)
    schedule(times.next(after: world.now, in: world), in: world)
  }

  private func schedule(_ moment: Instant?, in world: World) {
    guard let moment else { return }
    world.calendar.schedule(Event(node: number, kind: 0), at: moment)
  }
}

/// The properties of `AWS::AutoScaling::ScheduledAction`.
struct ScheduledActionSettings: Settings {
  var group: Reference?
  var minimum: Int64?
  var maximum: Int64?
  var desired: Int64?
  var recurrence: String?
  var begin: String?
  var end: String?
  var zone: String?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    let sizes = 0...GroupSettings.most
    try visitor.reference("AutoScalingGroupName", &group, "The group.")
    try visitor.visit("MinSize", &minimum, in: sizes, "The fewest instances from then on.")
    try visitor.visit("MaxSize", &maximum, in: sizes, "The most instances from then on.")
    try visitor.visit("DesiredCapacity", &desired, in: sizes, "How many instances are wanted.")
    try visitor.visit("Recurrence", &recurrence, "When: five fields of cron.")
    try visitor.visit("StartTime", &begin, "When it happens, or happens first.")
    try visitor.visit("EndTime", &end, "After this date nothing happens.")
    try visitor.visit("TimeZone", &zone, "The time zone of the recurrence; UTC if left out.")
  }
}

extension ScheduledAction {
  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "AWS::AutoScaling::ScheduledAction", title: "Scheduled action",
      summary: "Gives an Auto Scaling group another size at the times of an expression.",
      identity: Identity(ref: "{name}", arn: "{name}"))
    declaration.emblem = .server
    declaration.authority = .elsewhere
    return declaration
  }()

  /// `AWS::AutoScaling::ScheduledAction` in the catalogue.
  static let service = Service(
    declaration, settings: ScheduledActionSettings.self, isWire: true
  ) { (settings, site) throws(InputError) in
    ScheduledAction(
      settings, at: try times(settings, at: site), label: site.label, in: site.world)
  }

  private static func times(
    _ settings: ScheduledActionSettings, at site: Site
  ) throws(InputError) -> FiringTimes {
    let label = site.label
    func place(_ name: String) -> Place { site.properties[name]?.place ?? site.properties.place }
    guard settings.minimum != nil || settings.maximum != nil || settings.desired != nil else {
      throw InputError(
        "\(label) says no size", remedy: "give MinSize, MaxSize or DesiredCapacity",
        at: site.properties.place)
    }
    let zone = try site.world.zone(named: settings.zone ?? "UTC", at: place("TimeZone"))
    let begin = try date(settings.begin, "StartTime", place("StartTime"))
    let end = try date(settings.end, "EndTime", place("EndTime"))
    if let text = settings.recurrence {
      guard let cron = UnixCron.expression(text) else {
        throw InputError(
          "\(text) of \(label) is no recurrence that is modelled",
          remedy: "write five fields, of which the third or the fifth is *", at: place("Recurrence")
        )
      }
      return FiringTimes(
        try FiringTimes.expression(cron, for: .scheduler, at: place("Recurrence")), by: zone,
        between: (begin, end), in: site.world)
    }
    guard let begin else {
      throw InputError(
        "\(label) says no time", remedy: "give Recurrence or StartTime", at: site.properties.place)
    }
    // One moment, as AWS's other services write it.
    let moment = String(begin.description.prefix(19))
    return FiringTimes(
      try FiringTimes.expression("at(\(moment))", for: .scheduler, at: place("StartTime")),
      in: site.world)
  }

  private static func date(
    _ text: String?, _ name: String, _ place: Place
  ) throws(InputError) -> Timestamp? {
    guard let text else { return nil }
    guard let date = Timestamp(text) else {
      throw InputError(
        "\(name) is \(text), which is no moment", remedy: "write it like 2026-11-20T12:00:00Z",
        at: place)
    }
    return date
  }
}
