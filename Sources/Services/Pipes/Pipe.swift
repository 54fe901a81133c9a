import Blueprints
import Documents
import Kernel
import Measures

/// Brings the records of a queue or a stream to a target, in executions of a batch each: filtered,
/// enriched, and changed on the way.
///
/// An execution ends well, fails, or fails in part. What failed goes through the whole pipe again:
/// that of a queue when it is visible again, that of a stream in its place.
final class Pipe: Node {
  /// What is due.
  enum Kind: UInt16 {
    /// Messages are visible.
    case visible
    /// The gathering of a batch is over.
    case windowEnds
    /// An execution begins.
    case pickedUp
    /// What was turned away is tried again.
    case tryAgain
    /// Code has run; how that ended is the event's second argument.
    case ran
    /// Records arrive at a target that runs no code.
    case arrived
    /// A request has its turn.
    case turn
    /// A request was answered; the answer is the event's second argument.
    case answered
    /// There may be room for another execution.
    case room
    /// Idle pollers are counted.
    case idle
  }

  /// A batch on its way.
  struct Execution: BitwiseCopyable {
    /// The copies of the source.
    var batch: Batch
    /// The copies that the step at hand has.
    var copies = Batch()
    /// The lane of the stream that it is of.
    var lane: UInt32 = .max
    /// When the first message was received; until then it is hidden, and a while longer.
    var since: Instant
    /// When it began; never before it did.
    var began = Instant.never
    /// When the step at hand began.
    var stageBegan = Instant.never
    /// Its enrichment is over.
    var isEnriched = false
    /// How often it was turned away in a row.
    var refusals: UInt32 = 0
  }

  let card: NodeCard
  let settings: PipeSettings
  let meters: PipeMeters
  /// The queue that is read; nil where that is a stream.
  let queue: (any MessageSource)?
  /// What reads the stream; nil where a queue is read.
  var reader: ShardReader?
  /// Who hears of what is given up of a stream.
  var destination: StreamDestination?
  /// What records of a queue look like; nil where the source is a stream.
  private let record: PipeRecord?
  /// What the source is called in the detail-type of events.
  let origin: String
  let filter: EventMatcher?
  var enrichment: PipeStage?
  var target: PipeStage!
  let executions = Slab<Execution>()
  let batchSize: Int64
  let window: TimeSpan
  let ceiling: Int64
  /// The executions of the account.
  let quota: Pool
  let payload: Int64
  let longest: TimeSpan
  let pickup: DrawnTime
  let delivery: DrawnTime
  let throttleDelay: TimeSpan
  let throttleCap: TimeSpan
  let longPoll: TimeSpan
  let pollers: Int64

  /// The execution that still gathers messages.
  var gathering: UInt32 = .max
  /// How many windows were opened; tells the event of the present one from those of the past.
  var windows: UInt16 = 0
  /// Executions that gather or go on.
  var active: Int64 = 0
  var roomIsSet = false
  /// Receives that returned something since the idle pollers were last counted.
  var receives: Int64 = 0
  /// Whether its operators want it to run.
  private var isEnabled: Bool
  /// Whether a fault keeps it from running.
  private var isHalted = false
  /// Whether it reads nothing.
  var isStopped: Bool { isHalted || !isEnabled }
  private var notes: [String] = []
  /// What it asks of KMS; nil where AWS's own key encrypts it.
  private var encryption: EncryptionCalls?

  init(
    _ settings: PipeSettings, label: String, queue: (any MessageSource)?, record: PipeRecord?,
    origin: String, filter: EventMatcher?, reading terms: (batchSize: Int64, window: TimeSpan),
    in world: World
  ) {
    card = NodeCard(label, Self.declaration, in: world)
    self.settings = settings
    self.record = record
    self.origin = origin
    self.queue = queue
    self.filter = filter
    meters = PipeMeters(of: label, in: world)
    (batchSize, window) = terms
    let calibration = world.calibration
    ceiling = calibration.count(Self.queueConcurrency)
    quota = world.pool(
      Self.executions.name,
      capacity: EventQuotas.inForce(Self.executions, in: world, Self.executions(in:)))
    payload = calibration.count(FunctionParameters.payload)
    longest = calibration.span(Self.executionTime)
    let keepsOrder = queue?.keepsOrder == true
    pickup = DrawnTime(
      keepsOrder ? EventSourceMapping.fifoPickup : EventSourceMapping.pickup,
      for: "delivery/\(label)", in: world)
    delivery = DrawnTime(Self.delivery, for: "handing/\(label)", in: world)
    throttleDelay = calibration.span(EventSourceMapping.throttleDelay)
    throttleCap = calibration.span(EventSourceMapping.throttleCap)
    longPoll = calibration.span(EventSourceMapping.longPoll)
    pollers = calibration.count(EventSourceMapping.firstPollers)
    isEnabled = settings.state != "STOPPED"
  }

