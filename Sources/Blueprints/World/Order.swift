import Kernel

/// What an operator asks a node to do.
public enum Order: Sendable {
  /// Sends the events again that came from a moment on and before another one; to some rules only,
  /// by their labels, or to all.
  case replay(from: Instant, to: Instant, rules: [String]?)
  /// Moves what a dead-letter queue holds to the queue of a label, or each message to where it came
  /// from; so many messages in a second, or as fast as AWS does.
  case redrive(to: String?, perSecond: Int64?)
  /// Forgets all that it holds.
  case purge
  /// Does its work from now on, or no longer.
  case enable(Bool)
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
