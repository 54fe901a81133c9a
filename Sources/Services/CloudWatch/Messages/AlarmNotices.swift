import Blueprints
import Documents
import Kernel

/// What is done when the state of an alarm changes.
final class AlarmNotices {
  /// The kind of the event that delivers to the first route; the others follow.
  private static let firstRoute: UInt16 = 16

  /// One thing that is done.
  private enum Step {
    case tell(Int)
    case act(any AlarmAction, verb: String?)
  }

  /// A change that was told before, with the kind of its message in each format.
  private struct Telling {
    let change: AlarmChange
    var kinds: [(format: AlarmRoute.Format, kind: UInt16)] = []
  }

  private let portrait: AlarmPortrait
  private let card: NodeCard
  private let origin: Int
  private let isEnabled: Bool
  private var routes: ContiguousArray<AlarmRoute> = []
  private var steps: [(state: AlarmState, step: Step)] = []
  private var bus: Int?
  private var tellings: ContiguousArray<Telling> = []
  private var count: UInt64 = 0

  /// Finds everybody whom an alarm tells.
  ///
  /// - Parameter dimension: The resource that the alarm's metric has under a dimension.
  init(
    _ portrait: AlarmPortrait, _ plan: AlarmPlanSettings, of card: NodeCard, at site: Site,
    dimension: (String) -> Reference?
  ) throws(InputError) {
    self.portrait = portrait
    self.card = card
    isEnabled = plan.isEnabled
    origin = site.world.addOrigin(card.label)
    for state in [AlarmState.alarm, .ok, .insufficientData] {
      try add(plan.actions(on: state), on: state, at: site, dimension)
    }
    if let bus = site.world.node(labelled: EventBus.defaultName) as? EventBus, bus.isHeard {
      self.bus = route(to: bus, .event, in: site.world)
    }
  }

  /// Whose permission it takes to invoke functions: it is not that of other notices.
  var advice: [String] {
    routes.filter { $0.format == .invocation }.map { route in
      "\(card.label) invokes \(route.node.label) only where a permission of the function names "
        + "lambda.alarms.cloudwatch.amazonaws.com"
    }
  }

  /// Tells everybody of a change.
  func tell(_ change: AlarmChange, _ reading: AlarmReading, in world: World) {
    sendEvent(of: change, in: world)
    perform(change, reading, in: world)
  }

  /// Puts a change on the default bus, whatever is done otherwise.
  func sendEvent(of change: AlarmChange, in world: World) {
    if let bus { send(change, to: bus, in: world) }
  }

  /// Does what is to be done at a change.
  func perform(_ change: AlarmChange, _ reading: AlarmReading, in world: World) {
    guard isEnabled else { return }
    for (state, step) in steps where state == change.state {
      switch step {
      case .tell(let number): send(change, to: number, in: world)
      case .act(let action, let verb):
        action.act(
          AlarmSignal(from: card.label, verb: verb, state, reading: reading, isRepeated: false),
          in: world)
      }
    }
  }

  /// Has those act again that do so for as long as the alarm lasts.
  func remind(_ reading: AlarmReading, in world: World) {
    guard isEnabled else { return }
    for (state, step) in steps where state == .alarm {
      guard case .act(let action, let verb) = step, action.isRepeated else { continue }
      action.act(
        AlarmSignal(from: card.label, verb: verb, state, reading: reading, isRepeated: true),
        in: world)
    }
  }

  /// Delivers what is due.
  func receive(_ event: Event, in world: World) {
    routes[Int(event.kind - Self.firstRoute)].receive(event, in: world)
  }

  /// Lets go of everybody: they may hold one another in a circle.
  func finish() {
    routes = []
    steps = []
  }

  // MARK: Messages

  private func send(_ change: AlarmChange, to number: Int, in world: World) {
    let name = Name(client: origin, ordinal: count)
    count += 1
    routes[number].send(name, kind: kind(change, routes[number].format, in: world), in: world)
  }

