import Blueprints
import Kernel
import Measures

/// The reader's side of a stream: looks into every shard at its own pace and hands its records on
/// in batches, one after the other in each lane of a shard.
///
/// A lane gets the records of some keys in their order, and a batch of it begins when the one
/// before is resolved: run well, or given up. What is handed on, and what that means, is the matter
/// of a `RecordConsumer`, which passes on the reader's events and says how each batch ended.
final class ShardReader: RecordReader {
  /// Events of a reader have kinds from here on; its owner passes them to it.
  static let firstKind: UInt16 = 0x4000

  enum Kind: UInt16 {
    case look = 0x4000
    case windowEnds, tryAgain, stateEnds
  }

  /// One shard, as far as the reader has come.
  struct Shard: BitwiseCopyable {
    /// Records that were not read yet.
    var unread = MessageLine()
    /// When its first look is; the others follow at the stream's interval.
    let phase: TimeSpan
    var lookIsSet = false
    /// Parents that are not read to their end yet.
    var parents = 0
    /// It takes no more records.
    var isClosed = false
    /// It is closed, and its last record is resolved.
    var isDone = false
  }

  /// The records of some keys of a shard, which are handed on one batch after the other.
  struct Lane: BitwiseCopyable {
    enum State: UInt8 {
      /// Nothing is in hand.
      case idle
      /// Records wait for more of them.
      case gathering
      /// A batch runs.
      case running
      /// A batch waits to be tried again.
      case waiting
      /// A batch was to be tried again while the reader was stopped.
      case stopped
    }

    let shard: Int
    var state = State.idle
    /// Records that were read and are in no batch yet.
    var read = MessageLine()
    /// How many bytes they have.
    var bytes: Int64 = 0
    /// The batch at hand.
    var batch = Batch()
    /// What was cut off it and comes next.
    var pieces: UInt32 = .max
    /// Runs of the batch that failed and count.
    var failures: UInt32 = 0
    /// When the first of them failed.
    var failing = Instant.start
    /// The place of the episode that says that it is stuck; negative where it is not.
    var blockage: Int32 = -1
    /// How often it was handed on.
    var attempts: UInt32 = 0
    /// How often it was turned away since.
    var refusals: UInt32 = 0
    /// When the last batch was resolved.
    var since: Instant
    /// Tells its timers from those of the past.
    var generation: UInt16 = 0
    /// The window whose state is kept; nil where none is.
    var window: Int64?
    /// The batch at hand ends that window.
    var isFinal = false
    /// When it is looked after whether the window is over.
    var stateEndIsSet = false
  }

  /// A part that was cut off a batch.
  struct Piece: BitwiseCopyable {
    var next: UInt32
    var batch: Batch
    var failures: UInt32
  }

  let terms: ReadingTerms
  let stream: any RecordStream
  private var wire: Edge?
  let node: UInt32
  private let label: String
  private let phases: Purpose
  /// What reading is like, from the start of the run on.
  private(set) var reading: StreamTerms
  var shards: ContiguousArray<Shard> = []
  var lanes: ContiguousArray<Lane> = []
  let pieces = Slab<Piece>()
  var order: RecordOrder
  /// The shards that follow each, once it is read.
  private var children: ContiguousArray<[Int]> = []
  private(set) var isStopped = false
  /// Dates the times in which records are set aside.
  var deadLettering: EpisodeDetector?

  /// A reader of a stream, for a node of a number.
  ///
  /// - Parameters:
  ///   - label: The logical id of whoever reads, which names its draws.
  ///   - end: The logical id at the end of the edge.
  init(
    _ terms: ReadingTerms, of stream: any RecordStream, label: String, to end: String,
    node: UInt32, in world: World
  ) {
    precondition(terms.lanes > 0, "\(label) has \(terms.lanes) lanes")
    self.terms = terms
    self.stream = stream
    self.node = node
    self.label = label
    phases = world.purpose("look/\(label)")
    reading = stream.terms
    order = RecordOrder(lanes: terms.lanes)
    let wire = stream.attach(self, label: end, in: world)
    deadLettering = EpisodeDetector(
      .deadLettering, node: node, edge: wire.number, quietGap: Episode.quietGap)
    self.wire = wire
  }

  /// The edge of its copies.
  var edge: Edge {
    guard let wire else { preconditionFailure("\(label) follows nothing") }
    return wire
  }

  /// Begins, once everybody who reads the stream is known.
  func start(in world: World) {
    reading = stream.terms
    while shards.count < stream.shardCount { addShard(in: world) }
  }

