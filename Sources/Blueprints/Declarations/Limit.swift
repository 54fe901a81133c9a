/// A bound that a service enforces: a quota, a concurrency, a rate.
package struct Limit: Sendable {
  /// Who shares the bound.
  package enum Scope: Sendable {
    /// Every resource has its own.
    case resource
    /// All resources of the type in the account share one.
    case type
    /// The whole account shares one.
    case account
  }

  /// The name of the bound; a wider scope than the resource uses it as the name of the pool.
  package let name: String
  /// Who shares it.
  package let scope: Scope
  /// What is bounded and what happens at the bound, in one sentence.
  package let summary: String
  /// Where it was read.
  package let source: Source

  /// A bound with its scope and source.
  package init(_ name: String, _ scope: Scope, _ summary: String, source: Source) {
    self.name = name
    self.scope = scope
    self.summary = summary
    self.source = source
  }
}
