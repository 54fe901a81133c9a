import Kernel

/// A stretch of the way of a message that is followed: a copy on a wire, a run of code for it, or
/// an attempt of a call.
public struct TraceSpan: BitwiseCopyable, Sendable {
  /// What happens meanwhile.
  public enum Kind: UInt8, BitwiseCopyable, Sendable {
    /// A copy is on a wire, until its holder is done with it.
    case hop
    /// Code runs for it.
    case run
    /// A client, or code that works on it, waits for the answer to an attempt of a call.
    case call
  }

  /// What happens meanwhile.
  public let kind: Kind
  /// How it ended.
  public internal(set) var ending = Ending.open
  /// Whether it is about a second copy that nobody sent.
  public var isDuplicate = false
  /// How often the same was tried before; of a copy in a queue, how often it had been received.
  public internal(set) var attempt: UInt16 = 0
  /// The number of the wire; of a run, that of the consumer.
  public let place: UInt32
  /// How the message came from the one at the root: the second half of its name.
  public let lineage: UInt32
  /// The lineage of the message whose code makes the call; that of the message itself otherwise.
  public let cause: UInt32
  /// The record of the copy; `none` where there is none.
  public let slot: UInt32
  /// The span from which the same record came here, by its place in the trace; negative where it
  /// came from none.
  public internal(set) var previous: Int32 = -1
  /// How many messages the run was for.
  public internal(set) var messages: Int32 = 1
  /// When the client sent what was the first cause of it; a client may send a message again.
  public let journey: Instant
  /// When it began.
  public let begin: Instant
  /// When it ended; `never` where the run of the model ended before.
  public internal(set) var end = Instant.never

  init(
    _ kind: Kind, at place: UInt32, _ name: Name, of journey: Instant, cause: UInt32? = nil,
    slot: UInt32 = .max, begin: Instant
  ) {
    self.kind = kind
    self.place = place
    lineage = name.lineage
    self.cause = cause ?? name.lineage
    self.slot = slot
    self.journey = journey
    self.begin = begin
  }
}

extension TraceSpan {
  /// How a stretch of the way ended.
  public enum Ending: UInt8, BitwiseCopyable, CaseIterable, Sendable {
    /// It had not ended when the run did.
    case open
    /// The next one has it, or it is done with; of a call, it was done.
    case done
    /// A filter kept it back.
    case filtered
    /// It was set aside for the dead-letter queue.
    case setAside
    /// Its retention ended.
    case expired
    /// The code threw.
    case threw
    /// The code reported success though it had failed.
    case swallowed
    /// It was recognised as done before, and left alone.
    case suppressed
    /// The code did not come to it, and it goes back.
    case untouched
    /// The code ran out of time.
    case outOfTime
    /// Every attempt failed and nothing takes what failed.
    case retriesExhausted
    /// It grew too old.
    case tooOld
    /// It was refused for good.
    case refused
    /// There were too many requests.
    case throttled
    /// It failed.
    case failed
    /// Whoever waited for the answer was gone.
    case abandoned
    /// No answer came in time.
    case timedOut
    /// A circuit breaker let nothing through.
    case shortCircuited
    /// A bulkhead was full.
    case crowdedOut
    /// Whoever held it was purged.
    case purged

    /// The end of a copy that is dropped.
    public init(_ loss: Edge.Loss) {
      self =
        switch loss {
        case .retriesExhausted: .retriesExhausted
        case .tooOld: .tooOld
        case .refused: .refused
        case .throttled: .throttled
        case .failed: .failed
        case .abandoned: .abandoned
        case .timedOut: .timedOut
        case .shortCircuited: .shortCircuited
        case .crowdedOut: .crowdedOut
        case .purged: .purged
        }
    }

    /// What became of a message in a run.
    init(_ outcome: BatchEntry.Outcome, timedOut: Bool) {
      self =
        switch outcome {
        case .untouched: timedOut ? .outOfTime : .untouched
        case .succeeded: .done
        case .failed: .threw
        case .swallowed: .swallowed
        case .suppressed: .suppressed
        }
    }

    /// Whether a copy that ends so is gone for good.
    public var isLoss: Bool { self == .expired || rawValue >= Self.retriesExhausted.rawValue }

    /// The words of a report.
    public var text: String {
      switch self {
      case .open: "not ended"
      case .done: "done"
      case .filtered: "filtered"
      case .setAside: "dead-lettered"
      case .expired: "expired"
      case .threw: "threw"
      case .swallowed: "swallowed"
      case .suppressed: "suppressed"
      case .untouched: "returned"
      case .outOfTime: "out of time"
      case .retriesExhausted: Edge.Loss.retriesExhausted.text
      case .tooOld: Edge.Loss.tooOld.text
      case .refused: Edge.Loss.refused.text
      case .throttled: Edge.Loss.throttled.text
      case .failed: Edge.Loss.failed.text
      case .abandoned: Edge.Loss.abandoned.text
      case .timedOut: Edge.Loss.timedOut.text
      case .shortCircuited: Edge.Loss.shortCircuited.text
      case .crowdedOut: Edge.Loss.crowdedOut.text
      case .purged: Edge.Loss.purged.text
      }
    }
  }
}
