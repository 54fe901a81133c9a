import Blueprints
import Documents
import Kernel
import Measures

/// Follows a stream and has a function run its records in batches, in order in every shard.
///
/// What a run fails at is tried again where it is: its lane of the shard goes on when the batch ran
/// well, was tried as often as it may be, or grew too old.
final class StreamMapping: Node, RecordConsumer {
  private enum Kind: UInt16 { case ended }

  let card: NodeCard
  let settings: MappingSettings
  let reader: ShardReader
  /// Whether its operators want it to read.
  private var isEnabled = true
  /// Whether a fault keeps it from reading.
  private var isHalted = false
  let processor: any BatchProcessor
  let filter: EventMatcher?
  private var destination: StreamDestination?
  private let isForTable: Bool

  private let age: SampleMeasure
  let batches: GaugeMeasure
  let polled: CountMeasure
  let invoked: CountMeasure
  let failed: CountMeasure
  let filteredOut: CountMeasure
  let dropped: CountMeasure
  let told: CountMeasure

  /// A mapping between the stream of a resource and a function.
  private init(
    _ settings: MappingSettings, label: String, of source: any Node,
    _ stream: any RecordStream, to function: any Node, _ processor: any BatchProcessor,
    filter: EventMatcher?, in world: World
  ) {
    card = NodeCard(label, EventSourceMapping.declaration, in: world)
    self.settings = settings
    self.processor = processor
    self.filter = filter
    isForTable = source is Table
    reader = ShardReader(
      Self.terms(settings, world.calibration), of: stream, label: label, to: function.label,
      node: card.number, in: world)
    age = Self.ages(at: function.label, in: world)
    batches = world.gauge(EventSourceMapping.batches, at: label)
    polled = world.count(EventSourceMapping.polled, at: label)
    invoked = world.count(EventSourceMapping.invoked, at: label)
    failed = world.count(EventSourceMapping.failed, at: label)
    filteredOut = world.count(EventSourceMapping.filteredOut, at: label)
    dropped = world.count(EventSourceMapping.dropped, at: label)
    told = world.count(EventSourceMapping.told, at: label)
  }

  /// The ages at a function, which all its mappings share.
  private static func ages(at function: String, in world: World) -> SampleMeasure {
    let known = world.instruments.first {
      $0.label == function && $0.measure.name == Function.iteratorAge.name
    }
    if case .samples(let ages)? = known?.keeper { return ages }
    return world.samples(Function.iteratorAge, at: function)
  }

  /// How the reader reads.
  private static func terms(
    _ settings: MappingSettings, _ calibration: Calibration
  ) -> ReadingTerms {
    var terms = ReadingTerms(calibration)
    terms.batchSize = settings.streamBatchSize
    terms.window = settings.window
    terms.lanes = Int(settings.parallelization)
    terms.bisects = settings.bisects
    terms.bound(retries: settings.maximumRetries, age: settings.maximumAge)
    terms.isPartial = settings.responseTypes.contains("ReportBatchItemFailures")
    terms.tumbling = settings.tumblingWindow
    return terms
  }

  /// The mapping that a template describes.
  static func make(
    _ settings: MappingSettings, of source: any Node, at site: Site
  ) throws(InputError) -> StreamMapping {
    guard let stream = source.stream else {
      guard source is Table else {
        throw site.slip(
          settings.source, "\(source.label) is no queue or stream that a mapping can read")
      }
      throw InputError(
        "\(source.label) has no stream", remedy: "give it a StreamSpecification",
        at: settings.source?.place)
    }
    try StreamSettings.check(settings, of: source, at: site)
    let function = try site.node(
      required: settings.function, "FunctionName", as: "a Lambda function")
    guard let processor = function.processor else {
      throw site.slip(settings.function, "\(function.label) is no function that runs batches")
    }
    let mapping = try StreamMapping(
      settings, label: site.label, of: source, stream, to: function, processor,
      filter: settings.filterCriteria?.matcher(
        of: site.label, against: .event, at: site.properties.place),
      in: site.world)
    return mapping
  }

  func connect(_ site: Site) throws(InputError) {
    reader.edge.isCarried(by: label)
    destination = try StreamDestination(
      settings, beside: reader.edge, isForTable: isForTable, at: site)
  }

