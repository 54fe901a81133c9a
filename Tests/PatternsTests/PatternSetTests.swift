import Testing

@testable import Patterns

/// A set answers as its patterns do one by one.
struct PatternSetTests {
  @Test(arguments: [1, 3, 40, 300])
  func `a set of patterns matches what its patterns match one at a time`(size: Int) throws {
    var drawer = Drawer(seed: UInt64(size))
    var hits = 0
    for _ in 0..<max(4, 300 / size) {
      let texts = (0..<size).map { _ in drawer.pattern() }
      let patterns = try texts.map { try EventPattern($0) }
      let set = PatternSet(patterns)
      for _ in 0..<40 {
        let event = drawer.event()
        let expected = try patterns.indices.filter { try patterns[$0].matches(event) }
        let matched = try set.matches(Array(event.utf8))
        hits += expected.count
        #expect(
          matched == expected,
          "\(event) \(Set(matched).symmetricDifference(expected).map { texts[$0] })")
      }
    }
    #expect(hits > 100)
  }

  @Test func `every recorded case is answered by a set of all recorded patterns`() throws {
    let cases = try PatternCase.all().filter { $0.expected != "invalid" }
    let patterns = try cases.map { try EventPattern($0.patternText) }
    let set = PatternSet(patterns)
    for (index, entry) in cases.enumerated() {
      let matched = try set.matches(Array(entry.eventText.utf8))
      #expect(matched.contains(index) == (entry.expected == "match"), "\(entry.id)")
    }
  }

  @Test func `an event that no pattern matches matches nothing`() throws {
    let set = PatternSet([try EventPattern(#"{"a":[1]}"#)])
    #expect(try set.matches(Array(#"{"a":2}"#.utf8)).isEmpty)
    #expect(try set.matches(Array(#"{"a":1}"#.utf8)) == [0])
    #expect(try set.matches(Array("{}".utf8)).isEmpty)
  }

  @Test func `a set refuses an event that is no object`() throws {
    let set = PatternSet([try EventPattern(#"{"a":[1]}"#)])
    let slip = #expect(throws: PatternError.self) { try set.matches(Array("[1]".utf8)) }
    #expect(slip?.stage == .event)
    #expect(try set.matches(Array(#"{"a":1}"#.utf8)) == [0])
  }

  @Test func `an automaton that has forgotten its states works them out again`() throws {
    let patterns = try (0..<8).map { try EventPattern(#"{"a":[{"wildcard":"*\#($0)*x*\#($0)"}]}"#) }
    let set = PatternSet(patterns)
    var drawer = Drawer(seed: 5)
    for _ in 0..<600 {
      let text = (0..<60).map { _ in "01234567x".utf8.map { String(UnicodeScalar($0)) } }
        .map { drawer.one(of: $0) }.joined()
      let event = "{\"a\":\"\(text)\"}"
      let expected = try patterns.indices.filter { try patterns[$0].matches(event) }
      #expect(try set.matches(Array(event.utf8)) == expected, "\(text)")
    }
  }
}
