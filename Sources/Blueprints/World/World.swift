import Kernel
import Measures

/// A run: the calendar, the nodes, the messages on their way and all that is kept of what happened.
///
/// Nodes get it handed with every event and keep no reference to it.
public final class World {
  /// What is due, and the clock.
  public let calendar = EventCalendar()
  /// The copies on their way.
  public let messages = Slab<Message>()
  /// The entries of all batches.
  public let batches = Slab<BatchEntry>()
  /// The fold of every delivery so far.
  public internal(set) var fingerprint = Fingerprint()
  /// Rare facts in the order in which they happened.
  public let episodes = EpisodeLog()
  /// What happened though no model may let it happen, each in words: a bug.
  public private(set) var breaches: ContiguousArray<String> = []
  /// Every node, in the order in which their numbers were given.
  public private(set) var nodes: ContiguousArray<any Node> = []
  /// Every edge, in the order in which the wires were drawn.
  public private(set) var edges: ContiguousArray<Edge> = []
  /// Who acts on whom without sending anything, in the order in which that became known.
  public internal(set) var levers: ContiguousArray<Lever> = []
  /// Every instrument, in the order of declaration.
  public private(set) var instruments: ContiguousArray<Instrument> = []
  /// The names of the clients in the order of the scenario, and of the origins after them.
  public internal(set) var clients: ContiguousArray<String> = []
  /// What each client sent, in the order of the clients; known once the run is over.
  public private(set) var arrivals: ContiguousArray<Arrivals> = []
  /// Those among them that are no clients of the scenario, as schedules.
  public internal(set) var origins: ContiguousArray<String> = []
  /// Every consumer, in the order of the template.
  public private(set) var consumers: ContiguousArray<Consumer> = []
  /// What messages may carry, and what becomes of it on the way.
  var kindTable = KindTable()
  /// The transformation that counts a run, for each part of the code whose runs are counted.
  var chainLinks: ContiguousArray<Int> = []

  /// The seat of each client, by the mark that its messages carry.
  var seating = Seating()
  /// To which groups the messages of each client belong, by its seat; empty where none has any.
  var groupLaws: ContiguousArray<GroupLaw?> = []
  /// Which clients leave it to FIFO queues to tell messages apart by their bodies, by seat.
  var goesByBody: ContiguousArray<Bool> = []
  /// The names of groups that have one, by their numbers; looked up, never listed.
  var groupNames: [UInt32: String] = [:]
  /// The chance on the way from each router to each consumer; looked up, never listed.
  var deliveries: [String: Delivery] = [:]

  /// The keys that are fields of events.
  public private(set) var fieldKeys: ContiguousArray<ItemKey> = []

  /// Whether effects are told apart by the names of messages, and not by their copies alone.
  ///
  /// It takes memory for every message, so it is so only where somebody sends a message again.
  public private(set) var knowsMessagesByName = false

  /// What separates this run from others of the same scenario.
  public let seed: UInt64
  /// Which repetition of the scenario it is.
  public let replication: UInt32
  /// The region, whose quotas hold.
  public let region: String
  /// The values of all parameters.
  public let calibration: Calibration
  /// Which series the instruments keep beside their totals.
  public let tracking: Tracking
  /// The date of its start, and the time zones.
  public let almanac: Almanac
  /// The resources of the template; nil where there is none.
  public var directory: Directory?
  /// Whether anything that happens depends on the date.
  public var readsDate = false
  /// Whether anything that happens depends on the clocks of a place.
  public internal(set) var readsZones = false
  /// What is known of the messages that are followed; nil where none is.
  public internal(set) var traces: TraceRecorder?
  /// Whether any message is followed.
  public internal(set) var isTracing = false
  /// The roots of all messages that are followed.
  @usableFromInline let followed = Sieve()
  /// The first copies of messages that were delivered twice; looked up, never listed.
  var originals: [UInt32: UInt32] = [:]
  private var trackingClock: TrackingClock
  /// What somebody watches while the run goes on.
  private var feeds: ContiguousArray<MeasureFeed> = []
  /// When the next interval of a record or of a feed ends.
  private var boundary: Instant
  private var seats: ContiguousArray<(any Node)?> = []
  private var rates: [String: SharedRate] = [:]
  private var pools: [String: Pool] = [:]

  /// An empty world.
  public init(
    seed: UInt64, replication: UInt32 = 0, region: String = "us-east-1", calibration: Calibration,
    tracking: Tracking = .none, almanac: Almanac = Almanac()
  ) {
    self.seed = seed
    self.replication = replication
    self.region = region
    self.calibration = calibration
    self.tracking = tracking
    self.almanac = almanac
    trackingClock = TrackingClock(tracking)
    boundary = trackingClock.boundary
  }

  /// The present moment.
  @inlinable public var now: Instant { calendar.now }

  /// Adds a node and gives it its number.
  public func add(_ node: any Node) {
    let number = Int(node.number)
    precondition(number < seats.count && seats[number] == nil, "\(node.label) has no seat")
    seats[number] = node
  }