  func start(in world: World) {
    reader.start(in: world)
    isEnabled = settings.isEnabled
    guard !isEnabled else { return }
    world.episodes.note(Episode(.disabled, node: number, from: world.now, to: world.now))
    reader.stop(true, for: self, in: world)
  }

  var usedParameters: [Parameter] {
    [
      EventSourceMapping.retryDelay, EventSourceMapping.throttleDelay,
      EventSourceMapping.throttleCap,
    ]
  }

  var isBusy: Bool { reader.isRunning }

  func receive(_ event: Event, in world: World) {
    if event.kind >= ShardReader.firstKind {
      return reader.receive(event, for: self, in: world)
    }
    let hasFailed = event.second == BatchEnding.failed.rawValue
    if hasFailed { failed.add(reader.lanes[Int(event.first)].batch.count, at: world.now) }
    batches.add(-1, at: world.now)
    reader.end(event.first, failed: hasFailed, for: self, in: world)
  }

  func apply(_ fault: FaultState, in world: World) {
    guard case .stop(let stops) = fault else {
      preconditionFailure("\(label) takes no such fault")
    }
    isHalted = stops
    reader.stop(isHalted || !isEnabled, for: self, in: world)
  }

  func perform(_ order: Order, in world: World) {
    guard case .enable(let enables) = order else {
      preconditionFailure("\(label) takes no such order")
    }
    enable(enables, in: world)
  }

  /// Enables or disables the mapping, as UpdateEventSourceMapping does; what runs is not touched.
  ///
  /// Returns whether that changes anything.
  @discardableResult
  func enable(_ enables: Bool, in world: World) -> Bool {
    guard enables != isEnabled else { return false }
    isEnabled = enables
    reader.stop(isHalted || !isEnabled, for: self, in: world)
    return true
  }

  func finish(in world: World) {
    reader.finish(in: world)
    destination = nil
  }

  // MARK: Records

  func polled(_ count: Int64, kept: Int64, in world: World) {
    polled.add(count, at: world.now)
    filteredOut.add(count - kept, at: world.now)
  }

  func begin(_ batch: Batch, of lane: UInt32, in world: World) -> Acceptance {
    let reply = Event(node: card.number, kind: Kind.ended.rawValue, first: lane)
    var batch = batch
    if reader.terms.isPartial { batch.manner = .oneByOne }
    let acceptance = processor.begin(batch, reply: reply, in: world)
    switch acceptance {
    case .accepted:
      batches.add(1, at: world.now)
      invoked.add(batch.count, at: world.now)
      if !batch.isEmpty {
        let last = world.messages[world.batches[batch.last].message]
        age.record((world.now - last.sent).nanoseconds, at: world.now)
      }
    case .refused: failed.add(batch.count, at: world.now)
    case .throttled, .unavailable: break
    }
    return acceptance
  }

  func givesUp(_ discard: Discard, in world: World) -> Bool {
    dropped.add(discard.batch.count, at: world.now)
    guard discard.reason != .expired, let destination else { return false }
    let isTold = destination.tell(of: discard, in: world)
    if isTold { told.add(discard.batch.count, at: world.now) }
    return isTold
  }

  // MARK: Advice

  func remarks(in world: World) -> [String] {
    crowdedShards + endlessRetries + tooLongBatches(in: world)
  }

  private var crowdedShards: [String] {
    guard isForTable, let log = reader.stream as? ShardLog, log.readerCount > 2 else { return [] }
    return [
      "\(log.label) has \(log.readerCount) readers of its stream, and AWS promises reads for two: "
        + "all look less often here"
    ]
  }

  private var endlessRetries: [String] {
    guard reader.terms.retries == nil, reader.terms.age == nil else { return [] }
    return [
      "a record at which the code always fails holds up its shard until the stream drops it: "
        + "\(label) has neither MaximumRetryAttempts nor MaximumRecordAgeInSeconds"
    ]
  }

  private func tooLongBatches(in world: World) -> [String] {
    let size = reader.terms.batchSize
    let share = processor.shareOutOfTime(size, in: world)
    guard share >= 0.001 else { return [] }
    let percent = Quantity(real: share, .share).text
    let time = Quantity(processor.timeLimit.nanoseconds, .nanoseconds).text
    return [
      "\(size) records in a row take longer than the function's Timeout of \(time) in "
        + "\(percent) of full batches"
    ]
  }
}
