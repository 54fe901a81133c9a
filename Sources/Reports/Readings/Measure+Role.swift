import Blueprints
import Measures

/// Where a report shows a measure, as its shape, unit and CloudWatch name say.
extension Measure {
  /// What a measure is told for.
  package enum Role: Sendable {
    /// How much waits, and for how long.
    case backlog
    /// How much goes on at once, and what is turned away for it.
    case concurrency
    /// What went wrong.
    case failure
    /// Everything else.
    case other
  }

  /// What this one is told for.
  package var role: Role {
    let failing = ["Error", "Fail", "Dropped", "Dlq"]
    let crowding = ["Throttle", "ColdStart", "InitDuration", "Retried"]
    if crowding.contains(where: { name.contains($0) }) { return .concurrency }
    if failing.contains(where: { name.contains($0) }) { return .failure }
    switch shape {
    case .gauge: return unit == .messages ? .backlog : .concurrency
    case .samples: return unit == .nanoseconds && name.contains("Age") ? .backlog : .other
    case .count: return .other
    }
  }

  /// The name in the words of a sentence: `cold starts` for `ColdStarts`.
  package var words: String {
    var words = ""
    for character in name {
      if character.isUppercase, !words.isEmpty { words.append(" ") }
      words += character.lowercased()
    }
    return words
  }
}
