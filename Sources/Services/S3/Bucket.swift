import Blueprints
import Documents
import Kernel
import Measures

/// Takes objects and tells others what happens to them.
///
/// It keeps no objects: what is read is there, with the size that the reader expects, and what was
/// put is paid for until the end, whatever is deleted or written over. Whoever is
/// told gets a copy for each change of an object, in no order, rarely two.
final class Bucket: Node {
  let card: NodeCard
  let settings: BucketSettings
  /// The name that AWS would show, as events tell it.
  let name: String
  let meters: BucketMeters
  /// Who is told, in the order of the template.
  var routes: ContiguousArray<NotificationRoute> = []
  private let message: ObjectMessage
  private(set) var rates: RequestRates?
  private var descriptions: ContiguousArray<ObjectDescription?> = []
  private var tellings: ContiguousArray<Telling> = []
  /// The places of those that requests about each kind of event have had, by the kind.
  private var tellingsByKind: ContiguousArray<ContiguousArray<Int>> = []
  private var slowness = 1.0
  private var failing: FaultOdds
  private var turningAway: FaultOdds
  private let requestTime: DrawnTime
  private let throughput: Int64
  private let eventsAreCharged: Bool
  /// What it asks of KMS; nil where a key of S3 encrypts it.
  private var encryption: BucketEncryption?
  /// What was put, and since when it is there.
  private var stored = StorageTime()
  /// The events for EventBridge so far.
  private var busEvents: Int64 = 0

  /// How a request of some sort becomes a notification and an event.
  private struct Telling {
    var action: Action
    var size: Int64
    var notification: Int
    var event: Int

    func isFor(_ action: Action, _ size: Int64) -> Bool {
      self.action == action && self.size == size
    }
  }

  init(_ settings: BucketSettings, label: String, name: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    self.settings = settings
    self.name = name
    meters = BucketMeters(label: label, node: card.number, in: world)
    message = ObjectMessage(
      bucket: name, region: world.region, isVersioned: settings.isVersioned,
      sequence: world.purpose("sequence/\(label)"))
    rates = RequestRates(world.calibration)
    requestTime = DrawnTime(BucketParameters.request, for: "send", in: world)
    throughput = world.calibration.count(BucketParameters.throughput)
    eventsAreCharged = world.calibration.flag(BucketParameters.eventsCharged)
    failing = FaultOdds(for: "fault/\(label)", in: world)
    turningAway = FaultOdds(for: "throttle/\(label)", in: world)
  }

  func connect(_ site: Site) throws(InputError) {
    encryption = BucketEncryption(settings.encryption, in: site.world)
    try notify(settings.notifications?.requests, at: site)
  }

  func receive(_ event: Event, in world: World) {
    routes[Int(event.kind)].receive(event, counting: meters, in: world)
  }

  func finish(in world: World) {
    meters.finish(in: world)
    // Whoever is told may write to the bucket: the circle of references ends with the run.
    routes = []
  }

  func apply(_ fault: FaultState, in world: World) {
    switch fault {
    case .slow(let factor): slowness = factor
    case .fail(let share): failing.set(share)
    case .throttle(let share): turningAway.set(share)
    default: preconditionFailure("\(label) takes no such fault")
    }
  }

  var usedParameters: [Parameter] {
    BucketParameters.requests + (isTelling ? BucketParameters.told : [])
      + (tellsBus ? [BucketParameters.eventsCharged] : [])
      + (encryption?.usedParameters ?? [])
      + (meters.retries.total > 0 ? BucketParameters.retries : [])
  }

  /// Whether anybody was ever to be told.
  private(set) var isTelling = false
  /// Whether the default event bus is told.
  private(set) var tellsBus = false
  /// What of its notifications is not modelled.
  var remarks: [String] = []

  func remarks(in world: World) -> [String] { remarks }

  func extraCharges(until end: Instant) -> [Charge] {
    (eventsAreCharged && busEvents > 0 ? [Charge(price: Self.busEvent, units: busEvents)] : [])
      + [stored.charge(at: Self.storage, until: end)] + (encryption?.charges ?? [])
  }

  // MARK: Requests

  func call(_ call: Call, in world: World) -> Answer {
    let answer = serve(call, in: world)
    if case .done = answer { world.edge(call.edge).delivered(call.name, in: world) }
    return answer
  }

  private func serve(_ call: Call, in world: World) -> Answer {
    guard let action = Action(rawValue: call.inlet) else {
      preconditionFailure("\(label) got a call of inlet \(call.inlet)")
    }
    let change = action.change(marksDeletions: settings.marksDeletions)
    world.edge(call.edge).uses(call.inlet, leadingOn: change != nil)
    meters.came(action, at: world.now)
    let first = requestTime.length(for: call.name, call.attempt, slowedBy: slowness)
    if failing.strikes(call.name, call.attempt) {
      meters.serverErrors.add(1, at: world.now)
      return .failed(after: first, retryable: true)
    }
    let object = description(of: call.kind, in: world)
    guard !isTooMuch(call, action, object, in: world) else {
      meters.slowedDown(in: world)
      return .throttled(after: first)
    }
    let bytes = bytes(of: call, action, object, in: world)
    card.bill(call.inlet, units: 1)
    guard bytes <= action.sizeLimit ?? .max else {
      meters.clientErrors.add(1, at: world.now)
      return .refused(after: first)
    }
    let total = first + transfer(bytes, action)
    meters.served(action, bytes, firstByte: first, total: total, at: world.now)
    if action.uploads || action == .copyObject { stored.add(bytes, at: world.now) }
    encryption?.served(action, at: world.now)
    if let change {
      tell(of: change, by: call, action, object, after: total, in: world)
    }
    return .done(after: total)
  }

