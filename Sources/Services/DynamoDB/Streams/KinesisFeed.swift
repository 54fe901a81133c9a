import Blueprints
import Documents
import Kernel
import Measures

/// Writes a record of each change of a table's items to a Kinesis stream: Kinesis Data Streams for
/// DynamoDB.
///
/// Records take their own time, so those of an item may come out of order, and a few come twice.
/// What a shard turns away is written again later.
final class KinesisFeed {
  /// `KinesisStreamSpecification` of a table.
  struct Specification: Settings {
    var stream: Reference?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.reference("StreamArn", &stream, "The stream that gets a record of every change.")
      visitor.ignored("ApproximateCreationDateTimePrecision")
    }
  }

  /// What feeds read from the calibration.
  static let parameters = [delay, duplicates, pause]

  static let delay = Parameter(
    "dynamodb.kinesisDelay", .time(.lognormal(.init(median: 250e6, p99: 1_000e6))),
    in: .anyLength, "From the change of an item until its record is written to a Kinesis stream.",
    source: .assumption("AWS says that records may come out of order and gives no figures")
  ).ideally(.span(.zero))

  static let duplicates = Parameter(
    "dynamodb.kinesisDuplicates", .real(1e-5), in: .shares,
    "The share of changes of which a Kinesis stream gets a second record.",
    source: .assumption("AWS says that duplicates may appear and gives no rate")
  ).ideally(.real(0))

  static let pause = Parameter(
    "dynamodb.kinesisPause", .span(.seconds(1)), in: .lengths(.milliseconds(1) ... .hours(1)),
    "How long a record waits that its shard turned away.",
    source: .assumption("AWS says that it tries again and gives no pauses"))

  private let stream: KinesisStream
  private let edge: Edge
  private let number: UInt16
  /// What makes the record of each change of what was written.
  private let envelopes: ContiguousArray<Int>
  private let delay: DrawnTime
  private let duplicateOdds: Odds
  private let duplicatePurpose: Purpose
  private let pause: TimeSpan

  /// The feed of a table whose stream a template names; nil where that is no part of it.
  init?(
    _ reference: Reference?, of table: String, at site: Site
  ) throws(InputError) {
    guard let reference,
      let node = try site.party(reference, as: "a Kinesis stream", missing: .acceptance)
    else { return nil }
    guard let stream = node as? KinesisStream else {
      throw site.slip(reference, "\(node.label) is no Kinesis stream")
    }
    let world = site.world
    self.stream = stream
    edge = world.addEdge(from: table, to: stream.label)
    let keys = (site.properties["KeySchema"]?.list ?? []).compactMap { $0["AttributeName"]?.text }
    let record = ChangeRecord(
      view: .bothImages, keys: keys.isEmpty ? ["id"] : keys, table: table, in: world)
    envelopes = ContiguousArray(
      ChangeFeed.Change.allCases.map { change in
        world.addEnvelope { record.record(of: change, in: $0) }
      })
    delay = DrawnTime(Self.delay, for: "feed/\(table)", in: world)
    duplicateOdds = Odds(share: world.calibration.real(Self.duplicates))
    duplicatePurpose = world.purpose("twin/\(table)/\(stream.label)")
    pause = world.calibration.span(Self.pause)
    number = stream.feedCount
    stream.add(self)
  }

  /// An item changed by a call just now.
  func changed(_ change: ChangeFeed.Change, _ call: Call, key: UInt64, in world: World) {
    changed(change, call.name, kind: call.kind, journey: call.journey, key: key, in: world)
  }

  /// An item changed just now because of a message.
  func changed(
    _ change: ChangeFeed.Change, _ name: Name, kind: UInt16, journey: Instant, key: UInt64,
    in world: World
  ) {
    let record = world.kind(kind, through: envelopes[change.rawValue])
    let slot = world.enter(edge, name: name, kind: record, journey: journey)
    world.messages[slot].key = key
    // What tells the changes apart that one message makes.
    let draw = UInt32(truncatingIfNeeded: SplitMix64.mix(key)) & ~1
    send(slot, draw, in: world)
    guard duplicateOdds != .never,
      duplicateOdds.happens(duplicatePurpose.word(for: name, draw))
    else { return }
    let twin = world.duplicate(slot, on: edge)
    world.messages[twin].key = key
    send(twin, draw | 1, in: world)
  }

  private func send(_ slot: UInt32, _ draw: UInt32, in world: World) {
    let name = world.messages[slot].name
    world.calendar.schedule(
      Event(node: stream.number, kind: number, first: slot), after: delay.length(for: name, draw))
  }

  /// Writes a record that has arrived, or has it wait.
  func arrive(_ slot: UInt32, in world: World) {
    let message = world.messages[slot]
    switch stream.offer(slot, in: world) {
    case .accepted:
      edge.acknowledge()
      edge.hop.record((world.now - message.sent).nanoseconds, at: world.now)
      edge.delivered(message.name, in: world)
    case .throttled, .unavailable:
      if message.runs < .max { world.messages[slot].runs += 1 }
      world.calendar.schedule(
        Event(node: stream.number, kind: number, first: slot), after: pause)
    case .refused:
      edge.drop(.refused)
      world.forget(slot)
    }
  }
}

extension Table {
  func connect(_ site: Site) throws(InputError) {
    if settings.encryption?.usesKMS == true { encryption = EncryptionCalls(in: site.world) }
    kinesisFeed = try KinesisFeed(settings.kinesis?.stream, of: label, at: site)
  }
}
