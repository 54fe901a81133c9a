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
    let failing = ["Error", "Fail", "Reject", "Dropped", "Dlq"]
    let crowding = ["Throttle", "ColdStart", "InitDuration", "Retried"]
    if crowding.contains(where: { name.contains($0) }) { return .concurrency }
    if failing.contains(where: { name.contains($0) }) { return .failure }
    switch shape {
    case .gauge: return unit == .messages ? .backlog : .concurrency
    case .samples: return unit == .nanoseconds && name.contains("Age") ? .backlog : .other
    case .count: return .other
    }
  }

  /// The name in the words of a sentence: `cold starts` for `ColdStarts`; what is in capitals
  /// stays so.
  package var words: String {
    let letters = Array(name)
    var words = ""
    for (place, letter) in letters.enumerated() {
      let afterCapital = place > 0 && letters[place - 1].isUppercase
      let beforeSmall = place + 1 < letters.count && letters[place + 1].isLowercase
      if letter.isUppercase, place > 0, !afterCapital || beforeSmall { words.append(" ") }
      let beforeCapital = place + 1 < letters.count && letters[place + 1].isUppercase
      let isAcronym = !beforeSmall && (afterCapital || beforeCapital)
      words += letter.isUppercase && isAcronym ? String(letter) : letter.lowercased()
    }
    return words
  }
}
