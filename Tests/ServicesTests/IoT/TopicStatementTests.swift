import Kernel
import Testing

@testable import Blueprints
@testable import Documents
@testable import Services

/// The statements of IoT rules.
@Suite struct TopicStatementTests {
  /// Whether messages meet a WHERE; nil where that is not modelled.
  private func verdicts(_ condition: String, _ bodies: [String]) -> [Bool]? {
    let stage = Stage("ideal")
    guard let statement = TopicStatement("SELECT * FROM 't' WHERE \(condition)"),
      let tokens = statement.condition, let condition = TopicCondition(tokens)
    else { return nil }
    return bodies.map { body in
      let content = ContentReader.literal(stage.document(body))
      let kind = stage.world.add(EventKind(label: "m", body: .json(content), size: 100))
      return condition.holds(kind, Name(root: 1), in: stage.world)
    }
  }

  @Test(arguments: [
    ("t = 5", [true, false, false]), ("t > 4.5", [true, true, false]),
    ("t >= 5", [true, true, false]), ("t < 6", [true, false, false]),
    ("t <= 5", [true, false, false]), ("t <> 5", [false, true, false]),
    ("5 < t", [false, true, false]), ("t != 5", [false, true, false]),
    ("s = 'on'", [true, false, false]), ("s <> 'on'", [false, true, false]),
    ("state.ok = true", [true, false, false]), ("t > -1", [true, true, false]),
  ])
  func `a field is compared with a literal, and a field that is missing is no match`(
    condition: String, expected: [Bool]
  ) {
    let bodies = [
      "{t: 5, s: 'on', state: {ok: true}}", "{t: 7, s: 'off', state: {ok: false}}", "{u: 1}",
    ]
    #expect(verdicts(condition, bodies) == expected)
  }

  @Test func `AND binds before OR, and brackets before both`() {
    let bodies = ["{a: 1, b: 0, c: 0}", "{a: 0, b: 1, c: 1}", "{a: 1, b: 0, c: 1}"]
    #expect(verdicts("a = 1 OR b = 1 AND c = 0", bodies) == [true, false, true])
    #expect(verdicts("(a = 1 or b = 1) and c = 1", bodies) == [false, true, true])
    #expect(verdicts("a > 0 AND a < 2", bodies) == [true, false, true])
  }

  @Test(arguments: [
    "topic(2) = 'a'", "NOT t = 5", "t + 1 > 5", "t > u", "s < 'b'", "active", "t IN [1, 2]",
    "t > 5 AND", "(t > 5", "t BETWEEN 1 AND 2", "t = 5)",
  ])
  func `what is more than a comparison is not modelled`(condition: String) {
    #expect(verdicts(condition, []) == nil)
  }

  @Test func `a drawn field decides for each message`() throws {
    let stage = Stage("ideal")
    let tokens = try #require(TopicStatement("SELECT * FROM 't' WHERE t > 50")?.condition)
    let condition = try #require(TopicCondition(tokens))
    let content = try ContentReader(of: "App", in: stage.world).content(
      stage.document("{t: {$uniform: [0, 100]}}"))
    let kind = stage.world.add(EventKind(label: "m", body: .json(content), size: 100))
    let matches = (0..<1_000).count {
      condition.holds(kind, Name(client: 0, ordinal: $0), in: stage.world)
    }
    #expect((440...560).contains(matches))
  }

  @Test func `SELECT picks fields, names them anew and adds topic and time`() throws {
    func selected(_ selection: String, _ body: String) -> EventContent? {
      let stage = Stage("ideal")
      guard let statement = TopicStatement("SELECT \(selection) FROM 'a/+'"),
        let selection = TopicSelection(statement.selection, topic: "a/+")
      else { return nil }
      let content = ContentReader.literal(stage.document(body))
      return selection.applied(to: EventKind(label: "m", body: .json(content), size: 100)).content
    }
    let body = "{t: 5, state: {ok: true}, name: x}"
    #expect(
      selected("t, state.ok AS fine, missing", body)
        == .map([.init("t", .number("5")), .init("fine", .flag(true))]))
    #expect(
      selected("*, topic() AS topic, timestamp() as at", "{t: 5}")
        == .map([
          .init("t", .number("5")), .init("topic", .text("a/+")), .init("at", .moment),
        ]))
    #expect(selected("t * 2 AS double", body) == nil)
    #expect(selected("upper(name) AS n", body) == nil)
  }

  @Test func `a statement has SELECT and what it selects`() throws {
    let stage = Stage("ideal")
    func refusal(_ payload: String) -> String? {
      slip {
        _ = try TopicRule.service.build(
          stage.site("R", properties: "{TopicRulePayload: \(payload)}"))
      }
    }
    let remedy = " → for example SELECT * FROM 'sensors/+' WHERE temperature > 30"
    #expect(refusal("{}") == "R has no Sql" + remedy)
    for sql in ["select", "FROM 'a'", "SELECT * FROM a", "SELECT * FROM 'a", "SELECT FROM 'a'"] {
      #expect(
        refusal("{Sql: \"\(sql)\"}") == "the Sql of R is no statement of IoT" + remedy, "\(sql)")
    }
  }
}
