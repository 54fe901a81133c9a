import Blueprints
import Documents
import Kernel
import Measures
import Patterns

/// Hands every event to the targets of all rules that it matches, in no order.
///
/// Whoever puts events gets an answer for each entry; what follows is no longer the sender's. An
/// event that matches no rule goes nowhere, which is counted.
final class EventBus: Node {
  let card: NodeCard
  let settings: EventBusSettings
  /// The rules of the bus, in the order of the template.
  private(set) var rules: ContiguousArray<Rule> = []
  /// Where its events are kept.
  private var archives: ContiguousArray<Archive> = []
  private var matcher: EventMatcher?
  /// How many times as long as usual everything takes.
  private(set) var slowness = 1.0

  private(set) var intake: EventIntake
  private var request = OpenRequest()
  private var senders: ContiguousArray<EventSender?> = []
  private let putTime: DrawnTime
  /// Whether some throttled attempts are the last.
  private let isLossy: Bool
  private var failing: FaultOdds
  private let entries: CountMeasure
  private let failedEntries: CountMeasure
  private let matchedEvents: CountMeasure
  private let unmatchedEvents: CountMeasure
  /// What it asks of KMS; nil where AWS's own key encrypts it.
  private var encryption: EncryptionCalls?

  init(_ settings: EventBusSettings, label: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    self.settings = settings
    putTime = DrawnTime(EventBusParameters.put, for: "send", in: world)
    failing = FaultOdds(for: "fault/\(label)", in: world)
    isLossy = world.calibration.real(EventBusParameters.throttleLoss) > 0
    intake = EventIntake(of: label, node: card.number, in: world)
    entries = world.count(Self.entries, at: label)
    failedEntries = world.count(Self.failedEntries, at: label)
    matchedEvents = world.count(Self.matchedEvents, at: label)
    unmatchedEvents = world.count(Self.unmatchedEvents, at: label)
  }

  func connect(_ site: Site) throws(InputError) {
    if settings.key != nil { encryption = EncryptionCalls(ofHolderIn: site.world) }
  }

  func extraCharges(until end: Instant) -> [Charge] { encryption?.charges(until: end) ?? [] }

  /// Whether anybody gets events: a rule with a pattern, or an archive.
  var isHeard: Bool { !archives.isEmpty || rules.contains { $0.pattern != nil } }

  /// Makes a rule known; rules without a pattern match nothing.
  func add(_ rule: Rule) {
    rules.append(rule)
  }

  /// Makes an archive known.
  func add(_ archive: Archive) {
    archives.append(archive)
  }

  func start(in world: World) {
    rules = rules.filter { $0.pattern != nil }
    matcher = EventMatcher(rules.compactMap { $0.pattern })
  }

  func finish(in world: World) {
    intake.finish(in: world)
    // Its rules hold the bus; letting them go lets the world be freed.
    rules = []
    archives = []
  }

  func apply(_ fault: FaultState, in world: World) {
    switch fault {
    case .slow(let factor): slowness = factor
    case .fail(let share): failing.set(share)
    case .throttle(let share): intake.turningAway.set(share)
    default: preconditionFailure("\(label) takes no such fault")
    }
  }

  var usedParameters: [Parameter] {
    EventBusParameters.all.filter { $0.name != EventBusParameters.throttleLoss.name || isLossy }
      + (encryption == nil ? [] : [EncryptionCalls.holderReuse])
  }

  // MARK: PutEvents

  func call(_ call: Call, in world: World) -> Answer {
    let isFirst = request.takes(call, answering: putTime, in: world)
    let latency = request.latency
    if call.inlet == Action.putPartnerEvents.rawValue {
      guard settings.partner != nil else { return .refused(after: latency) }
    } else {
      switch intake.admit(call, isFirst: isFirst, after: latency, in: world) {
      case .taken: break
      case .throttled: return .throttled(after: latency)
      case .invalid: return .refused(after: latency)
      }
    }
    entries.add(1, at: world.now)
    if failing.strikes(call.name, call.attempt) {
      failedEntries.add(1, at: world.now)
      return .failed(after: latency, retryable: true)
    }
    switch sender(on: call.edge, in: world).reception(of: call.kind, in: world) {
    case .refused:
      failedEntries.add(1, at: world.now)
      return .refused(after: latency)
    case .taken(let kind):
      card.bill(call.inlet, units: Self.units(for: call.size))
      world.edge(call.edge).delivered(call.name, in: world)
      publish(call.name, kind: kind, journey: call.journey, isForwarded: false, in: world)
      return .done(after: latency)
    }
  }

  /// Whoever stands at the begin of an edge to the bus.
  private func sender(on edge: UInt32, in world: World) -> EventSender {
    let index = Int(edge)
    while senders.count <= index { senders.append(nil) }
    if let sender = senders[index] { return sender }
    let sender = EventSender(
      world.edge(edge).from, partner: settings.partner, in: world)
    senders[index] = sender
    return sender
  }

  /// How many events AWS bills for so many bytes: one for each 64 KB or part of it.
  static func units(for size: Int64) -> Int64 {
    size.blocks(of: 65_536)
  }

  // MARK: Events

  /// Takes an event in its envelope, from a service of AWS or from another bus; neither is asked
  /// to pay for it here.
  func offer(_ slot: UInt32, in world: World) -> Acceptance {
    let message = world.messages[slot]
    let isForwarded = sender(on: message.edge, in: world).isBus
    publish(
      message.name, kind: message.kind, journey: message.journey, isForwarded: isForwarded,
      in: world)
    world.absorb(slot)
    return .accepted
  }

  /// Takes an event that an archive sends again, for some rules or for all.
  func replay(
    _ name: Name, kind: UInt16, journey: Instant, to audience: ContiguousArray<Bool>?,
    in world: World
  ) {
    hand(name, kind: kind, journey: journey, isForwarded: false, to: audience, in: world)
  }

  /// Which of its rules are among those of some labels, in its own order; once the run has begun.
  func audience(_ labels: [String]) -> ContiguousArray<Bool> {
    ContiguousArray(rules.map { labels.contains($0.label) })
  }

  /// Hands an event to every archive, and to every rule that it matches.
  private func publish(
    _ name: Name, kind: UInt16, journey: Instant, isForwarded: Bool, in world: World
  ) {
    for index in archives.indices {
      archives[index].take(name, kind: kind, journey: journey, in: world)
    }
    hand(name, kind: kind, journey: journey, isForwarded: isForwarded, to: nil, in: world)
  }

  private func hand(
    _ name: Name, kind: UInt16, journey: Instant, isForwarded: Bool,
    to audience: ContiguousArray<Bool>?, in world: World
  ) {
    var (isMatched, isMatchedByOthers) = (false, false)
    matcher?.forEachMatch(kind, name, sent: world.now, in: world) { index in
      guard rules[index].isEnabled else { return }
      guard audience?[index] != false else {
        isMatchedByOthers = true
        return
      }
      isMatched = true
      rules[index].take(
        name, kind: kind, journey: journey, isForwarded: isForwarded, in: world)
    }
    // An event that is sent again to some rules only, and that others match, is in no count.
    if isMatched {
      matchedEvents.add(1, at: world.now)
    } else if !isMatchedByOthers {
      unmatchedEvents.add(1, at: world.now)
    }
  }
}
