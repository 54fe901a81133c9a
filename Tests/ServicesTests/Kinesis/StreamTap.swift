import Kernel

@testable import Blueprints
@testable import Documents
@testable import Services

/// Remembers what a stream hands its readers.
final class StreamListener: RecordReader {
  /// A record as it came.
  struct Heard: Equatable {
    var name: Name
    var shard: Int
    var sequence: Int64
    var key: UInt64
  }

  private(set) var heard: [Heard] = []
  private(set) var closed: [Int] = []
  private(set) var children: [Int] = []

  func take(_ slot: UInt32, from shard: Int, in world: World) {
    let message = world.messages[slot]
    heard.append(
      Heard(name: message.name, shard: shard, sequence: message.sequence, key: message.key))
  }

  func close(_ shard: Int, into children: [Int], in world: World) {
    closed.append(shard)
    self.children += children
  }
}

/// A stream on a stage with somebody who listens, to which a test writes by hand.
final class StreamTap {
  let stage: Stage
  let stream: KinesisStream
  let listener = StreamListener()
  private var puts: UInt64 = 0
  private(set) lazy var edge = stage.world.addEdge(from: "Shop", to: "Clicks")

  init(
    _ properties: String = "{ShardCount: 1}", _ overrides: [String: Parameter.Value] = [:],
    calibration: String = "aws-2026"
  ) throws {
    stage = Stage(calibration, overrides)
    let site = stage.site("Clicks", properties: properties)
    let settings = site.settings(KinesisSettings.self)
    stream = stage.add(KinesisStream(settings, label: "Clicks", in: stage.world))
    _ = stream.attach(listener, label: "Listener", in: stage.world)
    try stage.begin()
  }

  /// A way by which calls come that say something.
  func way(_ said: String, _ action: KinesisStream.Action = .put) throws -> UInt16 {
    try stream.way(
      reading: stage.document(said).map ?? DocumentMap(), of: action.rawValue, from: "Shop",
      in: stage.world)
  }

  /// Writes now; by a name of its own, unless one is given.
  @discardableResult
  func put(
    _ action: KinesisStream.Action = .put, size: Int64 = 1_024, by way: UInt16 = 0,
    named name: Name? = nil, kind: UInt16 = 0, attempt: UInt32 = 0, left: UInt32 = 0,
    request: SharedRequest? = nil
  ) -> Answer {
    puts += 1
    var call = Call(
      inlet: action.rawValue, name: name ?? Name(client: 0, ordinal: puts), kind: kind,
      journey: stage.world.now, size: size, attempt: attempt, edge: edge.number,
      reply: Event(node: 0, kind: 0))
    call.way = way
    call.left = left
    if let request { call.request = request }
    return stream.call(call, in: stage.world)
  }

  /// How many records one instant takes.
  func room(size: Int64) -> Int {
    var count = 0
    while put(size: size).isDone { count += 1 }
    return count
  }

  /// The total of a measure that counts.
  func count(_ name: String) -> Int64 {
    for instrument in stage.world.instruments where instrument.measure.name == name {
      if case .count(let measure) = instrument.keeper { return measure.total }
    }
    return -1
  }

  /// What is billed by an item's name.
  func units(_ item: String, until seconds: Int64 = 3_600) -> Int64 {
    stream.charges(until: .start + .seconds(seconds)).filter { $0.price.item == item }
      .reduce(0) { $0 + $1.units }
  }
}
