import Kernel
import Measures

/// A wire between two nodes with its page of the ledger: every copy that enters has exactly one
/// end.
///
/// The page balances when entered = acknowledged + filtered + dead-lettered + expired + dropped +
/// held.
public final class Edge {
  /// Why a copy was dropped.
  public enum Loss: Int, CaseIterable, Sendable {
    /// Every attempt failed and nothing takes what failed.
    case retriesExhausted
    /// It grew too old before it could be handed on.
    case tooOld
    /// The receiver refuses it for good.
    case refused
    /// A synchronous caller was turned away and did not come again.
    case throttled
    /// The code failed and the caller did not come again.
    case failed
    /// The caller ran out of time before the answer came.
    case abandoned
    /// The caller stopped waiting for the answer to its last attempt.
    case timedOut
    /// The caller's circuit breaker let no call through.
    case shortCircuited
    /// The caller had as many calls under way as its bulkhead lets it have.
    case crowdedOut
    /// An operator purged whoever held it.
    case purged

    /// The words of a report.
    public var text: String {
      switch self {
      case .retriesExhausted: "retries exhausted"
      case .tooOld: "too old"
      case .refused: "refused"
      case .throttled: "throttled"
      case .failed: "failed"
      case .abandoned: "abandoned"
      case .timedOut: "timed out"
      case .shortCircuited: "short-circuited"
      case .crowdedOut: "crowded out"
      case .purged: "purged"
      }
    }
  }

  /// The number that messages carry.
  public let number: UInt32
  /// The logical id at its begin.
  public let from: String
  /// The logical id at its end; empty while nobody is there.
  public private(set) var to: String
  /// The logical ids of all that are at its end.
  public private(set) var ends: ContiguousArray<String>
  /// Copies that came in.
  public private(set) var entered: Int64 = 0
  /// Of them, second deliveries that nobody sent.
  public private(set) var duplicates: Int64 = 0
  /// Copies that their holder forgot because the next one has them, or because they are done with.
  public private(set) var acknowledged: Int64 = 0
  /// Copies that a filter kept back.
  public private(set) var filtered: Int64 = 0
  /// Copies set aside; each enters the edge to its dead-letter queue.
  public private(set) var deadLettered: Int64 = 0
  /// Copies whose retention ended.
  public private(set) var expired: Int64 = 0
  /// Copies dropped, by reason.
  public private(set) var dropped: ContiguousArray<Int64>
  /// Attempts of the calls that came in; none where nothing is called.
  public private(set) var attempts: Int64 = 0
  /// Of them, those after the first for their call.
  public private(set) var retries: Int64 = 0
  /// Items of calls that were left undone, and that the caller forgot.
  public private(set) var undone: Int64 = 0
  /// Of the attempts, those to which no answer came in time.
  public private(set) var timeouts: Int64 = 0
  /// Of them, those whose request got lost on the way, by a fault.
  public internal(set) var lostRequests: Int64 = 0
  /// Of them, those whose answer got lost on the way, by a fault.
  public internal(set) var lostAnswers: Int64 = 0
  /// The time that copies spend on the edge before the next node begins with them [ns].
  public let hop: SampleMeasure
  /// How calls along it went over time; nil where none were made, or no series are kept.
  public internal(set) var calls: CallCourse?

  /// The inlets at its end that were used, a bit for each by its place in the declaration; nil
  /// where whoever is there does not say.
  public private(set) var inlets: UInt64?

  /// Of them, those that were used of a part of the place, as an index, a bit for each.
  public private(set) var partInlets: UInt64 = 0
  /// Of them, those that were used of the place itself.
  public private(set) var wholeInlets: UInt64 = 0

  /// Whether all that is known to be done along it ends there, as a read does.
  public private(set) var leadsNowhere = false

  /// Whether a queue at its end looks at the size of what comes along it.
  public private(set) var limitsSize = true

  /// The resource that it belongs to, as a rule that is no node on the way; nil where it belongs to
  /// the node at its begin.
  public private(set) var owner: String?

  /// Whether what cannot be handed on along it may be set aside.
  public private(set) var maySetAside = false

  /// Whether what was set aside comes along it.
  public private(set) var takesSetAside = false

  /// Where what passes its begin comes from, as routes see it: its begin, unless somebody who
  /// makes messages of its own sends along it.
  public private(set) var origins: ContiguousArray<String>

  /// The logical ids of those to whom its ends hand on what they get, as aliases do.
  public private(set) var passedTo: ContiguousArray<String> = []

  /// The logical ids of those who fetch from it for its ends, as mappings do.
  public private(set) var carriers: ContiguousArray<String> = []

  /// Whether whoever is at its end fetches what is on it.
  public private(set) var isPolled = false

  /// The logical id of what its ends fetch through, as a consumer of a stream; nil where they fetch
  /// from the node at its begin itself.
  public private(set) var passage: String?

