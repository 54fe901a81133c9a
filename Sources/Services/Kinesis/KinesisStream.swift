import Blueprints
import Documents
import Kernel
import Measures

/// Keeps records in shards: which one is the key's, and each takes only so much.
///
/// AWS looks up the MD5 of the key in the ranges of the shards; here a hash of 64 bits stands for
/// it, which spreads keys as evenly and puts other keys together.
final class KinesisStream: Node {
  let card: NodeCard
  let settings: KinesisSettings
  let log: ShardLog
  let meters: KinesisMeters
  /// The enhanced fan-out consumers of the stream.
  private(set) var consumers: ContiguousArray<StreamConsumer> = []
  /// The tables that write their changes to it.
  private var feeds: ContiguousArray<KinesisFeed> = []
  private(set) var shards: KinesisShards
  private var growth: OnDemandShards?
  /// By which ways calls come; the first is that of whoever says nothing.
  private(set) var ways: ContiguousArray<RecordWay>
  /// Which records of a request of several are still to be written; looked up, never listed.
  private var leftovers: [UInt64: ContiguousArray<UInt32>] = [:]
  private var request = OpenRequest()
  private let putTime: DrawnTime
  private let readTime: Distribution
  private var slowness = 1.0
  private var failing: FaultOdds
  private var turningAway: FaultOdds
  private let sender: UInt32
  /// What was taken in whole KB, as on-demand streams are charged.
  private var wholeBytes: Int64 = 0
  /// What it asks of KMS; nil where nothing encrypts it.
  private var encryption: EncryptionCalls?

  init(_ settings: KinesisSettings, label: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    self.settings = settings
    let calibration = world.calibration
    let count =
      settings.isOnDemand
      ? calibration.count(KinesisParameters.onDemandShards) : settings.shards ?? 1
    readTime = calibration.time(KinesisParameters.propagation)
    log = ShardLog(
      StreamTerms(
        pollInterval: calibration.span(KinesisParameters.poll), recordsPerRead: 10_000,
        bytesPerRead: Self.bytesPerRequest, retention: settings.retention,
        propagation: DrawnTime(readTime, for: "stream/\(label)", in: world)),
      label: label, shards: Int(count), in: world)
    log.share = ShardShare(
      reads: calibration.count(KinesisParameters.reads),
      bytes: calibration.count(KinesisParameters.readBytes))
    log.terms.envelope = world.addEnvelope(RecordEnvelope.envelope(of: label, in: world))
    shards = KinesisShards(calibration)
    if settings.isOnDemand { growth = OnDemandShards(calibration, shards) }
    ways = [RecordWay(key: ItemKey.usual, items: 1)]
    putTime = DrawnTime(KinesisParameters.put, for: "send", in: world)
    failing = FaultOdds(for: "fault/\(label)", in: world)
    turningAway = FaultOdds(for: "throttle/\(label)", in: world)
    sender = UInt32(truncatingIfNeeded: stableHash(label))
    meters = KinesisMeters(of: label, node: card.number, in: world)
  }

  func connect(_ site: Site) throws(InputError) {
    if settings.encryption?.type == "KMS" { encryption = EncryptionCalls(in: site.world) }
  }

  func start(in world: World) {
    showShards(at: world.now)
    // KMS is asked with the credentials of each who writes or reads.
    let callers =
      EncryptionCalls.senders(to: label, in: world) + EncryptionCalls.readers(of: label, in: world)
    encryption?.know(senders: 0, readers: callers)
  }

  private func showShards(at now: Instant) {
    meters.shards.set(Int64(log.open.count), at: now)
  }

  func finish(in world: World) {
    meters.finish(in: world)
    // Who reads may write here: the circle of references ends with the run.
    log.close()
    consumers = []
    feeds = []
  }

  func apply(_ fault: FaultState, in world: World) {
    switch fault {
    case .slow(let factor): slowness = factor
    case .fail(let share): failing.set(share)
    case .throttle(let share): turningAway.set(share)
    default: preconditionFailure("\(label) takes no such fault")
    }
  }

  func extraCharges(until end: Instant) -> [Charge] {
    capacityCharges(until: end) + KinesisStorage.charges(for: wholeBytes, settings)
      + (encryption?.charges(until: end) ?? [])
  }

  private func capacityCharges(until end: Instant) -> [Charge] {
    let milliseconds = (end - .start).nanoseconds / 1_000_000
    guard settings.isOnDemand else {
      let time = Int64(log.open.count) * milliseconds
      let usual = Charge(price: Self.shardTime, units: time, isByTime: true)
      guard settings.retention > .days(1) else { return [usual] }
      return [usual, Charge(price: Self.longShardTime, units: time, isByTime: true)]
    }
    return [
      Charge(price: Self.streamTime, units: milliseconds, isByTime: true),
      Charge(price: Self.bytesIn, units: wholeBytes),
      Charge(price: Self.bytesOut, units: meters.bytesRead),
    ]
  }

  /// Makes an enhanced fan-out consumer known.
  func add(_ consumer: StreamConsumer) { consumers.append(consumer) }

  /// How many tables write their changes to it.
  var feedCount: UInt16 { UInt16(feeds.count) }

  /// Makes a table known that writes its changes to it.
  func add(_ feed: KinesisFeed) { feeds.append(feed) }

  func receive(_ event: Event, in world: World) {
    feeds[Int(event.kind)].arrive(event.first, in: world)
  }

  /// Adds a way by which calls come; its number.
  func add(_ way: RecordWay) -> UInt16 {
    precondition(ways.count < UInt16.max, "\(label) is called by \(ways.count) ways")
    ways.append(way)
    return UInt16(ways.count - 1)
  }

