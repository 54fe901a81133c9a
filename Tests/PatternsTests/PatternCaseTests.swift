import Testing

@testable import Patterns

/// What AWS's engine answers, case by case.
struct PatternCaseTests {
  /// Cases whose refusal is a failure inside AWS's engine: refused here in words of our own.
  private static let ownWords: Set<String> = [
    "anything-but-empty-1747", "anything-but-empty-1748", "anything-but-empty-1751",
    "anything-but-empty-1753",
  ]

  @Test(arguments: ["core", "edge", "quirk"])
  func `every recorded case is answered as AWS's engine answers it`(tier: String) throws {
    let cases = try PatternCase.all().filter { $0.tier == tier }
    #expect(!cases.isEmpty)
    for entry in cases {
      let (answer, error) = answer(entry)
      #expect(answer == entry.expected, "\(entry.id): \(entry.patternText) \(entry.eventText)")
      if !Self.ownWords.contains(entry.id) { #expect(error == entry.error, "\(entry.id)") }
    }
  }

  @Test func `the complexity of wildcards is the engine's`() throws {
    let cases = try PatternCase.all().filter { $0.complexity != nil }
    #expect(cases.count > 100)
    for entry in cases {
      let pattern = try EventPattern(entry.patternText)
      let leaves = pattern.branches.flatMap { $0.leaves }
      let measure = leaves.map { WildcardComplexity.measure($0.alternatives) }.max()
      #expect(measure == entry.complexity, "\(entry.id): \(entry.patternText)")
    }
  }

  private func answer(_ entry: PatternCase) -> (answer: String, error: String?) {
    do throws(PatternError) {
      let isMatch = try EventPattern(entry.patternText).matches(entry.eventText)
      return (isMatch ? "match" : "nomatch", nil)
    } catch let slip {
      return ("invalid", slip.message)
    }
  }
}
