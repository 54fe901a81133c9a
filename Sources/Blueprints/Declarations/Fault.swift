/// A fault that a service takes, in AWS's terms.
package struct Fault: Sendable {
  /// The kinds of fault that a scenario can name.
  package enum Kind: String, Sendable, CaseIterable {
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
  package let kind: Kind
  /// What it means for this service, in one sentence.
  package let meaning: String

  /// A fault of a kind and what it means here.
  package init(_ kind: Kind, _ meaning: String) {
    self.kind = kind
    self.meaning = meaning
  }
}
