import Blueprints
import Documents
import Kernel
import Measures

/// A reader to whom a stream pushes records, through a pipe of its own: enhanced fan-out.
final class StreamConsumer: Node {
  /// The most consumers of a stream.
  static let greatestCount = 20

  /// A shard for an hour of a consumer; what is counted are shards times milliseconds.
  static let shardTime = Price(
    "Kinesis enhanced fan-out shards", microdollars: 15_000, per: 3_600_000,
    source: KinesisStream.pricing
  ).sold(by: "hour", of: 3_600_000)
  /// What a consumer of a provisioned stream gets.
  static let bytesOut = Price(
    "Kinesis enhanced fan-out bytes", microdollars: 13_000, per: 1_073_741_824,
    source: KinesisStream.pricing
  ).sold(by: "GB", of: 1_073_741_824)
  /// What a consumer of an on-demand stream gets.
  static let onDemandBytesOut = Price(
    "Kinesis on-demand enhanced fan-out bytes", microdollars: 50_000, per: 1_073_741_824,
    source: KinesisStream.pricing
  ).sold(by: "GB", of: 1_073_741_824)

  static let events = Measure(
    "SubscribeToShardEvent.Success", .count, in: .requests, "Events with records that were pushed.")
  static let bytes = Measure(
    "SubscribeToShardEvent.Bytes", .count, in: .bytes, "What these had together.")

  static let declaration: Declaration = {
    let arn =
      "arn:{partition}:kinesis:{region}:{account}:{StreamARN.name}/consumer/{name}:1"
    var declaration = Declaration(
      type: "AWS::Kinesis::StreamConsumer", title: "Kinesis stream consumer",
      summary: "Gets the records of a stream pushed, beside all others who read it.",
      identity: Identity(
        ref: arn, arn: arn,
        attributes: [
          ("ConsumerARN", arn), ("ConsumerName", "{name}"), ("StreamARN", "{StreamARN}"),
        ],
        nameProperty: "ConsumerName"))
    declaration.emblem = .stream
    declaration.authority = .elsewhere
    declaration.keyPath = ["StreamARN"] + KinesisStream.declaration.keyPath
    declaration.policyNames = [
      PolicyName(
        of: "kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:ListShards",
        as: ["{StreamARN}"]),
      KinesisStream.listing,
    ]
    declaration.prices = [shardTime, bytesOut, onDemandBytesOut]
    declaration.inlets = [
      Inlet(
        "SubscribeToShard", "Gets the records of a shard pushed.",
        permission:
          "kinesis:DescribeStream, kinesis:DescribeStreamSummary, kinesis:ListShards, "
          + "kinesis:ListStreams, kinesis:SubscribeToShard", isCalled: false
      ).opening("kms:Decrypt")
    ]
    declaration.metrics = MetricAddress("AWS/Kinesis", by: "ConsumerName")
    declaration.measures = [events, bytes]
    declaration.parameters = KinesisParameters.ofConsumers
    return declaration
  }()

  /// `AWS::Kinesis::StreamConsumer` in the catalogue.
  static let service = Service(declaration, settings: StreamConsumerSettings.self) {
    (settings, site) throws(InputError) in
    guard let reference = settings.stream else {
      throw InputError(
        "\(site.label) has no StreamARN", remedy: "give the ARN of a Kinesis stream",
        at: site.properties.place)
    }
    return StreamConsumer(reference, label: site.label, finding: site.find, in: site.world)
  }

  let card: NodeCard
  private let reference: Reference
  private var find: ((String) -> (any Node)?)?
  /// The stream, once somebody asks; nil where it is no part of the template.
  private(set) lazy var upstream = find?(reference.text) as? KinesisStream
  private var upstreamSettings: KinesisSettings?
  private let ownTerms: StreamTerms
  /// What each shard pushes in a second, and what it pushed lately.
  private let share: ShardShare
  private var reads: ContiguousArray<ShardReads> = []
  private let events: CountMeasure
  private let bytes: CountMeasure

  init(
    _ reference: Reference, label: String, finding find: @escaping (String) -> (any Node)?,
    in world: World
  ) {
    card = NodeCard(label, Self.declaration, in: world)
    self.reference = reference
    self.find = find
    share = ShardShare(reads: .max, bytes: world.calibration.count(KinesisParameters.fanOutBytes))
    ownTerms = StreamTerms(
      pollInterval: .seconds(1), recordsPerRead: 10_000, bytesPerRead: 1_048_576,
      retention: .days(1),
      propagation: DrawnTime(
        KinesisParameters.fanOutPropagation, for: "push/\(label)", in: world))
    events = world.count(Self.events, at: label)
    bytes = world.count(Self.bytes, at: label)
  }

  func connect(_ site: Site) throws(InputError) {
    guard let upstream else {
      if let node = site.find(reference.text) {
        throw site.slip(reference, "\(node.label) is no Kinesis stream")
      }
      _ = try site.party(reference, as: "a Kinesis stream", missing: .silence)
      return
    }
    try site.requireARN(reference)
    upstream.add(self)
    guard upstream.consumers.count <= Self.greatestCount else {
      throw InputError(
        "\(label) is consumer \(upstream.consumers.count) of \(upstream.label)",
        remedy: "AWS allows \(Self.greatestCount) for a stream", at: site.properties.place)
    }
  }

  func start(in world: World) {
    upstreamSettings = upstream?.settings
    find = nil
  }

  func finish(in world: World) { upstream = nil }

  func extraCharges(until end: Instant) -> [Charge] {
    guard let settings = upstreamSettings else { return [] }
    guard !settings.isOnDemand else {
      return [Charge(price: Self.onDemandBytesOut, units: bytes.total)]
    }
    let milliseconds = (end - .start).nanoseconds / 1_000_000
    return [
      Charge(
        price: Self.shardTime, units: (settings.shards ?? 1) * milliseconds, isByTime: true),
      Charge(price: Self.bytesOut, units: bytes.total),
    ]
  }
}

extension StreamConsumer: RecordStream {
  var stream: (any RecordStream)? { self }
  var shardCount: Int { upstream?.shardCount ?? 1 }

  var terms: StreamTerms {
    var terms = ownTerms
    terms.isPushed = true
    guard let upstream else { return terms }
    terms.retention = upstream.settings.retention
    terms.envelope = upstream.terms.envelope
    return terms
  }

  func attach(_ reader: any RecordReader, label: String, in world: World) -> Edge {
    guard let upstream else {
      let edge = world.addEdge(from: self.label, to: "")
      edge.reaches(label)
      return edge
    }
    let edge = upstream.log.attach(reader, label: label, sharing: false, in: world)
    edge.isFetched(through: self.label)
    return edge
  }

  func wait(toRead shard: Int, at now: Instant) -> TimeSpan {
    guard shard < reads.count else { return .zero }
    return reads[shard].wait(share, at: now)
  }

  func read(_ shard: Int, bytes size: Int64, in world: World) {
    events.add(1, at: world.now)
    bytes.add(size, at: world.now)
    while reads.count <= shard { reads.append(ShardReads()) }
    reads[shard].count(size, share, at: world.now)
  }
}
