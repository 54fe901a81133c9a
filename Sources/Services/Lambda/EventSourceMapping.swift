import Blueprints
import Documents
import Kernel
import Measures

/// Reads messages from a queue and has a function run them in batches.
///
/// It may have a number of batches at once that begins at five and rises while messages wait. What
/// the function turns away it holds and tries again until the messages' visibility timeout is over;
/// then they are received again, by whomever, one receive older.
final class EventSourceMapping: Node {
  /// What the mapping has scheduled for itself, or is told.
  enum Kind: UInt16 {
    case visible, ended, windowEnds, pickedUp, tryAgain, ramp, idle, room, paused
  }

  /// A batch from its first message to the end of its run.
  struct Delivery: BitwiseCopyable {
    var batch = Batch()
    /// When its first message was received.
    var since: Instant
    /// How often the function turned it away.
    var attempts: UInt32 = 0
  }

  let card: NodeCard
  let settings: MappingSettings
  let source: any MessageSource
  let batchProcessor: any BatchProcessor
  let waiting: Edge
  let deliveries = Slab<Delivery>()
  var scaling: MappingScaling
  /// The pace of pollers that are kept for the mapping; nil where it scales by itself.
  var provisioned: ProvisionedPollers?
  var pauseIsSet = false
  /// Batches gathered or running.
  var active: Int64 = 0
  /// The delivery that still gathers messages.
  var gathering: UInt32 = .max
  /// How many windows were opened; tells the event of the present one from those of the past.
  var window: UInt16 = 0
  /// Receives that returned something since the idle pollers were last counted.
  var receives: Int64 = 0
  /// Whether its operators want it to read.
  private var isEnabled: Bool
  /// Whether a fault keeps it from reading.
  private var isHalted = false
  /// Whether it reads nothing.
  var isStopped: Bool { isHalted || !isEnabled }
  var rampIsSet = false

  /// Whether batches may have to be cut, because they carry more than a run may.
  var overflows = false

  /// Which messages are run; nil where all are.
  let filter: EventMatcher?
  let partialResponses: Bool
  /// Whether the queue keeps the order of its message groups.
  let keepsOrder: Bool
  /// What a failed message means for its batch.
  let manner: Batch.Manner
  let payloadLimit: Int64
  let seesRoom: Bool
  let pickup: DrawnTime
  let throttleDelay: TimeSpan
  let throttleCap: TimeSpan
  let rampInterval: TimeSpan
  let longPoll: TimeSpan

  let batches: GaugeMeasure
  let target: GaugeMeasure
  /// How many pollers are kept for the mapping, where some are.
  let pollers: GaugeMeasure?
  let polled: CountMeasure
  let invoked: CountMeasure
  let failed: CountMeasure
  let deleted: CountMeasure
  let filteredOut: CountMeasure
  let givenBack: CountMeasure

  /// A mapping between a queue and the function of a label.
  init(
    _ settings: MappingSettings, label: String, source: any MessageSource,
    processor: any BatchProcessor, function: String, filter: EventMatcher? = nil, in world: World
  ) {
    card = NodeCard(label, Self.declaration, in: world)
    self.settings = settings
    self.source = source
    batchProcessor = processor
    waiting = source.outgoing
    waiting.isCarried(by: label)
    let calibration = world.calibration
    keepsOrder = source.keepsOrder
    scaling = MappingScaling(settings, calibration, followsGroups: keepsOrder)
    let isProvisioned = settings.provisionedBounds != nil
    provisioned = isProvisioned ? ProvisionedPollers(calibration) : nil
    pollers = isProvisioned ? world.gauge(Self.pollers, at: label) : nil
    isEnabled = settings.isEnabled
    self.filter = filter
    partialResponses = settings.responseTypes.contains("ReportBatchItemFailures")
    manner = partialResponses ? keepsOrder ? .untilFailure : .oneByOne : .whole
    payloadLimit = calibration.count(FunctionParameters.payload)
    seesRoom = calibration.flag(Self.seesReservedConcurrency)
    pickup = DrawnTime(
      keepsOrder ? Self.fifoPickup : Self.pickup, for: "delivery/\(function)", in: world)
    throttleDelay = calibration.span(Self.throttleDelay)
    throttleCap = calibration.span(Self.throttleCap)
    rampInterval = calibration.span(isProvisioned ? Self.pollerInterval : Self.rampInterval)
    longPoll = calibration.span(Self.longPoll)
    batches = world.gauge(Self.batches, at: label)
    target = world.gauge(Self.target, at: label)
    polled = world.count(Self.polled, at: label)
    invoked = world.count(Self.invoked, at: label)
    failed = world.count(Self.failed, at: label)
    deleted = world.count(Self.deleted, at: label)
    filteredOut = world.count(Self.filteredOut, at: label)
    givenBack = world.count(Self.givenBack, at: label)
  }

