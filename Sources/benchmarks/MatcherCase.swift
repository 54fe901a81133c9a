import Foundation
import Patterns

/// Events matched against the first rules of a list, read from a folder with one JSON text a line.
struct MatcherCase {
  /// How many of the rules are compiled.
  let rules: Int
  /// How many of the events matched, a rule at a time, in one pass.
  let hits: Int
  /// The time for an event, its parsing included; the best of the passes [ns].
  let nanosecondsPerEvent: Double
  /// The mean size of an event [B].
  let bytesPerEvent: Double

  /// Measures with 1, 10, 100 and 1000 rules.
  static func measureAll(folder: String, passes: Int = 10) throws -> [MatcherCase] {
    let patterns = try lines(of: "\(folder)/rules-mixed.jsonl").map { try EventPattern($0) }
    let events = try lines(of: "\(folder)/events.jsonl").map { Array($0.utf8) }
    let bytes = events.reduce(0) { $0 + $1.count }
    return try [1, 10, 100, 1_000].map { count in
      let set = PatternSet(Array(patterns.prefix(count)))
      var best = Duration.seconds(3_600)
      var hits = 0
      for _ in 0..<passes {
        hits = 0
        best = min(
          best,
          try ContinuousClock().measure {
            for event in events { hits += try set.matches(event).count }
          })
      }
      let events = Double(events.count)
      return MatcherCase(
        rules: count, hits: hits, nanosecondsPerEvent: best.nanoseconds / events,
        bytesPerEvent: Double(bytes) / events)
    }
  }

  private static func lines(of path: String) throws -> [String] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { String($0) }
  }
}