  /// Takes what a service of AWS writes: a record of an asynchronous event as an object.
  ///
  /// That it was delivered is for the service to say, as with any copy.
  func offer(_ slot: UInt32, in world: World) -> Acceptance {
    let message = world.messages[slot]
    let call = Call(
      inlet: Action.putObject.rawValue, name: message.name, kind: message.kind,
      journey: message.journey, size: world.size(of: message.kind),
      attempt: UInt32(message.runs), edge: message.edge, reply: Event(node: number, kind: 0))
    switch serve(call, in: world) {
    case .done:
      world.absorb(slot)
      return .accepted
    case .throttled: return .throttled
    case .failed: return .unavailable
    case .refused, .partly, .unmet, .later: return .refused
    }
  }

  private func isTooMuch(
    _ call: Call, _ action: Action, _ object: ObjectDescription, in world: World
  ) -> Bool {
    if turningAway.strikes(call.name, call.attempt) { return true }
    guard rates != nil else { return false }
    let prefix = object.prefix(of: call.name, in: world)
    return rates?.take(prefix, isRead: action.isRead, at: world.now) == false
  }

  /// The object that events of a kind are about.
  func description(of kind: UInt16, in world: World) -> ObjectDescription {
    while descriptions.count <= Int(kind) { descriptions.append(nil) }
    if let known = descriptions[Int(kind)] { return known }
    let description = ObjectDescription(world.kinds[Int(kind)], in: name)
    descriptions[Int(kind)] = description
    return description
  }

  /// The bytes of the object: as its event says, as the request says, or as the reader was told.
  private func bytes(
    of call: Call, _ action: Action, _ object: ObjectDescription, in world: World
  ) -> Int64 {
    if let size = object.size, let bytes = ObjectDescription.value(size, of: call.name) {
      return bytes
    }
    let isSaid =
      call.size != Self.declaration.standardSize || world.size(of: call.kind) == call.size
    guard action.isRead, !isSaid, let told = object.toldSize else { return call.size }
    return ObjectDescription.value(told, of: call.name) ?? call.size
  }

  private func transfer(_ bytes: Int64, _ action: Action) -> TimeSpan {
    guard throughput != .max, action.uploads || action == .getObject else { return .zero }
    return TimeSpan(rounding: slowness * Double(bytes) * 1e9 / Double(throughput))
  }

  // MARK: Telling

  /// Adds somebody who is told.
  func add(_ route: NotificationRoute) {
    routes.append(route)
    isTelling = true
    if route.isBus { tellsBus = true }
  }

  private func tell(
    of change: ObjectChange, by call: Call, _ action: Action, _ object: ObjectDescription,
    after request: TimeSpan, in world: World
  ) {
    guard !routes.isEmpty else { return }
    let telling = telling(of: change, action, by: call, in: world)
    var key: [UInt8]?
    for route in routes where route.covers(change) {
      if !route.filter.passesAll {
        let known = key ?? object.key(of: call.name, in: world)
        key = known
        guard route.filter.passes(known) else {
          route.filterOut()
          continue
        }
      }
      if route.isBus { busEvents += 1 }
      let way = route.isBus ? telling.event : telling.notification
      route.take(
        call.name, kind: world.kind(call.kind, through: way), journey: call.journey,
        after: request, slowness: slowness, in: world)
    }
  }

  /// The ways from a request to what is told of it; requests about one kind differ little, so few
  /// are looked through.
  private func telling(
    of change: ObjectChange, _ action: Action, by call: Call, in world: World
  ) -> Telling {
    let (kind, size) = (Int(call.kind), call.size)
    while tellingsByKind.count <= kind { tellingsByKind.append([]) }
    for place in tellingsByKind[kind] where tellings[place].isFor(action, size) {
      return tellings[place]
    }
    if let place = tellings.firstIndex(where: { $0.isFor(action, size) }) {
      tellingsByKind[kind].append(place)
      return tellings[place]
    }
    tellingsByKind[kind].append(tellings.count)
    tellings.append(makeTelling(of: change, action, size: size, in: world))
    return tellings[tellings.count - 1]
  }

  private func makeTelling(
    of change: ObjectChange, _ action: Action, size: Int64, in world: World
  ) -> Telling {
    let (message, name) = (message, name)
    func way(
      _ content: @escaping (ObjectDescription, EventContent) -> EventContent
    ) -> Int {
      world.addTransformation { kind in
        let object = ObjectDescription(kind, in: name)
        var sent = kind
        sent.label = change.detailType
        sent.body = .json(content(object, object.size ?? .number(String(size))))
        sent.attributes = []
        sent.size = sent.leastSize
        return sent
      }
    }
    return Telling(
      action: action, size: size,
      notification: way { message.notification(of: change, to: $0, size: $1) },
      event: way { message.event(of: change, to: $0, size: $1) })
  }
}
