/// Something that an operator can do to a resource, in AWS's terms.
public struct Action: Sendable {
  /// The kinds of action that a scenario can name.
  public enum Kind: String, Sendable, CaseIterable {
    /// Events that were kept are sent again.
    case replay
    /// What was set aside goes back to where it came from.
    case redrive
    /// All that is held is forgotten.
    case purge
    /// It does its work from then on.
    case enable
    /// It does no more work.
    case disable
  }

  /// Which kind.
  public let kind: Kind
  /// What it means for this service, in one sentence.
  public let meaning: String

  /// An action of a kind and what it means here.
  public init(_ kind: Kind, _ meaning: String) {
    self.kind = kind
    self.meaning = meaning
  }
}
