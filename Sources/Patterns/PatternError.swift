/// Why a pattern, an event or a filter policy is refused, in AWS's words.
public struct PatternError: Error, Sendable, Equatable {
  /// What was being read when the slip came up.
  public enum Stage: Sendable, Equatable {
    /// The pattern or policy itself.
    case pattern
    /// The event or message.
    case event
  }

  /// What was being read.
  public var stage: Stage
  /// The reason, as AWS's engine gives it; one line.
  public var message: String

  /// A refusal with its reason.
  public init(_ message: String, stage: Stage = .pattern) {
    self.message = message
    self.stage = stage
  }
}
