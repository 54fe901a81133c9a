import Blueprints
import Documents
import Kernel
import Measures
import Patterns

/// Keeps the events of a bus that match a pattern, and sends them again when it is asked to.
///
/// An event arrives some time after the bus took it. A replay sends those that have arrived, in the
/// order of the minutes in which they came, within a minute in no order, to the bus alone that they
/// came from. What is sent again is not kept again.
final class Archive: Node {
  /// A replay that goes on.
  private struct Replay {
    let records: ContiguousArray<ArchiveStock.Record>
    /// Which rules of the bus get them; nil for all.
    let audience: ContiguousArray<Bool>?
    /// The transformation that adds the replay's name to events.
    let naming: Int
    var next = 0
  }

  /// What an order needs that can only be made before the run.
  private struct Preparation {
    let edge: Edge
    let places: Pool
    let rate: SharedRate
  }

  /// How often a replay sends what its rate allows.
  private static let step = TimeSpan.milliseconds(10)

  let card: NodeCard
  private let settings: ArchiveSettings
  private let bus: EventBus
  private let wanted: EventMatcher?
  private let fresh: EventMatcher
  private var stock: ArchiveStock
  private var preparation: Preparation?
  /// What it asks of KMS; nil where AWS's own key encrypts it.
  private var encryption: EncryptionCalls?
  private var namings: ContiguousArray<Int> = []
  private var started = 0
  private var replays: ContiguousArray<Replay> = []
  private var active = 0
  private let delay: DrawnTime
  private let shuffle: Purpose
  private let kept: CountMeasure
  private let replayed: CountMeasure
  private let refused: CountMeasure
  private let expired: CountMeasure

  init(
    _ settings: ArchiveSettings, label: String, wanting pattern: EventPattern?, of bus: EventBus,
    in world: World
  ) {
    card = NodeCard(label, Self.declaration, in: world)
    self.settings = settings
    self.bus = bus
    wanted = pattern.map { EventMatcher([$0]) }
    fresh = EventMatcher([Self.unreplayed])
    stock = ArchiveStock(for: settings.retention, keepingRecords: false)
    delay = DrawnTime(Self.delay, for: "archive/\(label)", in: world)
    shuffle = world.purpose("replay/\(label)")
    kept = world.count(Self.kept, at: label)
    replayed = world.count(Self.replayed, at: label)
    refused = world.count(Self.refused, at: label)
    expired = world.count(Self.expired, at: label)
  }

  func connect(_ site: Site) throws(InputError) {
    if settings.key != nil { encryption = EncryptionCalls(ofHolderIn: site.world) }
  }

  var usedParameters: [Parameter] {
    Self.parameters + (encryption == nil ? [] : [EncryptionCalls.holderReuse])
  }

  /// Takes an event that the bus got.
  func take(_ name: Name, kind: UInt16, journey: Instant, in world: World) {
    guard fresh.passes(kind, name, sent: world.now, in: world),
      wanted?.passes(kind, name, sent: world.now, in: world) != false
    else { return }
    let bytes = world.size(of: kind)
    kept.add(1, at: world.now)
    card.bill(Action.keep.rawValue, units: bytes)
    pass(to: world.now)
    stock.keep(
      ArchiveStock.Record(name: name, kind: kind, journey: journey, time: world.now), size: bytes)
  }

  func look(at boundary: Instant, in world: World) { pass(to: boundary) }

  func finish(in world: World) { pass(to: world.now) }

  private func pass(to now: Instant) {
    let count = stock.count
    stock.pass(to: now)
    if stock.count < count { expired.add(count - stock.count, at: now) }
  }

  func extraCharges(until end: Instant) -> [Charge] {
    [stock.charge(at: Self.storage)]
      + (encryption?.charges(until: end) ?? [])
  }

  // MARK: Replays

  var isBusy: Bool { active > 0 }

  func objection(to order: Order, in world: World) -> Objection? {
    guard case .replay(_, _, let rules?) = order else { return nil }
    let known = bus.rules.map { $0.label }
    guard let stray = rules.first(where: { !known.contains($0) }) else { return nil }
    let near = Suggestion.nearest(to: stray, among: known)
    return Objection(
      "the action replay names \(stray), which is no rule of \(bus.label)",
      remedy: near.map { "did you mean \($0)?" }
        ?? (known.isEmpty ? "the bus has no rules" : "choose \(known.joined(separator: ", "))"))
  }

  func prepare(for order: Order, in world: World) {
    let number = namings.count + 1
    let name = EventContent.Member("replay-name", .text("\(label)-\(number)"))
    namings.append(
      world.addTransformation { kind in
        guard case .map(let members)? = kind.content else { return kind }
        return kind.saying(.map(members + [name]))
      })
    guard preparation == nil else { return }
    stock = ArchiveStock(for: settings.retention, keepingRecords: true)
    let rate = EventQuotas.inForce(EventBusParameters.putRate, in: world, EventQuotas.requests)
    preparation = Preparation(
      edge: world.addEdge(from: label, to: bus.label),
      places: world.pool(Self.places.name, capacity: world.calibration.count(Self.places)),
      rate: world.sharedRate("events.replayRate", perSecond: min(rate, 1_000_000_000)))
  }

  func perform(_ order: Order, in world: World) {
    guard case .replay(let begin, let end, let rules) = order, let preparation else {
      preconditionFailure("\(label) takes no such order")
    }
    defer { started += 1 }
    guard preparation.places.take(at: world.now) else {
      return refused.add(1, at: world.now)
    }
    var records = stock.records(from: begin, to: end, at: world.now)
    records.removeAll { $0.time + delay.length(for: $0.name) > world.now }
    let order = UInt32(started)
    replays.append(
      Replay(
        records: ArchiveStock.replayed(records) { shuffle.word(for: $0, order) },
        audience: rules.map { bus.audience($0) }, naming: namings[started]))
    active += 1
    schedule(UInt32(replays.count - 1), after: .zero, in: world)
  }

  func receive(_ event: Event, in world: World) {
    let number = Int(event.first)
    guard let preparation else { preconditionFailure("\(label) was not prepared") }
    while replays[number].next < replays[number].records.count {
      guard preparation.rate.take(at: world.now) else {
        return schedule(event.first, after: Self.step, in: world)
      }
      send(replays[number].records[replays[number].next], of: replays[number], in: world)
      replays[number].next += 1
    }
    world.episodes.note(
      Episode(
        .replayEnded, node: self.number, from: world.now, to: world.now,
        value: Int64(replays[number].records.count)))
    active -= 1
    preparation.places.giveBack(at: world.now)
  }

  private func send(_ record: ArchiveStock.Record, of replay: Replay, in world: World) {
    guard let edge = preparation?.edge else { return }
    let kind = world.kind(record.kind, through: replay.naming)
    replayed.add(1, at: world.now)
    card.bill(Action.replay.rawValue, units: EventBus.units(for: world.size(of: record.kind)))
    edge.enter()
    edge.acknowledge()
    edge.hop.record(0, at: world.now)
    edge.delivered(record.name, in: world)
    bus.replay(record.name, kind: kind, journey: record.journey, to: replay.audience, in: world)
  }

  private func schedule(_ replay: UInt32, after delay: TimeSpan, in world: World) {
    world.calendar.schedule(Event(node: number, kind: 0, first: replay), after: delay)
  }
}
