import Blueprints
import Documents
import Kernel
import Measures

/// Keeps items by key and serves as much as its capacity holds.
///
/// A write uses one unit for each KB, a read half a unit for each 4 KB, or a whole one where it is
/// strongly consistent. A provisioned table saves up what it does not use; an on-demand table is
/// ready for twice its previous peak. What is past that is turned away, and nothing is changed.
final class Table: Node {
  /// The largest item [B].
  static let itemLimit: Int64 = 409_600

  let card: NodeCard
  let settings: TableSettings
  let meters: TableMeters
  private var reads: TableCapacity
  private var writes: TableCapacity
  private var slowness = 1.0
  private var failing: FaultOdds
  private var throttling: FaultOdds

  /// How many halves of a read unit 4 KB cost.
  private let readParts: Int64
  private let usualKey: ItemKey
  private let readTime: DrawnTime
  private let writeTime: DrawnTime
  private let blockLatency: Double
  /// The stream of its changes; nil where it has none.
  var feed: ChangeFeed?

  init(_ settings: TableSettings, label: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    self.settings = settings
    meters = TableMeters(label: label, node: card.number, in: world)
    let calibration = world.calibration
    reads = settings.readCapacity(calibration)
    writes = settings.writeCapacity(calibration)
    readParts = calibration.flag(TableParameters.consistentReads) ? 2 : 1
    usualKey = ItemKey()
    readTime = DrawnTime(TableParameters.readLatency, for: "read/\(label)", in: world)
    writeTime = DrawnTime(TableParameters.writeLatency, for: "write/\(label)", in: world)
    blockLatency = Double(calibration.span(TableParameters.blockLatency).nanoseconds)
    failing = FaultOdds(for: "fault/\(label)", in: world)
    throttling = FaultOdds(for: "throttle/\(label)", in: world)
  }

  func apply(_ fault: FaultState, in world: World) {
    switch fault {
    case .slow(let factor): slowness = factor
    case .fail(let share): failing.set(share)
    case .throttle(let share): throttling.set(share)
    default: preconditionFailure("\(label) takes no such fault")
    }
  }

  var stream: (any RecordStream)? { feed?.log }

  var usedParameters: [Parameter] {
    TableParameters.all + (feed == nil ? [] : StreamParameters.ofTables)
  }

  func finish(in world: World) {
    meters.finish(in: world)
    feed?.close()
  }

  func call(_ call: Call, in world: World) -> Answer {
    guard let action = Action(rawValue: call.inlet) else {
      preconditionFailure("\(label) got a call of inlet \(call.inlet)")
    }
    world.edge(call.edge).uses(call.inlet)
    let latency = latency(of: action, call)
    guard action == .query || call.size <= Self.itemLimit else {
      meters.userErrors.add(1, at: world.now)
      return .refused(after: latency)
    }
    if failing.strikes(call.name, call.attempt) {
      meters.systemErrors.add(1, at: world.now)
      return .failed(after: latency, retryable: true)
    }
    if throttling.strikes(call.name, call.attempt) {
      meters.throttled(action, for: nil, in: world)
      return .throttled(after: latency)
    }
    let parts =
      action.isRead
      ? readParts * call.size.blocks(of: 4_096) : call.size.blocks(of: 1_024)
    let refusal =
      action.isRead ? reads.take(parts, at: world.now) : writes.take(parts, at: world.now)
    if let refusal {
      meters.throttled(action, for: refusal, in: world)
      return .throttled(after: latency)
    }
    if settings.isOnDemand { card.bill(call.inlet, units: parts) }
    meters.served(action, parts, after: latency, in: world)
    world.edge(call.edge).delivered(call.name, in: world)
    if let feed, let change = action.change {
      let key = usualKey.number(of: call.name, kind: call.kind, in: world)
      feed.changed(change, call, key: key, in: world)
    }
    return .done(after: latency)
  }

  /// How long the caller waits: a draw for the first 4 KB, and a little for each further.
  private func latency(of action: Action, _ call: Call) -> TimeSpan {
    let first = (action.isRead ? readTime : writeTime)
      .length(for: call.name, call.attempt, slowedBy: slowness)
    let further = Double(call.size.blocks(of: 4_096) - 1)
    return first + TimeSpan(rounding: slowness * blockLatency * further)
  }

  /// The provisioned capacity, charged for the time of the run; on demand the requests alone are
  /// charged.
  func extraCharges(until end: Instant) -> [Charge] {
    guard !settings.isOnDemand else { return [] }
    let milliseconds = (end - .start).nanoseconds / 1_000_000
    return [
      Charge(
        price: Self.writeCapacity, units: (settings.throughput?.writes ?? 0) * milliseconds,
        isByTime: true),
      Charge(
        price: Self.readCapacity, units: (settings.throughput?.reads ?? 0) * milliseconds,
        isByTime: true),
    ]
  }
}