  private func addShard(in world: World) {
    let number = shards.count
    let word = phases.word(for: Name(root: UInt64(number)), 0)
    let phase = word.multipliedFullWidth(by: UInt64(reading.pollInterval.nanoseconds)).high
    shards.append(Shard(phase: TimeSpan(nanoseconds: Int64(phase))))
    children.append([])
    let since = world.now + TimeSpan(nanoseconds: Int64(phase))
    for _ in 0..<terms.lanes { lanes.append(Lane(shard: number, since: since)) }
    order.addShard()
  }

  /// The lane of a record.
  func lane(of key: UInt64, in shard: Int) -> Int {
    guard terms.lanes > 1 else { return shard }
    return shard * terms.lanes + Int(SplitMix64.mix(key) % UInt64(terms.lanes))
  }

  /// The lanes of a shard.
  func lanes(of shard: Int) -> Range<Int> {
    shard * terms.lanes..<(shard + 1) * terms.lanes
  }

  // MARK: Writing

  func take(_ slot: UInt32, from shard: Int, in world: World) {
    if let envelope = reading.envelope {
      world.messages[slot].kind = world.kind(world.messages[slot].kind, through: envelope)
    }
    while shards.count <= shard { addShard(in: world) }
    order.take(from: shard)
    trimUnread(of: shard, in: world)
    shards[shard].unread.append(slot, in: world.messages)
    setLook(at: shard, in: world)
  }

  func close(_ shard: Int, into children: [Int], in world: World) {
    while shards.count <= children.reduce(shard, max) { addShard(in: world) }
    shards[shard].isClosed = true
    self.children[shard] = children
    for child in children {
      shards[child].parents += 1
      order.add(parent: shard, of: child)
    }
    goOnIfDone(shard, in: world)
  }

  /// Lets the children of a shard begin that is read to its end.
  func goOnIfDone(_ shard: Int, in world: World) {
    guard shards[shard].isClosed, !shards[shard].isDone, shards[shard].unread.isEmpty else {
      return
    }
    for lane in lanes(of: shard) {
      guard lanes[lane].state == .idle, lanes[lane].pieces == .max, lanes[lane].read.isEmpty,
        lanes[lane].window == nil
      else { return }
    }
    shards[shard].isDone = true
    for child in children[shard] {
      shards[child].parents -= 1
      setLook(at: child, in: world)
    }
  }

  // MARK: Events

  /// Does what is due.
  func receive(_ event: Event, for consumer: any RecordConsumer, in world: World) {
    let place = Int(event.first)
    switch Kind(rawValue: event.kind) {
    case .look:
      shards[place].lookIsSet = false
      look(into: place, for: consumer, in: world)
    case .windowEnds:
      guard lanes[place].state == .gathering, lanes[place].generation == event.generation else {
        return
      }
      lanes[place].state = .idle
      if cut(place, for: consumer, in: world) { goOn(place, for: consumer, in: world) }
    case .tryAgain:
      guard lanes[place].state == .waiting, lanes[place].generation == event.generation else {
        return
      }
      if hand(place, for: consumer, in: world) { goOn(place, for: consumer, in: world) }
    case .stateEnds:
      lanes[place].stateEndIsSet = false
      if lanes[place].state == .idle { goOn(place, for: consumer, in: world) }
    case nil: preconditionFailure("\(label) got an event of kind \(event.kind)")
    }
  }

  func schedule(_ kind: Kind, _ place: Int, generation: UInt16 = 0, at due: Instant, _ world: World)
  {
    world.calendar.schedule(
      Event(
        node: node, kind: kind.rawValue, generation: generation, first: UInt32(place)), at: due)
  }

  /// Stops reading, or goes on where it stopped; what runs is not touched.
  func stop(_ stops: Bool, for consumer: any RecordConsumer, in world: World) {
    guard stops != isStopped else { return }
    isStopped = stops
    guard !stops else { return }
    for lane in lanes.indices {
      switch lanes[lane].state {
      case .stopped:
        if hand(lane, for: consumer, in: world) { goOn(lane, for: consumer, in: world) }
      case .idle: goOn(lane, for: consumer, in: world)
      case .gathering, .running, .waiting: break
      }
    }
    for shard in shards.indices { setLook(at: shard, in: world) }
  }

  /// Whether a batch runs.
  var isRunning: Bool { lanes.contains { $0.state == .running } }

  /// Ends what the stream kept too long and nobody took notice of, as the run is over.
  func finish(in world: World) {
    deadLettering?.settle(at: world.now, in: world.episodes)
    for shard in shards.indices { trimUnread(of: shard, in: world) }
    for lane in lanes.indices {
      while true {
        let slot = lanes[lane].read.first
        guard slot != .max, hasExpired(slot, in: world) else { break }
        lanes[lane].read.remove(slot, in: world.messages)
        expire(slot, of: lanes[lane].shard, in: world)
      }
    }
  }
}