  /// A number for a node that is being made.
  func nextNumber() -> UInt32 {
    seats.append(nil)
    return UInt32(seats.count - 1)
  }

  /// Adds a consumer.
  public func addConsumer(_ label: String) -> Consumer {
    let consumer = Consumer(label)
    consumer.number = UInt32(consumers.count)
    consumers.append(consumer)
    return consumer
  }

  /// Makes a key known that is a field of events, to be looked for once all events are known.
  func note(_ key: ItemKey) { fieldKeys.append(key) }

  /// Has effects told apart by the names of messages from now on, before anything runs.
  public func knowMessagesByName() { knowsMessagesByName = true }

  /// Writes down what the next client sent.
  public func note(_ arrivals: Arrivals) { self.arrivals.append(arrivals) }

  /// The edge of a number.
  public func edge(_ number: UInt32) -> Edge { edges[Int(number)] }

  /// Draws an edge between two nodes; the hop's instrument belongs to it.
  public func addEdge(from: String, to: String) -> Edge {
    let hop = SampleMeasure(tracking)
    let edge = Edge(number: UInt32(edges.count), from: from, to: to, hop: hop)
    edges.append(edge)
    return edge
  }

  /// A purpose of draws, by its role: `duration/ProcessOrder/0`.
  public func purpose(_ role: String) -> Purpose {
    Purpose(seed: seed, replication: replication, role)
  }

  /// The pool of a name, made by the first who asks.
  public func pool(_ name: String, capacity: Int64) -> Pool {
    if let pool = pools[name] { return pool }
    let pool = Pool(name: name, capacity: capacity, in: self)
    pools[name] = pool
    add(pool)
    return pool
  }

  /// The rate of a name, made by the first who asks.
  public func sharedRate(_ name: String, perSecond: Int64, burst: Int64? = nil) -> SharedRate {
    if let rate = rates[name] { return rate }
    let rate = SharedRate(perSecond: perSecond, burst: burst)
    rates[name] = rate
    return rate
  }

  /// The labels of the nodes that are there so far.
  public var labels: [String] { seats.compactMap { $0?.label } }

  /// The node of a label, among those that are there so far.
  public func node(labelled label: String) -> (any Node)? {
    for case let node? in seats where node.label == label { return node }
    return nil
  }

  /// Whether every node that was made was added too.
  public var isComplete: Bool { seats.allSatisfy { $0 != nil } }

  /// Writes down that a model broke a promise; the first hundred times.
  public func report(_ breach: String) {
    if breaches.count < 100 { breaches.append(breach) }
  }

  /// Says that every node is there.
  public func seal() {
    nodes = ContiguousArray(
      seats.map { seat in
        guard let seat else { preconditionFailure("a node was made and not added") }
        return seat
      })
  }

  /// Lets everything begin that begins by itself.
  public func start() {
    for node in nodes { node.start(in: self) }
  }

  /// Closes the books: what is still open is written down, and every series ends.
  public func finish() {
    for node in nodes { node.finish(in: self) }
    finishInstruments()
  }

  /// Lets happen what is due up to a moment, which then is the present.
  public func run(until horizon: Instant) {
    let nodes = nodes
    while let event = calendar.next(until: horizon) { deliver(event, among: nodes) }
    guard horizon != .never else { return }
    calendar.advance(to: horizon)
    passBoundaries()
  }

  /// Lets the next event happen; false when none is due up to a moment.
  public func step(until horizon: Instant) -> Bool {
    guard let event = calendar.next(until: horizon) else { return false }
    deliver(event, among: nodes)
    return true
  }

  @inline(__always)
  private func deliver(_ event: Event, among nodes: ContiguousArray<any Node>) {
    if now >= boundary { passBoundaries() }
    nodes[Int(event.node)].receive(event, in: self)
  }

  /// Closes the intervals of every record and feed that are over, and has every node look at what
  /// rises or falls by itself.
  @inline(never)
  private func passBoundaries() {
    while now >= boundary {
      let passed = boundary
      for feed in feeds where feed.end == passed { feed.pass(in: self) }
      if trackingClock.boundary == passed { passTracking() }
      boundary = feeds.reduce(trackingClock.boundary) { min($0, $1.end) }
    }
  }

  private func passTracking() {
    let passed = trackingClock.boundary
    for instrument in instruments { instrument.settle(at: passed) }
    for edge in edges { edge.settle(at: passed) }
    trackingClock.advance(to: passed)
    for node in nodes { node.look(at: passed, in: self) }
  }

  /// Adds what is watched from now on.
  func register(_ feed: MeasureFeed) {
    feeds.append(feed)
    boundary = min(boundary, feed.end)
  }

  /// What is watched of an instrument by intervals of a length, if it is.
  func feed(of instrument: Instrument, every length: TimeSpan) -> MeasureFeed? {
    feeds.first {
      $0.label == instrument.label && $0.measure.name == instrument.measure.name
        && $0.detail == instrument.detail && $0.length == length
    }
  }

  /// Adds an instrument to the list that reports read.
  func register(_ instrument: Instrument) {
    instrument.settle(at: now)
    instruments.append(instrument)
  }
}
