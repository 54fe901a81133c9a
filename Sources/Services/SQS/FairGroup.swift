import Blueprints
import Kernel

/// One message group of a fair queue: how many of its messages are in which state, and whether it
/// is noisy.
struct FairGroup: BitwiseCopyable {
  /// How many messages wait for their delay to end, could be fetched, or are held by receivers.
  var counts = FairCounts()
  /// Whether its messages wait until no quiet group has any.
  var isNoisy = false
  /// How much time receivers spent on it lately.
  var work = RecentWork()
  /// Since when no receiver has held any of its messages.
  var idleSince = Instant.start
  /// Whether the queue will be called to see whether it has been idle long enough.
  var calmIsSet = false
  /// Its messages that came back while it was noisy.
  var returned = MessageLine()
  /// Its other messages that were passed over because it is noisy.
  var fresh = MessageLine()
  /// Its oldest message and its youngest; `none` where it has no messages.
  var oldest: UInt32 = .max
  var youngest: UInt32 = .max

  /// Whether any of its messages were passed over and wait for it alone.
  var hasParked: Bool { !returned.isEmpty || !fresh.isEmpty }
}

/// The states in which a queue keeps a message.
enum FairState: Int {
  /// Its delay has not ended.
  case delayed
  /// A receiver could fetch it.
  case visible
  /// A receiver holds it.
  case inFlight
}

/// How many messages are in each state.
struct FairCounts: BitwiseCopyable {
  var delayed: Int64 = 0
  var visible: Int64 = 0
  var inFlight: Int64 = 0

  /// Whether there are no messages at all.
  var isEmpty: Bool { delayed == 0 && visible == 0 && inFlight == 0 }

  /// How many are in one state.
  subscript(state: FairState) -> Int64 {
    get {
      switch state {
      case .delayed: delayed
      case .visible: visible
      case .inFlight: inFlight
      }
    }
    set {
      switch state {
      case .delayed: delayed = newValue
      case .visible: visible = newValue
      case .inFlight: inFlight = newValue
      }
    }
  }
}