  /// Whether requests go along it, with answers back.
  public private(set) var isCalled = false

  /// What faults do to calls along it; nil where there are no such faults.
  public internal(set) var hazard: Hazard?

  /// Where copies go that are set aside, as a sentence has it.
  public private(set) var asideWords = "the dead-letter queue"

  /// How the copy ended that ended last.
  var lastEnding = TraceSpan.Ending.done

  /// The part of the fingerprint that says which edge it is.
  private var hash: UInt64

  /// A wire of a number, with nothing on it yet.
  public init(number: UInt32, from: String, to: String, hop: SampleMeasure) {
    self.number = number
    self.from = from
    self.to = to
    ends = to.isEmpty ? [] : [to]
    origins = [from]
    self.hop = hop
    dropped = ContiguousArray(repeating: 0, count: Loss.allCases.count)
    hash = stableHash(from) &* 31 &+ stableHash(to)
  }

  /// Says who is at the end and fetches from there; several who share the edge are named together.
  public func reaches(_ label: String) {
    isPolled = true
    to = to.isEmpty ? label : to + " + " + label
    ends.append(label)
    hash = stableHash(from) &* 31 &+ stableHash(to)
  }

  /// Says who fetches from it for one of its ends.
  public func isCarried(by label: String) { carriers.append(label) }

  /// Says through what its ends fetch.
  public func isFetched(through label: String) { passage = label }

  /// Says that requests go along it, with answers back.
  public func takesCalls() { isCalled = true }

  /// Says which resource it belongs to, where that is not the node at its begin.
  public func belongs(to label: String) { owner = label }

  /// Says along which edge goes what is set aside.
  public func setsAside(along other: Edge) {
    maySetAside = true
    other.takesSetAside = true
    other.owner = owner
  }

  /// Says that an inlet of a place is used along the edge, and whether anything can come of it.
  public func uses(_ inlet: Int, leadingOn: Bool = true, ofPart isPart: Bool = false) {
    leadsNowhere = !leadingOn && (inlets == nil || leadsNowhere)
    let bit: UInt64 = 1 << UInt64(inlet)
    inlets = (inlets ?? 0) | bit
    if isPart { partInlets |= bit } else { wholeInlets |= bit }
  }

  /// Says that somebody sends messages of its own along it, who may be the only one.
  public func carries(from label: String, alone: Bool) {
    origins = alone ? [label] : [from, label]
  }

  /// Says that one of its ends hands on to another place what it gets.
  public func isPassed(to label: String) { passedTo.append(label) }

  /// Says where copies go that are set aside, if that is no dead-letter queue.
  public func setsAside(to words: String) { asideWords = words }

  /// Says that no permission is asked for what goes along the edge.
  public func isFree() { inlets = inlets ?? 0 }

  /// Says that a queue at its end takes what comes along it whatever size it has.
  public func liftSizeLimit() { limitsSize = false }

  /// Copies that are on the edge now.
  public var held: Int64 {
    entered - acknowledged - filtered - deadLettered - expired - dropped.reduce(0, +)
  }

  /// Copies that are gone for good.
  public var lost: Int64 { expired + dropped.reduce(0, +) }

  /// Attempts for each call that was meant to be made; nil where nothing is called.
  public var amplification: Double? {
    attempts > 0 ? Double(attempts) / Double(entered) : nil
  }

  /// Writes a delivery at the end of the edge into the fingerprint of the run.
  public func delivered(_ name: Name, in world: World) {
    world.fingerprint.fold(
      UInt64(bitPattern: world.now.nanoseconds), hash &+ UInt64(name.lineage), name.root)
  }

  /// A copy comes in.
  public func enter() { entered &+= 1 }
  /// A copy comes in that nobody sent.
  public func enterDuplicate() {
    entered &+= 1
    duplicates &+= 1
  }
  /// The holder of a copy is done with it.
  public func acknowledge() {
    acknowledged &+= 1
    lastEnding = .done
  }
  /// A filter keeps a copy back.
  public func filter() {
    filtered &+= 1
    lastEnding = .filtered
  }
  /// A copy goes to a dead-letter queue.
  public func setAside() {
    deadLettered &+= 1
    lastEnding = .setAside
  }
  /// The retention of a copy ends.
  public func expire() {
    expired &+= 1
    lastEnding = .expired
  }
  /// A copy is dropped for a reason.
  public func drop(_ loss: Loss) {
    dropped[loss.rawValue] &+= 1
    lastEnding = TraceSpan.Ending(loss)
  }
  /// An attempt is made to call the node at the end.
  public func attempt(isRetry: Bool) {
    attempts &+= 1
    if isRetry { retries &+= 1 }
  }
  /// The caller goes on without items of a call that were left undone.
  public func leave(undone count: Int64) { undone &+= count }
  /// The caller stops waiting for the answer to an attempt.
  public func timeOut() { timeouts &+= 1 }
}
