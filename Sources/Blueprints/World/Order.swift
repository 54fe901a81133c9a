import Kernel

/// What an operator asks a node to do.
public enum Order: Sendable {
  /// Sends the events again that came from a moment on and before another one; to some rules only,
  /// by their labels, or to all.
  case replay(from: Instant, to: Instant, rules: [String]?)
}