  func connect(_ site: Site) throws(InputError) {
    if settings.key != nil { encryption = EncryptionCalls(ofHolderIn: site.world) }
    let known = site.notes.count
    let wiring = PipeWiring(settings: settings, site: site, record: record, origin: origin)
    enrichment = try wiring.enrichment()
    let stage = try wiring.target()
    target = stage
    notes = site.notes.dropFirst(known).map { $0.text }
    destination = try destination(at: site)
    // What failed goes through again, with all that it did before.
    site.world.knowMessagesByName()
  }

  var isBusy: Bool { executions.count > 0 }

  var usedParameters: [Parameter] {
    let hasQueue = queue != nil
    let keepsOrder = queue?.keepsOrder == true
    let unused: [Parameter] =
      (hasQueue
        ? [
          keepsOrder ? EventSourceMapping.pickup : EventSourceMapping.fifoPickup,
          EventSourceMapping.retryDelay,
        ]
        : [
          Self.queueConcurrency, EventSourceMapping.pickup, EventSourceMapping.fifoPickup,
          EventSourceMapping.longPoll, EventSourceMapping.firstPollers,
        ])
    return Self.parameters.filter { parameter in
      !unused.contains { $0.name == parameter.name }
    } + (encryption == nil ? [] : [EncryptionCalls.holderReuse])
  }

  func extraCharges(until end: Instant) -> [Charge] { encryption?.charges(until: end) ?? [] }

  func remarks(in world: World) -> [String] {
    var notes = notes
    for stage in [enrichment, target] {
      guard case .run(let processor)? = stage?.way, processor.timeLimit > longest else { continue }
      notes.append(
        "\(label) ends an execution after \(Quantity(longest.nanoseconds, .nanoseconds).text), and "
          + "\(stage?.edge.to ?? "") may run for longer: its end is awaited here, and counts as a "
          + "failure then")
    }
    return notes
  }

  func start(in world: World) {
    if !isEnabled {
      world.episodes.note(Episode(.disabled, node: number, from: world.now, to: world.now))
    }
    if let reader {
      reader.start(in: world)
      if isStopped { reader.stop(true, for: self, in: world) }
    }
    guard let queue else { return }
    schedule(.idle, after: longPoll, in: world)
    queue.wake(in: world)
  }

  func receive(_ event: Event, in world: World) {
    if event.kind >= ShardReader.firstKind {
      reader?.receive(event, for: self, in: world)
      return
    }
    switch Kind(rawValue: event.kind) {
    case .visible: pump(in: world)
    case .room:
      roomIsSet = false
      pump(in: world)
    case .windowEnds: closeWindow(event.first, event.generation, in: world)
    case .pickedUp: begin(event.first, in: world)
    case .tryAgain:
      if executions[event.first].began == .never {
        begin(event.first, in: world)
      } else {
        hand(event.first, in: world)
      }
    case .ran: endRun(event.first, BatchEnding(rawValue: event.second), in: world)
    case .arrived: arrive(event.first, in: world)
    case .turn: ask(event.first, mustBegin: true, in: world)
    case .answered: endRequest(event.first, InvocationReply(event.second), in: world)
    case .idle: countIdlePolls(in: world)
    case nil: preconditionFailure("\(label) takes no event of kind \(event.kind)")
    }
  }

  func finish(in world: World) {
    // What it sends to may come back to it; letting go lets the world be freed.
    reader?.finish(in: world)
    enrichment = nil
    target = nil
    destination = nil
  }

  // MARK: Operators

  func apply(_ fault: FaultState, in world: World) {
    guard case .stop(let stops) = fault else {
      preconditionFailure("\(label) takes no such fault")
    }
    isHalted = stops
    followState(in: world)
  }

  func perform(_ order: Order, in world: World) {
    guard case .enable(let enables) = order else {
      preconditionFailure("\(label) takes no such order")
    }
    isEnabled = enables
    followState(in: world)
  }

  private func followState(in world: World) {
    reader?.stop(isStopped, for: self, in: world)
    if !isStopped { pump(in: world) }
  }

  func schedule(
    _ kind: Kind, _ slot: UInt32 = 0, generation: UInt16 = 0, after delay: TimeSpan,
    in world: World
  ) {
    world.calendar.schedule(
      Event(node: card.number, kind: kind.rawValue, generation: generation, first: slot),
      after: delay)
  }
}
