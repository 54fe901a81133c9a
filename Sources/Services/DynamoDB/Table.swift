import Blueprints
import Documents
import Kernel
import Measures

/// Keeps items by key and serves as much as its capacity holds.
///
/// A write uses one unit for each KB, a read half a unit for each 4 KB, or a whole one where it is
/// strongly consistent. A provisioned table saves up what it does not use; an on-demand table is
/// ready for twice its previous peak. What is past that is turned away, and nothing is changed.
///
/// Items themselves are kept only where somebody asks for them, by a condition, a lifetime, a
/// stream, or the records of idempotent code, or where one may be written twice: by a key that
/// messages share, or by two callers. A table begins empty.
final class Table: Node {
  /// The largest item [B].
  static let itemLimit: Int64 = 409_600
  /// The most that AWS reads for a query at once [B].
  static let page: Int64 = 1 << 20

  /// What is due.
  enum Kind: UInt16 {
    /// An item has expired and is found.
    case expiry
    /// A change of provisioned capacity is done.
    case update
  }

  let card: NodeCard
  let settings: TableSettings
  let meters: TableMeters
  /// What the table itself serves.
  let throughput: Throughput
  /// The global secondary indexes, in the order of the template.
  let indexes: ContiguousArray<SecondaryIndex>
  /// What stands in each local secondary index, whose capacity is that of the table.
  let localProjections: ContiguousArray<IndexProjection>
  /// Under which keys items stand in the global indexes where nobody says.
  let usualIndexKeys: ContiguousArray<TableTerms.IndexKey>
  /// What callers say of their requests, by their ways; the first say nothing.
  var ways: ContiguousArray<TableTerms>
  /// The items that are there, by their numbers; looked up, never listed.
  var items: [UInt64: Item] = [:]
  /// Whether items are kept at all.
  var keepsItems = false
  /// The transactions that were done of late.
  var transactions: RecentCalls<Bool>
  /// The items that batches have left undone, as bits.
  var undone: RecentCalls<UInt128>
  /// What changes provisioned capacity, where anybody does.
  var updates: ContiguousArray<CapacityUpdate> = []
  /// The stream of its changes; nil where it has none.
  var feed: ChangeFeed? {
    didSet { keepsItems = keepsItems || feed != nil }
  }
  /// What writes its changes to a Kinesis stream; nil where nothing does.
  var kinesisFeed: KinesisFeed? {
    didSet { keepsItems = keepsItems || kinesisFeed != nil }
  }
  /// How many callers write, each in its own words.
  var writers = 0
  /// Whether any of them puts items, and does not only delete them.
  var isFilled = false
  /// Whether any of them writes by a key that messages share.
  var sharesKeys = false
  /// Which part of a put is stored where nothing is known of the items that it may replace.
  let newItems: Double
  /// What lies in the table and in its indexes, and for how long.
  var storage: TableStorage
  /// What it asks of KMS; nil where AWS's own key encrypts it.
  var encryption: EncryptionCalls?
  /// How long after its time an item is found to have expired.
  let expiryDelay: DrawnTime
  private var slowness = 1.0
  private var failing: FaultOdds
  private var throttling: FaultOdds

  /// How many halves of a read unit 4 KB cost where the caller does not say.
  private let usualReadParts: Int64
  private let readTime: DrawnTime
  private let writeTime: DrawnTime
  private let blockLatency: Double

  init(_ settings: TableSettings, label: String, in world: World) {
    card = NodeCard(
      label, settings.isInfrequent ? Self.infrequentDeclaration : Self.declaration, in: world)
    self.settings = settings
    meters = TableMeters(label: label, node: card.number, in: world)
    throughput = Throughput(
      ThroughputSettings(
        isOnDemand: settings.isOnDemand, provisioned: settings.throughput,
        onDemand: settings.onDemand, warm: settings.warm),
      label: label, in: world)
    let indexes = settings.globalIndexes.map {
      SecondaryIndex($0, of: settings, label: label, in: world)
    }
    self.indexes = ContiguousArray(indexes)
    usualIndexKeys = ContiguousArray(indexes.map { $0.usualKey })
    let usual = TableTerms()
    usual.indexKeys = usualIndexKeys
    ways = [usual]
    let calibration = world.calibration
    let localProjections = ContiguousArray(
      settings.localIndexes.map { IndexProjection($0.projection, calibration) })
    self.localProjections = localProjections
    storage = TableStorage(
      local: localProjections, global: ContiguousArray(indexes.map { $0.projection }))
    transactions = RecentCalls(for: calibration.span(TableParameters.tokens))
    undone = RecentCalls(for: calibration.span(TableParameters.tokens))
    usualReadParts = calibration.flag(TableParameters.consistentReads) ? 2 : 1
    readTime = DrawnTime(TableParameters.readLatency, for: "read/\(label)", in: world)
    writeTime = DrawnTime(TableParameters.writeLatency, for: "write/\(label)", in: world)
    expiryDelay = DrawnTime(TableParameters.expiryDelay, for: "expiry/\(label)", in: world)
    blockLatency = Double(calibration.span(TableParameters.blockLatency).nanoseconds)
    newItems = calibration.real(TableParameters.newItems)
    failing = FaultOdds(for: "fault/\(label)", in: world)
    throttling = FaultOdds(for: "throttle/\(label)", in: world)
  }

