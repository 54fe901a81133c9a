import Blueprints
import Documents
import Kernel
import Measures

/// Takes events, and hands each to every subscriber whose filters it matches.
///
/// The new bus of EventBridge, beside the classic one: no rules, but subscribers with one target
/// each. What its documentation leaves open is taken from the classic bus, and says so.
final class CustomBus: Node {
  let card: NodeCard
  private var subscribers: ContiguousArray<Subscriber> = []
  private var senders: ContiguousArray<EventSender?> = []
  private(set) var slowness = 1.0
  private var failOdds: FaultOdds
  private var throttleOdds: FaultOdds
  private let putTime: DrawnTime
  private var request = OpenRequest()
  /// What became of the request: whether a fault turns it away, and whether some of its entries
  /// were taken or throttled so far.
  private var (isTurnedAway, hasTaken, hasThrottled) = (false, false, false)
  private(set) var rate: TokenBucket?
  private let groupRate: Int64
  private var groups: [UInt32: TokenBucket] = [:]
  /// The event group that sent most in a second.
  private(set) var busiestGroup: TokenBucket?
  private let deduplicatesByID: Bool
  private let deduplicatesByContent: Bool
  private var deduplicator = Deduplicator()
  /// Counts how often an event passed, where events can come back; nil where they cannot.
  private var link: Int?
  private var throttling: EpisodeDetector
  private let key: String?
  /// What it asks of KMS; nil where AWS's own key encrypts it.
  private var encryption: EncryptionCalls?

  private let calls: CountMeasure
  private let successes: CountMeasure
  private let failures: CountMeasure
  private let throttles: CountMeasure
  private let entries: CountMeasure
  private let failedEntries: CountMeasure
  private let ingress: CountMeasure
  private let deduplicated: CountMeasure

  /// - Parameter key: The key of KMS that encrypts its events; nil for one of AWS.
  init(label: String, key: String? = nil, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    self.key = key
    let calibration = world.calibration
    putTime = DrawnTime(CustomBusParameters.put, for: "send", in: world)
    failOdds = FaultOdds(for: "fault/\(label)", in: world)
    throttleOdds = FaultOdds(for: "throttle/\(label)", in: world)
    let limit = calibration.count(CustomBusParameters.rate)
    rate = limit == .max ? nil : TokenBucket(rate: limit, capacity: limit)
    groupRate = calibration.count(CustomBusParameters.groupRate)
    deduplicatesByID = calibration.flag(CustomBusParameters.deduplicatesByID)
    deduplicatesByContent = calibration.flag(CustomBusParameters.deduplicatesByContent)
    throttling = EpisodeDetector(.throttling, node: card.number, quietGap: Episode.quietGap)
    calls = world.count(Self.calls, at: label)
    successes = world.count(Self.successes, at: label)
    failures = world.count(Self.failures, at: label)
    throttles = world.count(Self.throttles, at: label)
    entries = world.count(Self.entries, at: label)
    failedEntries = world.count(Self.failedEntries, at: label)
    ingress = world.count(Self.ingress, at: label)
    deduplicated = world.count(Self.deduplicated, at: label)
  }

  func connect(_ site: Site) throws(InputError) {
    if key != nil { encryption = EncryptionCalls(ofHolderIn: site.world) }
  }

  var usedParameters: [Parameter] {
    CustomBusParameters.bus + (encryption == nil ? [] : [EncryptionCalls.holderReuse])
  }

  func extraCharges(until end: Instant) -> [Charge] { encryption?.charges(until: end) ?? [] }

  /// Makes a subscriber known.
  func add(_ subscriber: Subscriber) {
    subscribers.append(subscriber)
  }

  /// Has events marked that pass, so that those are told that come back.
  func countPasses(in world: World) {
    if link == nil { link = world.addChainLink() }
  }

  func remarks(in world: World) -> [String] {
    Self.remarks.map { "\(label) is a custom event bus of 2026: \($0)" }
  }

  func apply(_ fault: FaultState, in world: World) {
    switch fault {
    case .slow(let factor): slowness = factor
    case .fail(let share): failOdds.set(share)
    case .throttle(let share): throttleOdds.set(share)
    default: preconditionFailure("\(label) takes no such fault")
    }
  }

