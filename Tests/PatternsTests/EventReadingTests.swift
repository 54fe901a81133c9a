import Testing

@testable import Patterns

/// The quick reading of events and the strict one that gives the refusals.
struct EventReadingTests {
  private func isAccepted(_ text: [UInt8]) -> Bool {
    var reader = TokenReader(text, stage: .event)
    do throws(PatternError) {
      guard try reader.next() == .startObject else { return false }
      var depth = 1
      while depth > 0 {
        switch try reader.next() {
        case .startObject, .startArray: depth += 1
        case .endObject, .endArray: depth -= 1
        default: break
        }
      }
      return true
    } catch {
      return false
    }
  }

  @Test func `both readers of events accept the same texts`() throws {
    let paths = try PatternSetPlan([EventPattern(#"{"a":{"b":[1]},"b":[2],"":{"c":[3]}}"#)]).paths
    let event = EventFields(paths: PathTable(paths))
    var drawer = Drawer(seed: 11)
    var refused = 0
    for _ in 0..<20_000 {
      let text = drawer.damaged(drawer.event())
      let strict = isAccepted(text)
      refused += strict ? 0 : 1
      #expect(event.scan(text.span) == strict, "\(String(decoding: text, as: UTF8.self))")
    }
    #expect(1000..<19_000 ~= refused)
  }

  @Test(arguments: [1000, 1001])
  func `an event may have a thousand levels`(depth: Int) throws {
    let text = Array(
      (String(repeating: #"{"a":"#, count: depth) + "1" + String(repeating: "}", count: depth)).utf8
    )
    let pattern = try EventPattern(#"{"b":[1]}"#)
    let set = PatternSet([pattern])
    if depth == 1000 {
      #expect(try set.matches(text).isEmpty)
    } else {
      let slip = #expect(throws: PatternError.self) { try set.matches(text) }
      #expect(slip?.message.contains("nesting depth (1001)") == true)
    }
  }
}