  private func kind(
    _ change: AlarmChange, _ format: AlarmRoute.Format, in world: World
  ) -> UInt16 {
    let place = tellings.firstIndex { $0.change == change } ?? tellings.count
    if place == tellings.count { tellings.append(Telling(change: change)) }
    if let known = tellings[place].kinds.first(where: { $0.format == format }) {
      return known.kind
    }
    let content =
      switch format {
      case .notification: portrait.notification(of: change)
      case .invocation: portrait.invocation(of: change)
      case .event: portrait.event(of: change)
      }
    let label = "\(card.label) \(change.state.rawValue)"
    let kind = world.add(EventKind(label: label, size: 0).saying(content))
    tellings[place].kinds.append((format, kind))
    return kind
  }

  // MARK: Finding

  private func add(
    _ texts: [String], on state: AlarmState, at site: Site, _ dimension: (String) -> Reference?
  ) throws(InputError) {
    let property = AlarmPlanSettings.property(of: state)
    let places = site.properties[property]?.list?.map { $0.place } ?? []
    guard texts.count <= Alarm.actionLimit else {
      throw InputError(
        "\(property) of \(card.label) has \(texts.count) actions",
        remedy: "AWS allows \(Alarm.actionLimit) for each state",
        at: site.properties[property]?.place)
    }
    for (index, text) in texts.enumerated() {
      let place = index < places.count ? places[index] : site.properties.place
      let reference = Reference(text: text, place: place)
      if let step = try step(reference, property, at: site, dimension) {
        steps.append((state, step))
      }
    }
  }

  private func step(
    _ reference: Reference, _ property: String, at site: Site,
    _ dimension: (String) -> Reference?
  ) throws(InputError) -> Step? {
    if let verb = Self.verb(reference.text) {
      guard let instance = dimension("InstanceId"), let node = site.find(instance.text),
        let action = node.alarmAction
      else {
        site.note("\(card.label) cannot \(verb) an EC2 instance: that is not modelled")
        return nil
      }
      site.world.addLever(from: card.label, to: node.label)
      return .act(action, verb: verb)
    }
    guard let node = site.find(reference.text) else {
      site.note(
        "\(property) of \(card.label): \(reference.text) is not modelled, and nothing comes of it")
      return nil
    }
    if let action = node.alarmAction {
      site.world.addLever(from: card.label, to: node.label)
      return .act(action, verb: nil)
    }
    if node is Topic { return .tell(route(to: node, .notification, in: site.world)) }
    if node is FIFOTopic { return .tell(try routeInOrder(to: node, reference.place, at: site)) }
    if node.processor != nil { return .tell(route(to: node, .invocation, in: site.world)) }
    throw InputError(
      "\(node.label) takes no actions of alarms",
      remedy: "it is of type \(node.card.declaration.type); name a topic or a function",
      at: reference.place)
  }

  /// All messages of an alarm are one group of a FIFO topic.
  private func routeInOrder(
    to node: any Node, _ place: Place, at site: Site
  ) throws(InputError) -> Int {
    try FIFORules.checkIdentity(of: node, from: card.label, at: place)
    let world = site.world
    let group = GroupLaw(
      .one(world.groupNumber(named: portrait.arn)), purpose: world.purpose("group/\(card.label)"))
    world.setGroups(group, of: origin)
    world.goByBody(of: origin)
    return route(to: node, .notification, in: world)
  }

  private func route(to node: any Node, _ format: AlarmRoute.Format, in world: World) -> Int {
    if let known = routes.firstIndex(where: { $0.node === node }) { return known }
    let event = Event(node: card.number, kind: Self.firstRoute + UInt16(routes.count))
    routes.append(AlarmRoute(to: node, format, due: event, from: card.label, in: world))
    return routes.count - 1
  }

  /// The verb of an action on an EC2 instance: of `arn:aws:automate:us-east-1:ec2:stop`, and of
  /// the older `arn:aws:swf:…:action/actions/AWS_EC2.InstanceId.Stop/1.0`.
  private static func verb(_ text: String) -> String? {
    let parts = text.split(separator: ":")
    guard parts.count >= 5, parts[0] == "arn", let last = parts.last else { return nil }
    if parts[2] == "automate" { return parts[4] == "ec2" ? String(last) : nil }
    let action = "action/actions/AWS_EC2.InstanceId."
    guard parts[2] == "swf", last.hasPrefix(action) else { return nil }
    return String(last.dropFirst(action.count).prefix { $0 != "/" }).lowercased()
  }
}
