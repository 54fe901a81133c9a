import Kernel

/// What an operator asks a node to do.
public enum Order: Sendable {
  /// Sends the events again that came from a moment on and before another one; to some rules only,
  /// by their labels, or to all.
  case replay(from: Instant, to: Instant, rules: [String]?)
}

/// Why something cannot be done as it is asked for.
public struct Objection: Sendable {
  /// What is wrong, as errors say it.
  public let problem: String
  /// What to do about it.
  public let remedy: String

  /// A problem with its remedy.
  public init(_ problem: String, remedy: String) {
    self.problem = problem
    self.remedy = remedy
  }
}
