import Blueprints
import Documents
import Kernel
import Measures

/// How a pipe reads a stream.
extension Pipe: RecordConsumer {
  /// What a pipe does with a batch that failed, in the one word that AWS has for it.
  private static let bisecting = "AUTOMATIC_BISECT"

  /// The pipe that a template describes, behind a stream.
  static func make(
    _ settings: PipeSettings, following stream: any RecordStream, of source: any Node,
    at site: Site
  ) throws(InputError) -> Pipe {
    let isTable = source is Table
    let given = settings.sourceParameters
    let reading = (isTable ? given?.table : given?.stream) ?? PipeStreamSettings()
    let name = isTable ? "DynamoDBStreamParameters" : "KinesisStreamParameters"
    let place = site.properties["SourceParameters"]?[name]?.place ?? site.properties.place
    try check(reading, name, isTable: isTable, of: site.label, at: place)
    let batchSize = try batchSize(reading.batchSize, 100, settings, at: site)
    let pipe = Pipe(
      settings, label: site.label, queue: nil, record: nil,
      origin: isTable ? "aws:dynamodb" : "aws:kinesis",
      filter: try filter(settings, against: .event, at: site),
      reading: (batchSize, reading.window), in: site.world)
    pipe.reader = ShardReader(
      terms(reading, batchSize, site.world.calibration), of: stream, label: site.label,
      to: site.label, node: pipe.number, in: site.world)
    return pipe
  }

  private static func check(
    _ reading: PipeStreamSettings, _ name: String, isTable: Bool, of label: String, at place: Place
  ) throws(InputError) {
    let positions =
      isTable ? ["TRIM_HORIZON", "LATEST"] : ["TRIM_HORIZON", "LATEST", "AT_TIMESTAMP"]
    guard let position = reading.position, positions.contains(position) else {
      throw InputError(
        reading.position.map { "\(label) begins \($0)" } ?? "\(label) has no StartingPosition",
        remedy: "AWS refuses this: write \(name): {StartingPosition: LATEST}, or one of "
          + positions.joined(separator: ", "), at: place)
    }
    if let word = reading.onPartialFailure, word != bisecting {
      throw InputError(
        "OnPartialBatchItemFailure of \(label) is \(word)", remedy: "AWS knows only \(bisecting)",
        at: place)
    }
  }

  private static func terms(
    _ reading: PipeStreamSettings, _ batchSize: Int64, _ calibration: Calibration
  ) -> ReadingTerms {
    var terms = ReadingTerms(calibration)
    terms.batchSize = batchSize
    terms.window = reading.window
    terms.lanes = Int(reading.lanes)
    terms.bisects = reading.onPartialFailure == bisecting
    terms.bound(retries: reading.retries, age: reading.age)
    terms.isPartial = true
    return terms
  }

  /// Who hears of records that are given up; nil where nobody does.
  func destination(at site: Site) throws(InputError) -> StreamDestination? {
    let isTable = origin == "aws:dynamodb"
    let given = settings.sourceParameters
    guard let reader,
      let target = (isTable ? given?.table : given?.stream)?.deadLetters?.target
    else { return nil }
    return try StreamDestination(
      target, "a pipe",
      (
        site.world.arn(of: "pipe/\(site.physicalName)", in: "pipes"),
        settings.source?.text ?? ""
      ), beside: reader.edge, isForTable: isTable, at: site)
  }

  // MARK: Records

  func polled(_ count: Int64, kept: Int64, in world: World) {
    meters.filteredOut.add(count - kept, at: world.now)
  }

  func begin(_ batch: Batch, of lane: UInt32, in world: World) -> Acceptance {
    guard quota.free > 0 else {
      meters.throttled.add(1, at: world.now)
      return .throttled
    }
    let slot = executions.insert(Execution(batch: batch, lane: lane, since: world.now))
    active &+= 1
    // Whatever becomes of it, it ends later.
    schedule(.pickedUp, slot, after: .zero, in: world)
    return .accepted
  }

  func givesUp(_ discard: Discard, in world: World) -> Bool {
    guard discard.reason != .expired, let destination else { return false }
    return destination.tell(of: discard, in: world)
  }
}
