/// How much of the language a service takes.
public enum PatternDialect: Sendable, Equatable {
  /// Rules of EventBridge: all of it.
  case rules
  /// Filters of pipes and event source mappings: no wildcards, nothing nested under anything-but.
  case filter
  /// Filter policies of SNS: under anything-but only prefix and wildcard, and a malformed `$or` is
  /// a name like any other.
  case policy

  /// The operators that may stand under anything-but.
  var nestedUnderAnythingBut: [String] {
    switch self {
    case .rules: ["prefix", "suffix", "equals-ignore-case", "wildcard"]
    case .filter: []
    case .policy: ["prefix", "wildcard"]
    }
  }
}