  func finish(in world: World) {
    throttling.settle(at: world.now, in: world.episodes)
    // Its subscribers hold the bus; letting them go lets the world be freed.
    subscribers = []
  }

  // MARK: PutEvents

  func call(_ call: Call, in world: World) -> Answer {
    if request.takes(call, answering: putTime, in: world) { begin(call, in: world) }
    let latency = request.latency
    guard !isTurnedAway, admits(call, in: world) else {
      throttled(in: world)
      return .throttled(after: latency)
    }
    if !hasTaken {
      hasTaken = true
      successes.add(1, at: world.now)
    }
    entries.add(1, at: world.now)
    if failOdds.strikes(call.name, call.attempt) {
      failedEntries.add(1, at: world.now)
      return .failed(after: latency, retryable: true)
    }
    guard
      case .taken(let kind) = sender(on: call.edge, in: world).reception(of: call.kind, in: world)
    else {
      failedEntries.add(1, at: world.now)
      return .refused(after: latency)
    }
    world.edge(call.edge).delivered(call.name, in: world)
    guard !isRepeated(call, in: world) else {
      deduplicated.add(1, at: world.now)
      return .done(after: latency)
    }
    ingress.add(call.size, at: world.now)
    publish(call.name, kind: kind, journey: call.journey, in: world)
    return .done(after: latency)
  }

  /// Begins with a request.
  private func begin(_ call: Call, in world: World) {
    calls.add(1, at: world.now)
    isTurnedAway = throttleOdds.strikes(call.name, call.attempt)
    (hasTaken, hasThrottled) = (false, false)
  }

  /// An entry is turned away; for its request that counts once.
  private func throttled(in world: World) {
    throttling.happened(at: world.now, in: world.episodes)
    guard !hasThrottled else { return }
    hasThrottled = true
    throttles.add(1, at: world.now)
  }

  /// Whether the quotas of the bus and of the event's group leave room for an entry.
  private func admits(_ call: Call, in world: World) -> Bool {
    guard rate?.take(at: world.now) != false else { return false }
    guard groupRate != .max, let group = world.group(of: call.name) else { return true }
    var bucket = groups[group] ?? TokenBucket(rate: groupRate, capacity: groupRate)
    defer {
      groups[group] = bucket
      if bucket.busiest > busiestGroup?.busiest ?? -1 { busiestGroup = bucket }
    }
    return bucket.take(1 + call.size.blocks(of: 1_024), at: world.now)
  }

  /// Whether an entry is an event that was taken within five minutes, in the same group.
  private func isRepeated(_ call: Call, in world: World) -> Bool {
    guard deduplicatesByID || deduplicatesByContent else { return false }
    let group = UInt64(world.group(of: call.name) ?? 0)
    // An identifier of its own comes before the content.
    let key =
      deduplicatesByID
      ? call.name.word : content(of: call, in: world)
    return deduplicator.isRepeated(SplitMix64.mix(key, group), at: world.now)
  }

  private func content(of call: Call, in world: World) -> UInt64 {
    guard let content = world.kinds[Int(call.kind)].content else {
      return call.name.word
    }
    let json = content.json(on: EventContent.Occasion(call.name, sent: world.now, in: world))
    return stableHash(String(decoding: json, as: UTF8.self))
  }

  private func sender(on edge: UInt32, in world: World) -> EventSender {
    let index = Int(edge)
    while senders.count <= index { senders.append(nil) }
    if let sender = senders[index] { return sender }
    let sender = EventSender(world.edge(edge).from, partner: nil, in: world)
    senders[index] = sender
    return sender
  }

  // MARK: Events

  /// Takes an event from a subscriber of another bus; one that was here before is refused.
  func offer(_ slot: UInt32, in world: World) -> Acceptance {
    let message = world.messages[slot]
    if let link, world.runs(of: link, before: message.kind) > 0 { return .refused }
    publish(message.name, kind: message.kind, journey: message.journey, in: world)
    world.absorb(slot)
    return .accepted
  }

  private func publish(_ name: Name, kind: UInt16, journey: Instant, in world: World) {
    let kind = link.map { world.kind(kind, after: $0) } ?? kind
    for index in subscribers.indices {
      subscribers[index].take(name, kind: kind, journey: journey, in: world)
    }
  }
}