  // MARK: Writing

  /// What becomes of one record.
  private enum Verdict { case written, throttled, failed, refused }

  func call(_ call: Call, in world: World) -> Answer {
    guard let action = Action(rawValue: call.inlet), action != .get else {
      preconditionFailure("\(label) got a call of inlet \(call.inlet)")
    }
    world.edge(call.edge).uses(call.inlet)
    let isFirst = request.takes(call, answering: putTime, in: world)
    let latency =
      slowness == 1
      ? request.latency : TimeSpan(rounding: slowness * Double(request.latency.nanoseconds))
    if isFirst { meters.came(action, after: latency, in: world) }
    let way = ways[Int(call.way)]
    guard call.request.count <= Self.recordsPerRequest,
      max(call.request.bytes, call.size * Int64(way.items)) <= Self.bytesPerRequest
    else { return .refused(after: latency) }
    guard way.items == 1 else {
      return writeSeveral(call, way, action, after: latency, in: world)
    }
    let key = way.key.number(of: call.name, kind: call.kind, in: world)
    switch write(call, call.name, key, action, in: world) {
    case .written:
      world.edge(call.edge).delivered(call.name, in: world)
      return .done(after: latency)
    case .throttled: return .throttled(after: latency)
    case .failed: return .failed(after: latency, retryable: true)
    case .refused: return .refused(after: latency)
    }
  }

  /// Writes the records of a request that carries several about one message.
  private func writeSeveral(
    _ call: Call, _ way: RecordWay, _ action: Action, after latency: TimeSpan, in world: World
  ) -> Answer {
    guard call.size <= greatestRecord else { return .refused(after: latency) }
    let token = call.token
    let rest = call.left == 0 ? nil : leftovers.removeValue(forKey: token)
    let wanted = rest ?? ContiguousArray(0..<way.items)
    var left: ContiguousArray<UInt32> = []
    for item in wanted {
      let name = way.name(of: item, sentBy: sender, because: call.name)
      let key = way.key(of: item, about: call.name, kind: call.kind, in: world)
      if case .written = write(call, name, key, action, in: world) { continue }
      left.append(item)
    }
    guard !left.isEmpty else {
      world.edge(call.edge).delivered(call.name, in: world)
      return .done(after: latency)
    }
    leftovers[token] = left
    return .partly(after: latency, left: UInt32(left.count))
  }

  private var greatestRecord: Int64 { settings.greatestRecord * 1_024 }

  /// Writes a record of a call, as far as it can be.
  private func write(
    _ call: Call, _ name: Name, _ key: UInt64, _ action: Action, in world: World
  ) -> Verdict {
    write(
      Message(name: name, edge: call.edge, kind: call.kind, journey: call.journey, sent: world.now),
      size: call.size, key: key, attempt: call.attempt, action, in: world)
  }

  private func write(
    _ message: Message, size: Int64, key: UInt64, attempt: UInt32, _ action: Action,
    in world: World
  ) -> Verdict {
    guard size <= greatestRecord else { return .refused }
    if failing.strikes(message.name, attempt) {
      meters.failed(action, in: world)
      return .failed
    }
    if growth?.grow(log, in: world) == true { showShards(at: world.now) }
    let shard = log.shard(of: key)
    guard !turningAway.strikes(message.name, attempt),
      shards.take(shard, bytes: size, at: world.now)
    else {
      meters.turnedAway(action, in: world)
      return .throttled
    }
    meters.wrote(action, bytes: size, in: world)
    wholeBytes += size.blocks(of: 1_024) * 1_024
    if settings.isOnDemand {
      growth?.use(shard, bytes: size, at: world.now)
    } else {
      card.bill(action.rawValue, units: size.blocks(of: 25_600))
    }
    log.append(
      message.name, kind: message.kind, journey: message.journey, key: key, in: world)
    return .written
  }

  /// Takes what a service of AWS writes; its `key` is the partition key, unless nobody said one:
  /// then it is the event's own.
  func offer(_ slot: UInt32, in world: World) -> Acceptance {
    let message = world.messages[slot]
    let key =
      message.isKeyed ? message.key : message.name.word
    let verdict = write(
      message, size: world.size(of: message.kind), key: key, attempt: UInt32(message.runs), .put,
      in: world)
    switch verdict {
    case .written:
      world.absorb(slot)
      return .accepted
    case .throttled: return .throttled
    case .failed: return .unavailable
    case .refused: return .refused
    }
  }
}

// MARK: Reading

extension KinesisStream: RecordStream {
  var stream: (any RecordStream)? { self }
  var terms: StreamTerms { log.terms }
  var shardCount: Int { log.shardCount }

  func attach(_ reader: any RecordReader, label: String, in world: World) -> Edge {
    let edge = log.attach(reader, label: label, in: world)
    // Each of n readers gets at every n-th of the reads that a shard gives.
    log.terms.propagation = DrawnTime(
      readTime.scaled(by: Double(log.readerCount)), for: "stream/\(self.label)", in: world)
    return edge
  }

  func wait(toRead shard: Int, at now: Instant) -> TimeSpan { log.wait(toRead: shard, at: now) }

  func held(_ shard: Int, in world: World) { meters.held(in: world) }

  func read(_ shard: Int, bytes: Int64, in world: World) {
    log.read(shard, bytes: bytes, in: world)
    meters.read(bytes: bytes, in: world)
  }

  func gave(_ shard: Int, age: TimeSpan, in world: World) { meters.gave(age: age, in: world) }
}