  /// The mapping that a template describes: of a queue, or of a stream.
  static func node(
    _ settings: MappingSettings, at site: Site
  ) throws(InputError) -> (any Node)? {
    guard
      let node = try site.party(
        required: settings.source, "EventSourceArn", as: "an SQS queue or a stream",
        missing: .silence)
    else { return nil }
    guard node.source != nil else { return try StreamMapping.make(settings, of: node, at: site) }
    return try make(settings, of: node, at: site)
  }

  /// A mapping of a queue.
  static func make(
    _ settings: MappingSettings, of queue: any Node, at site: Site
  ) throws(InputError) -> EventSourceMapping {
    try StreamSettings.refuseOnQueue(queue.label, at: site)
    try settings.check(site.label, at: site.properties.place)
    guard let source = queue.source else {
      throw site.slip(settings.source, "\(queue.label) is no queue that a mapping can read")
    }
    if source.keepsOrder {
      try settings.checkFIFO(site.label, of: queue.label, at: site.properties.place)
    }
    let function = try site.node(
      required: settings.function, "FunctionName", as: "a Lambda function")
    guard let processor = function.processor else {
      throw site.slip(settings.function, "\(function.label) is no function that runs batches")
    }
    let mapping = try EventSourceMapping(
      settings, label: site.label, source: source, processor: processor,
      function: function.label,
      filter: settings.filterCriteria?.matcher(of: site.label, at: site.properties.place),
      in: site.world)
    source.attach(
      receiver: Event(node: mapping.number, kind: Kind.visible.rawValue), label: function.label)
    return mapping
  }

  /// AWS refuses a mapping whose messages come back while they may still be worked on.
  func connect(_ site: Site) throws(InputError) {
    let (limit, hidden) = (batchProcessor.timeLimit, source.hiddenFor)
    guard hidden < limit else { return }
    let (long, short) = (
      Quantity(limit.nanoseconds, .nanoseconds).text,
      Quantity(hidden.nanoseconds, .nanoseconds).text
    )
    throw InputError(
      "the queue hides a message for \(short), and its function may take \(long)",
      remedy: "AWS refuses this: raise VisibilityTimeout, best to six times the Timeout",
      at: settings.source?.place)
  }

  func remarks(in world: World) -> [String] {
    unmodelled + tooLongBatches(in: world)
  }

  private var unmodelled: [String] {
    var notes: [String] = []
    if provisioned != nil {
      notes.append(
        "the price of provisioned event pollers is not known: those of \(label) are not in the cost"
      )
    }
    return notes
  }

  private func tooLongBatches(in world: World) -> [String] {
    let share = batchProcessor.shareOutOfTime(settings.batchSize, in: world)
    guard share >= 0.001 else { return [] }
    let percent = Quantity(real: share, .share).text
    let time = Quantity(batchProcessor.timeLimit.nanoseconds, .nanoseconds).text
    return [
      "\(settings.batchSize) messages in a row take longer than the function's Timeout of "
        + "\(time) in \(percent) of full batches"
    ]
  }

  func start(in world: World) {
    overflows = mayOverflow(in: world)
    showTarget(at: world.now)
    if !isEnabled {
      world.episodes.note(Episode(.disabled, node: number, from: world.now, to: world.now))
    }
    schedule(.idle, after: longPoll, in: world)
    source.wake(in: world)
  }

  func receive(_ event: Event, in world: World) {
    switch Kind(rawValue: event.kind) {
    case .visible, .room: pump(in: world)
    case .ended: end(event, in: world)
    case .windowEnds: closeWindow(event.first, event.generation, in: world)
    case .pickedUp, .tryAgain: hand(event.first, in: world)
    case .ramp: ramp(in: world)
    case .idle: countIdlePolls(in: world)
    case .paused: endPause(in: world)
    case nil: preconditionFailure("\(label) got an event of kind \(event.kind)")
    }
  }

  func apply(_ fault: FaultState, in world: World) {
    guard case .stop(let stops) = fault else {
      preconditionFailure("\(label) takes no such fault")
    }
    isHalted = stops
    if !isStopped { pump(in: world) }
  }

  func perform(_ order: Order, in world: World) {
    guard case .enable(let enables) = order else {
      preconditionFailure("\(label) takes no such order")
    }
    enable(enables, in: world)
  }

  /// Enables or disables the mapping, as UpdateEventSourceMapping does; what runs is not touched.
  ///
  /// A mapping that is enabled again begins with its first pollers; whether anything changes.
  @discardableResult
  func enable(_ enables: Bool, in world: World) -> Bool {
    guard enables != isEnabled else { return false }
    isEnabled = enables
    guard enables else { return true }
    scaling = MappingScaling(settings, world.calibration)
    showTarget(at: world.now)
    pump(in: world)
    return true
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
