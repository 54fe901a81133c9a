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