  var stream: (any RecordStream)? { feed?.log }

  var usedParameters: [Parameter] {
    let projections =
      settings.globalIndexes.map { $0.projection } + settings.localIndexes.map { $0.projection }
    return TableParameters.always
      + (settings.isOnDemand ? TableParameters.ofOnDemand : TableParameters.ofProvisioned)
      + (projections.contains { $0?.kind == "INCLUDE" } ? [TableParameters.includedShare] : [])
      + (settings.expires ? [TableParameters.expiryDelay] : [])
      + (keepsItems || writers == 0 ? [] : [TableParameters.newItems])
      + (feed == nil ? [] : StreamParameters.ofTables)
      + (settings.kinesis == nil ? [] : KinesisFeed.parameters)
  }

  func receive(_ event: Event, in world: World) {
    switch Kind(rawValue: event.kind) {
    case .expiry: expire(event, in: world)
    case .update: updates[Int(event.first)].finish(in: world)
    case nil: preconditionFailure("\(label) got an event of kind \(event.kind)")
    }
  }

  func apply(_ fault: FaultState, in world: World) {
    switch fault {
    case .slow(let factor): slowness = factor
    case .fail(let share): failing.set(share)
    case .throttle(let share): throttling.set(share)
    default: preconditionFailure("\(label) takes no such fault")
    }
  }

  func finish(in world: World) {
    meters.finish(in: world)
    feed?.close()
    kinesisFeed = nil
    updates = []
  }

  func call(_ call: Call, in world: World) -> Answer {
    guard let action = Action(rawValue: call.inlet) else {
      preconditionFailure("\(label) got a call of inlet \(call.inlet)")
    }
    let terms = ways[Int(call.way)]
    world.edge(call.edge).uses(call.inlet, ofPart: terms.readsIndex)
    let request = TableRequest(
      action: action, call: call, terms: terms,
      latency: latency(of: action, call, items: terms.itemCount))
    guard call.size <= Self.itemLimit || action == .query,
      action == .batchGet || call.size <= action.mostBytes / terms.itemCount
    else {
      meters.userErrors.add(1, at: world.now)
      return .refused(after: request.latency)
    }
    if failing.strikes(call.name, call.attempt) {
      meters.systemErrors.add(1, at: world.now)
      return .failed(after: request.latency, retryable: true)
    }
    if throttling.strikes(call.name, call.attempt) {
      throughput.meters.throttled(reading: action.isRead, for: nil, in: world)
      return turnAway(request, in: world)
    }
    switch action {
    case .get, .query: return read(request, in: world)
    case .put, .update, .delete: return write(request, in: world)
    case .transactWrite: return transact(request, in: world)
    case .transactGet: return transactReads(request, in: world)
    case .batchWrite, .batchGet: return batch(request, in: world)
    }
  }

  /// How many parts of a unit a read of some bytes costs, eventually or strongly consistent.
  func readParts(_ bytes: Int64, _ terms: TableTerms) -> Int64 {
    let each = terms.isConsistent.map { $0 ? Int64(2) : 1 } ?? usualReadParts
    return each * bytes.blocks(of: 4_096)
  }

  /// How long the caller waits: a draw for the first 4 KB, and a little for each further.
  private func latency(of action: Action, _ call: Call, items: Int64) -> TimeSpan {
    let first = (action.isRead ? readTime : writeTime)
      .length(for: call.name, call.attempt, slowedBy: slowness)
    let further = Double(min(call.size * items, action.mostBytes).blocks(of: 4_096) - 1)
    return first + TimeSpan(rounding: slowness * blockLatency * further)
  }

  /// Counts a request that is turned away as a whole.
  func turnAway(_ request: TableRequest, in world: World) -> Answer {
    meters.throttle(in: world)
    followSplits(in: world)
    return .throttled(after: request.latency)
  }

  /// Counts a request that was served, whose units are paid for one by one or by the hour.
  func serve(_ request: TableRequest, units parts: Int64, in world: World) -> Answer {
    if settings.isOnDemand { card.bill(request.call.inlet, units: parts) }
    meters.served(request.action, after: request.latency, in: world)
    world.edge(request.call.edge).delivered(request.call.name, in: world)
    followSplits(in: world)
    return .done(after: request.latency)
  }
}

/// A request that a table works on.
struct TableRequest {
  let action: Table.Action
  let call: Call
  let terms: TableTerms
  let latency: TimeSpan
}
