/// A fault that a service takes, in AWS's terms.
public struct Fault: Sendable {
  /// The kinds of fault that a scenario can name.
  public enum Kind: String, Sendable, CaseIterable {
    /// Everything it does takes a multiple of its time.
    case slow
    /// A share of what it does fails.
    case fail
    /// It does nothing at all.
    case stop
    /// A share of requests is turned away as too many.
    case throttle
    /// No call gets through, nor any answer.
    case partition
    /// A share of calls and of answers gets lost on the way.
    case drop
    /// Some of its machines end at once.
    case terminate
    /// All its machines in a zone are gone.
    case loseZone = "lose"
    /// The CPU credits of its machines are used up.
    case emptyCredits = "credits"

    /// Whether it happens to calls on their way, and to any node that is called or calls.
    public var isOfCalls: Bool { self == .partition || self == .drop }
    /// Whether it happens once, and has no end.
    public var isMomentary: Bool { self == .terminate || self == .emptyCredits }
  }

  /// Which kind.
  public let kind: Kind
  /// What it means for this service, in one sentence.
  public let meaning: String

  /// A fault of a kind and what it means here.
  public init(_ kind: Kind, _ meaning: String) {
    self.kind = kind
    self.meaning = meaning
  }
}
