import Documents
import Kernel
import Patterns
import Testing

@testable import Blueprints

/// How kinds of event change on their way, and what patterns see of them.
@Suite struct EventKindTests {
  private let world = World(seed: 7, calibration: Calibration())

  private func kind(_ members: [EventContent.Member], size: Int64 = 0) -> EventKind {
    var kind = EventKind(label: "order", body: .json(.map(members)), size: size)
    kind.size = max(size, kind.leastSize)
    return kind
  }

  @Test func `an envelope keeps the event inside, and adds its length`() {
    let inner = world.add(kind([.init("a", .number("1"))], size: 2_048))
    let wrap = world.addEnvelope { $0.saying(.map([.init("Message", .embedded($0.content!))])) }
    let outer = world.kind(inner, through: wrap)
    #expect(world.payload(of: outer) == inner && world.payload(of: inner) == inner)
    // {"Message":"{\"a\":1}"} has 23 bytes, {"a":1} has 7.
    #expect(world.size(of: outer) == 2_048 + 16)
    #expect(world.kind(inner, through: wrap) == outer && world.kinds.count == 2)
  }

  @Test func `what gives the same event gives the same kind`() {
    let first = world.add(kind([.init("a", .number("1"))]))
    let second = world.add(kind([.init("a", .number("2"))]))
    let constant = world.addTransformation { _ in EventKind(label: "x", body: .text, size: 5) }
    #expect(world.kind(first, through: constant) == world.kind(second, through: constant))
  }

  @Test func `a run more is counted inside an envelope too`() {
    let link = world.addChainLink()
    let inner = world.add(kind([.init("a", .number("1"))]))
    let wrap = world.addEnvelope { $0.saying(.map([.init("Message", .embedded($0.content!))])) }
    let longer = world.kind(world.kind(inner, through: wrap), after: link)
    #expect(world.runs(of: link, before: longer) == 1)
    #expect(world.runs(of: link, before: world.payload(of: longer)) == 1)
  }

  @Test func `a pattern over fixed fields is decided by the kind, over drawn ones by the message`()
    throws
  {
    let total = EventContent.generated(
      FieldGenerator(.integer(1, 10), purpose: world.purpose("field/total")))
    let placed = world.add(kind([.init("type", .text("placed")), .init("total", total)]))
    let matcher = EventMatcher([
      try EventPattern(#"{"type": ["placed"]}"#), try EventPattern(#"{"type": ["gone"]}"#),
      try EventPattern(#"{"total": [{"numeric": [">", 5]}]}"#),
    ])
    var large = 0
    for ordinal in 0..<2_000 as Range<UInt64> {
      let name = Name(client: 0, ordinal: ordinal)
      let matches = matcher.matches(placed, name, sent: .start, in: world)
      #expect(matches.first == 0 && !matches.contains(1))
      if matches.contains(2) { large += 1 }
    }
    #expect(880...1_120 ~= large)
  }

  @Test(arguments: [[], ["a"], ["c", "a"], ["b", "a", "a"]])
  func `matches are shown one by one as the list has them`(types: [String]) throws {
    let placed = world.add(kind([.init("type", .text("a"))]))
    let matcher = EventMatcher(try types.map { try EventPattern(#"{"type": ["\#($0)"]}"#) })
    var shown: [Int] = []
    matcher.forEachMatch(placed, Name(root: 0), sent: .start, in: world) { shown.append($0) }
    #expect(shown == types.indices.filter { types[$0] == "a" })
    #expect(shown == matcher.matches(placed, Name(root: 0), sent: .start, in: world))
    #expect(matcher.passes(placed, Name(root: 0), sent: .start, in: world) == !shown.isEmpty)
  }

  @Test func `a record's body is the event, and a text where it is none`() throws {
    let json = world.add(kind([.init("a", .text("x"))]))
    let text = world.add(EventKind(label: "note", body: .text, size: 10))
    let body = EventMatcher([try EventPattern(#"{"body": {"a": ["x"]}}"#)], against: .record)
    #expect(body.passes(json, Name(root: 0), sent: .start, in: world))
    #expect(!body.passes(text, Name(root: 0), sent: .start, in: world))
  }
}
