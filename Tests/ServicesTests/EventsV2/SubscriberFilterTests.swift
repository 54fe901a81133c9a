import Kernel
import Testing

@testable import Blueprints
@testable import Services

struct SubscriberFilterTests {
  private func delivered(_ filters: String, _ bodies: [String]) throws -> [Int] {
    let board = SubscriberBoard()
    let queue = board.doorkeeper("Q")
    try board.subscriber(to: "Q", "FilterConfiguration: {Filters: \(filters)}")
    try board.begin()
    for (index, body) in bodies.enumerated() {
      board.put(board.kind(body), number: UInt64(index))
    }
    board.run(to: 1)
    #expect(board.count("FilterEvaluated") == bodies.count)
    #expect(board.count("FilterMatched") == queue.roots.count)
    #expect(board.edge(to: "Q").filtered == Int64(bodies.count - queue.roots.count))
    return queue.roots.map { Int($0 & 0xFFFF) }
  }

  private let events = [
    "{source: shop, detail-type: Placed, detail: {total: 600}}",
    "{source: shop, detail-type: Placed, detail: {total: 400}}",
    "{source: till, detail-type: Placed, detail: {total: 900}}",
  ]

  private let large = #"{Scope: DATA, Pattern: '{"detail":{"total":[{"numeric":[">",500]}]}}'}"#

  @Test func `a DATA filter sees the envelope`() throws {
    #expect(try delivered("[\(large)]", events) == [0, 2])
  }

  @Test func `filters of several scopes must all match`() throws {
    let shop = #"{Scope: SYSTEM_METADATA, Pattern: '{"aws:Source":["shop"]}'}"#
    #expect(try delivered("[\(large), \(shop)]", events) == [0])
  }

  @Test func `system metadata tells the content type of PutEvents`() throws {
    let type =
      #"{Scope: SYSTEM_METADATA, Pattern: '{"ContentType":["application/eventbridge+json"]}'}"#
    #expect(try delivered("[\(type)]", events) == [0, 1, 2])
  }

  @Test func `an event of PutEvents has no metadata to match`() throws {
    #expect(try delivered(#"[{Scope: METADATA, Pattern: '{"region":["EU"]}'}]"#, events) == [])
  }

  private func slips(_ filters: String) -> String? {
    slip { _ = try delivered(filters, []) }
  }

  @Test func `wildcards are refused in AWS's words`() {
    for pattern in [
      #"{"source":[{"wildcard":"a*"}]}"#, #"{"source":[{"anything-but":{"wildcard":"a*"}}]}"#,
      #"{"$or":[{"source":[{"wildcard":"a*"}]},{"detail-type":["b"]}]}"#,
    ] {
      #expect(
        slips("[{Scope: DATA, Pattern: '\(pattern)'}]")
          == "Filter pattern must not contain wildcard matchers (wildcard, anything-but wildcard) "
          + "→ filters of subscribers take every other operator; change that of Sub")
    }
    #expect(slips(#"[{Scope: DATA, Pattern: '{"detail":{"wildcard":["a"]}}'}]"#) == nil)
  }

  @Test func `a scope has one filter`() {
    #expect(
      slips("[\(large), \(large)]")
        == "Sub has two filters of the scope DATA → put them into one pattern")
  }

  @Test func `all filters have 4,096 bytes together`() {
    let long = #"{"source":["\#(String(repeating: "a", count: 4_100))"]}"#
    #expect(
      slips("[{Scope: DATA, Pattern: '\(long)'}]")
        == "the filters of Sub have 4115 bytes → AWS takes 4096 together")
  }

  @Test func `metadata is matched by exact values`() {
    #expect(
      slips(#"[{Scope: METADATA, Pattern: '{"region":[{"prefix":"E"}]}'}]"#)
        == "a METADATA filter of Sub does not give exact values for region → use DATA or "
        + "SYSTEM_METADATA for operators")
  }

  @Test func `patterns that are none are told`() {
    #expect(
      slips("[{Scope: DATA, Pattern: '{'}]")
        == "a filter of Sub is no JSON: this { is never closed → close it with }")
    #expect(
      slips(#"[{Scope: DATA, Pattern: '{"source":"a"}'}]"#)
        == #"a filter of Sub is no event pattern: "source" must be an object or an array → "#
        + "try it with spillway match")
    #expect(
      slips("[{Scope: DATA}]") == "a filter of Sub has no Pattern → give an event pattern")
  }
}
