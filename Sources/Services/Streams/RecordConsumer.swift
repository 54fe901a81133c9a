import Blueprints
import Kernel

/// How somebody reads a stream.
struct ReadingTerms: BitwiseCopyable {
  /// The most records of a batch.
  var batchSize: Int64 = 100
  /// How long records are gathered before a batch that is not full is handed on.
  var window = TimeSpan.zero
  /// How many batches of a shard run at once, each with keys of its own.
  var lanes = 1
  /// Whether a batch that failed is cut in two.
  var bisects = false
  /// How often a batch that failed is tried again; nil without end.
  var retries: Int64?
  /// How old a record may be; nil where only the stream's retention counts.
  var age: TimeSpan?
  /// Whether the records of a batch that ended well may have failed one by one.
  var isPartial = false
  /// The most bytes of a batch.
  var payload: Int64 = .max
  /// The length of the windows in which the code keeps a state; zero where it keeps none.
  var tumbling = TimeSpan.zero
  /// How long a batch that failed waits before it is tried again.
  var retryDelay = TimeSpan.milliseconds(100)
  /// The first wait of a batch that was turned away; each further one is twice as long.
  var throttleDelay = TimeSpan.milliseconds(100)
  /// The longest wait of a batch that was turned away.
  var throttleCap = TimeSpan.seconds(5)
}

extension ReadingTerms {
  /// How the pollers of Lambda read, which those of pipes are too, before anybody says more.
  init(_ calibration: Calibration) {
    payload = calibration.count(FunctionParameters.payload)
    retryDelay = calibration.span(EventSourceMapping.retryDelay)
    throttleDelay = calibration.span(EventSourceMapping.throttleDelay)
    throttleCap = calibration.span(EventSourceMapping.throttleCap)
  }

  /// Bounds how often a batch is tried again, and how old its records may be; -1 is no bound.
  mutating func bound(retries: Int64, age: Int64) {
    self.retries = retries < 0 ? nil : retries
    self.age = age < 0 ? nil : .seconds(age)
  }
}

/// What is to be said of a batch that is given up.
struct Discard: BitwiseCopyable {
  /// Why a batch is given up.
  enum Reason: UInt8 {
    /// It failed as often as it may.
    case retriesExhausted
    /// It is older than its reader wants.
    case tooOld
    /// The stream keeps it no longer.
    case expired
  }

  /// Why.
  var reason: Reason
  /// The records, in order; they are forgotten afterwards.
  var batch: Batch
  /// The shard that they are of.
  var shard: Int
  /// How often it was handed on.
  var attempts: UInt32
}

/// What a reader hands batches on to: an event source mapping, a pipe.
///
/// It holds the reader, passes on the events from `ShardReader.firstKind` on, and tells by
/// `ShardReader.end` how each batch ended that it began.
protocol RecordConsumer: AnyObject {
  /// Whether a record is handed on at all, as the filter says; the others are filtered out.
  func wants(_ slot: UInt32, in world: World) -> Bool
  /// Which records are handed on; nil for all.
  var filter: EventMatcher? { get }
  /// So many records were read, and some kept.
  func polled(_ count: Int64, kept: Int64, in world: World)
  /// Begins with a batch; where it is accepted, it ends later.
  ///
  /// A batch without records ends the window of a state.
  func begin(_ batch: Batch, of lane: UInt32, in world: World) -> Acceptance
  /// A batch is given up; whether something else takes notice of it in its place.
  func givesUp(_ discard: Discard, in world: World) -> Bool
}

extension RecordConsumer {
  func wants(_ slot: UInt32, in world: World) -> Bool {
    guard let filter else { return true }
    let message = world.messages[slot]
    return filter.passes(message.kind, message.name, sent: message.sent, in: world)
  }
}
