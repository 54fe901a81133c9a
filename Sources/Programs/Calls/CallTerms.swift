import Blueprints
import Documents
import Kernel

/// What a scenario says of calls: how long the caller waits, how it tries again, and what keeps it
/// from calling.
public struct CallTerms: Sendable {
  /// How a caller tries again.
  public enum Retries: Sendable {
    /// As the profile of a name has it.
    case profile(String)
    /// In a loop of its own.
    case own(RetryPolicy)

    /// What it comes to for a callee.
    public func policy(dynamoDB: Bool) -> RetryPolicy {
      switch self {
      case .own(let policy): return policy
      case .profile(let name):
        guard let policy = RetryPolicy.named(name, dynamoDB: dynamoDB) else {
          preconditionFailure("no retry profile is named \(name)")
        }
        return policy
      }
    }
  }

  /// Something said at a place, by which it is known where several calls share it.
  public struct Said<Value: Sendable>: Sendable {
    /// What is said.
    public var value: Value
    /// Where.
    var place: Place
  }

  /// How long the answer to an attempt is waited for; `forever` where nothing is said.
  public var timeout = TimeSpan.forever
  /// How it tries again; nil where nothing is said.
  public var retries: Retries?
  /// What its retries are paid from.
  public var budget: Said<RetryBudget>?
  /// What keeps it from a callee that fails.
  public var breaker: Said<CircuitBreaker.Terms>?
  /// How many calls it has under way at once.
  public var bulkhead: Said<Bulkhead.Terms>?
  /// Whether it tells the callee until when it waits.
  public var propagatesDeadline = false

  /// Nothing said.
  public init() {}
}

/// What the runner knows of the calls of a site that it has to watch: for how long, and what has to
/// let them through.
struct CallWatch: BitwiseCopyable {
  var timeout: TimeSpan
  /// The number of the timeout among those of the caller, which is that of its line.
  var line: UInt32
  /// The numbers of its breaker and its bulkhead among those of the caller.
  var breaker: Int?
  var bulkhead: Int?
  var propagatesDeadline: Bool

  /// Whether it matters when an answer comes, be it in time.
  var isGuarded: Bool { breaker != nil || bulkhead != nil }
}
