/// A bound that a service enforces: a quota, a concurrency, a rate.
public struct Limit: Sendable {
  /// Who shares the bound.
  public enum Scope: Sendable {
    /// Every resource has its own.
    case resource
    /// All resources of the type in the account share one.
    case type
    /// The whole account shares one.
    case account
  }

  /// The name of the bound; a wider scope than the resource uses it as the name of the pool.
  public let name: String
  /// Who shares it.
  public let scope: Scope
  /// What is bounded and what happens at the bound, in one sentence.
  public let summary: String
  /// Where it was read.
  public let source: Source

  /// A bound with its scope and source.
  public init(_ name: String, _ scope: Scope, _ summary: String, source: Source) {
    self.name = name
    self.scope = scope
    self.summary = summary
    self.source = source
  }
}
