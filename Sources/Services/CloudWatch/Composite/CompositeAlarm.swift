import Blueprints
import Documents
import Kernel

/// Is in ALARM while a rule over the states of other alarms holds, and acts when that changes.
final class CompositeAlarm: Node {
  /// What it has scheduled for itself; greater kinds are those of its notices.
  private enum Kind: UInt16 {
    /// One of its alarms has changed.
    case judge
    /// Its suppressor has changed.
    case suppressor
    /// A change may have to be acted on.
    case act
  }

  /// The most alarms in a rule.
  static let childLimit = 100
  /// The most characters of a rule.
  static let ruleLimit = 10_240

  let card: NodeCard
  let course: AlarmCourse
  private let settings: CompositeAlarmSettings
  private let rule: AlarmRule
  private let names: [String]
  private let place: Place
  /// The alarms of the rule; nil where one is not there.
  private var children: ContiguousArray<AlarmCourse?> = []
  /// The composite alarms of the rule.
  private var composites: ContiguousArray<CompositeAlarm> = []
  /// Whether it depends on itself, once all alarms are connected.
  private lazy var isInCircle = dependsOnItself
  private var suppressor: AlarmCourse?
  private var suppression: ActionSuppression?
  private var notices: AlarmNotices?
  private var remarks: [String] = []

  init(_ settings: CompositeAlarmSettings, _ rule: AlarmRuleReader, at site: Site) {
    card = NodeCard(site.label, Self.declaration, in: site.world)
    self.settings = settings
    self.rule = rule.rule
    names = rule.names
    place = site.properties["AlarmRule"]?.place ?? site.properties.place
    course = AlarmCourse(of: card, in: site.world)
  }

  func connect(_ site: Site) throws(InputError) {
    let known = site.notes.count
    for name in names {
      let child = try alarm(Reference(text: name, place: place), at: site)
      child?.listen(event(.judge))
      children.append(child)
      if let composite = site.find(name) as? CompositeAlarm { composites.append(composite) }
    }
    if let reference = settings.suppressor {
      suppressor = try alarm(reference, at: site)
      suppressor?.listen(event(.suppressor))
      suppression = ActionSuppression(wait: settings.wait, rest: settings.rest)
    }
    let portrait = AlarmPortrait(
      name: site.physicalName, settings.plan,
      arn: site.world.arn(of: "alarm:\(site.physicalName)", in: "cloudwatch"),
      trigger: AlarmTrigger(rule: settings.rule ?? ""), region: site.world.region)
    notices = try AlarmNotices(portrait, settings.plan, of: card, at: site) { _ in nil }
    remarks = site.notes.dropFirst(known).map { $0.text }
  }

  /// The alarm that a name means; nil, with a remark, where there is none.
  private func alarm(_ reference: Reference, at site: Site) throws(InputError) -> AlarmCourse? {
    guard let node = site.find(reference.text) else {
      if let near = Suggestion.nearest(to: reference.text, among: site.world.labels) {
        throw InputError(
          "\(label) names \(reference.text), which is no alarm", remedy: "did you mean \(near)?",
          at: reference.place)
      }
      site.note(
        "\(reference.text) is no alarm of this template: to \(label) it stays in "
          + "INSUFFICIENT_DATA")
      return nil
    }
    guard let course = (node as? Alarm)?.course ?? (node as? CompositeAlarm)?.course else {
      throw InputError(
        "\(label) names \(node.label), which is no alarm",
        remedy: "it is of type \(node.card.declaration.type)", at: reference.place)
    }
    return course
  }

  func remarks(in world: World) -> [String] {
    let circle =
      isInCircle
      ? ["\(label) depends on itself: CloudWatch stops to evaluate it, and it keeps its state"] : []
    return circle + remarks + (notices?.advice ?? [])
  }

  /// Whether a way along the rules leads back here.
  private var dependsOnItself: Bool {
    var known: Set<UInt32> = []
    var open = composites
    while let next = open.popLast() {
      if next === self { return true }
      if known.insert(next.number).inserted { open += next.composites }
    }
    return false
  }

  func start(in world: World) {
    guard !isInCircle else { return }
    world.calendar.schedule(event(.judge), at: world.now)
  }

  func receive(_ event: Event, in world: World) {
    switch Kind(rawValue: event.kind) {
    case .judge: if !isInCircle { judge(in: world) }
    case .suppressor:
      follow(
        suppression?.suppressorChanged(
          isInAlarm: suppressor?.state == .alarm, at: world.now), in: world)
    case .act: follow(suppression?.verdict(at: world.now), in: world)
    case nil: notices?.receive(event, in: world)
    }
  }

  func finish(in world: World) {
    course.finish(in: world)
    notices?.finish()
    // Alarms may name each other in a circle.
    children = []
    composites = []
    suppressor = nil
  }

  func extraCharges(until end: Instant) -> [Charge] {
    let seconds = (end - .start).nanoseconds / 1_000_000_000
    return [Charge(price: Self.price, units: seconds, isByTime: true)]
  }

  private func event(_ kind: Kind) -> Event { Event(node: card.number, kind: kind.rawValue) }

  // MARK: Changes

  private func judge(in world: World) {
    let holds = rule.holds { children[$0]?.state ?? .insufficientData }
    let state = holds ? AlarmState.alarm : .ok
    guard let previous = course.change(to: state, in: world) else { return }
    let reason = "\(label)'s rule \(holds ? "holds" : "does not hold")."
    let change = AlarmChange(from: previous, to: state, because: reason)
    notices?.sendEvent(of: change, in: world)
    if suppression == nil {
      perform(change, in: world)
    } else {
      follow(suppression?.changed(change, at: world.now), in: world)
    }
  }

  private func follow(_ verdict: ActionSuppression.Verdict?, in world: World) {
    switch verdict {
    case .perform(let change): perform(change, in: world)
    case .wait(let moment): world.calendar.schedule(event(.act), at: moment)
    case .nothing, nil: break
    }
  }

  private func perform(_ change: AlarmChange, in world: World) {
    notices?.perform(change, AlarmReading(value: nil, threshold: 0), in: world)
  }
}
