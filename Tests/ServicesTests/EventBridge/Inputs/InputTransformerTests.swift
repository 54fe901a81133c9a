import Testing

@testable import Blueprints
@testable import Services

/// Outputs that AWS gave, as the facts list them, and the rejections.
struct InputTransformerTests {
  private func filled(_ template: String, _ paths: String = "") throws -> String {
    try InputSample.filled(template, paths)
  }

  @Test func `a string template takes variables`() throws {
    #expect(
      try filled(#""Event of <type> type, detail <command>""#)
        == #""Event of core.update type, detail update-account""#)
    #expect(try filled(#""{[/Check of <type> type""#) == #""{[/Check of core.update type""#)
  }

  @Test func `a path that the event lacks is empty in a string, and an empty string as a value`()
    throws
  {
    #expect(try filled(#""detail <none>.""#) == #""detail .""#)
    #expect(try filled(#"{"a": <none>, "b": "<none>"}"#) == #"{"a":"","b":""}"#)
  }

  @Test func `a string variable is quoted by itself, and quoting it works too`() throws {
    #expect(
      try filled(#"{"a": <type>, "b": "<type>"}"#) == #"{"a":"core.update","b":"core.update"}"#)
    #expect(try filled(#"{"a": [9, <type>, true]}"#) == #"{"a":[9,"core.update",true]}"#)
  }

  @Test func `a list stays one as a value, and loses its quotes inside a string`() throws {
    #expect(
      try filled(#"{"a": <list>, "b": "is <list>"}"#) == #"{"a":["HIGH"],"b":"is [HIGH]"}"#)
  }

  @Test func `an object inside a string loses its inner quotes`() throws {
    #expect(
      try filled(#"{"a": <payload>, "b": "<payload>"}"#)
        == #"{"a":{"acc_id":"0a787ecb-4015","sf_id":"baz"},"b":"{acc_id:0a787ecb-4015,sf_id:baz}"}"#
    )
  }

  @Test func `numbers and flags are values without quotes, and text inside strings`() throws {
    #expect(
      try filled(#"{"a": <count>, "b": "<count> <fine>"}"#, ", fine: $.detail.fine")
        == #"{"a":3,"b":"3 true"}"#)
  }

  @Test func `one string in quotes for each line gives text of several lines`() throws {
    let yaml = """
      InputTransformer:
        InputPathsMap: {type: $.detail-type}
        InputTemplate: |
          "<type> happened"

          "Rule: <aws.events.rule-name>"
      """
    #expect(try InputSample.output(yaml) == #""core.update happened\nRule: orders""#)
  }

  @Test func `escaped quotes in a string stay in it`() throws {
    #expect(
      try filled(#"{"a": "it is \"<type>\" now"}"#) == #"{"a":"it is \"core.update\" now"}"#)
  }

  @Test func `values are not escaped, so one with a quote gives no JSON`() throws {
    let yaml = """
      InputTransformer:
        InputPathsMap: {v: $.v}
        InputTemplate: '{"a": "<v>"}'
      """
    #expect(try InputSample.output(yaml, of: #"{"v":"say \"hi\""}"#) == "not JSON")
    #expect(try InputSample.output(yaml, of: #"{"v":"a\\tb"}"#) == #"{"a":"a\tb"}"#)
    #expect(try InputSample.output(yaml, of: #"{"v":"plain"}"#) == #"{"a":"plain"}"#)
  }

  @Test func `reserved variables stand for the rule, the time and the event`() throws {
    #expect(
      try filled(#"{"a": <aws.events.rule-arn>, "t": <aws.events.event.ingestion-time>}"#)
        == #"{"a":"arn:aws:events:us-east-1:123456789012:rule/orders","t":"2026-11-20T12:00:01Z"}"#
    )
    #expect(try filled(#""<aws.events.rule-name> triggered""#) == #""orders triggered""#)
    #expect(
      try filled(#"{"e": <aws.events.event.json>}"#) == #"{"e":\#(InputSample.event)}"#)
    let envelope = try filled(#"{"e": <aws.events.event>}"#)
    #expect(envelope.contains(#""detailType":"core.update""#) && !envelope.contains("command"))
  }

  @Test func `a field that is drawn stays drawn in the output`() throws {
    let field = FieldGenerator(.ordinal(7), purpose: .init(seed: 1, replication: 0, "field/n"))
    let event = EventContent.map([.init("n", .generated(field))])
    let input = try InputSample.input(
      """
      InputTransformer:
        InputPathsMap: {n: $.n}
        InputTemplate: '{"a": <n>, "b": "no. <n>"}'
      """)
    let kind = input.applied(to: EventKind(label: "e", body: .json(event), size: 8))
    let occasion = EventContent.Occasion(.init(root: 5), moment: "")
    #expect(
      kind.content.map { String(decoding: $0.json(on: occasion), as: UTF8.self) }
        == #"{"a":12,"b":"no. 12"}"#)
  }

  @Test func `a placeholder that is not in the map is refused`() {
    #expect(
      slip { _ = try filled(#""<typ> and <notdefined>""#) }
        == "InputTemplate for target T1 contains invalid placeholder typ. → did you mean type?")
    #expect(
      slip { _ = try filled(#""not defined <zzzzzzzzz>""#) }
        == "InputTemplate for target T1 contains invalid placeholder zzzzzzzzz. → "
        + "name it in InputPathsMap")
  }

  @Test func `a placeholder cannot be a key`() {
    #expect(
      slip { _ = try filled(#"{"<type>": 1}"#) }
        == "InputTemplate for target T1 has a placeholder as a key → placeholders stand for "
        + "values, and in strings")
  }

  @Test func `a template that cannot give JSON is refused`() {
    #expect(
      slip { _ = try filled("Event of <type>") }
        == "InputTemplate for target T1 does not give JSON: Event is no value of JSON → write JSON "
        + "with <variables> as values or in strings, or one string in double quotes for each line "
        + "of text")
  }

  @Test func `a transformer needs a template, and has a hundred variables at most`() {
    #expect(
      slip { _ = try InputSample.input("InputTransformer: {InputPathsMap: {a: $.a}}") }
        == "InputTransformer of target T1 has no InputTemplate → give the text that the target gets"
    )
    let paths = (0...100).map { "v\($0): $.a" }.joined(separator: ", ")
    #expect(
      slip {
        _ = try InputSample.input(
          "InputTransformer: {InputPathsMap: {\(paths)}, InputTemplate: '{}'}")
      } == "InputPathsMap of target T1 has 101 variables → EventBridge takes 100")
  }

  @Test func `slips of the map of paths are told`() {
    func input(_ map: String) throws {
      _ = try InputSample.input("InputTransformer: {InputPathsMap: \(map), InputTemplate: '{}'}")
    }
    #expect(
      slip { try input("{AWS.rule: $.a}") }
        == "the variable AWS.rule of target T1 has a reserved name → names that begin with aws. "
        + "are AWS's own")
    #expect(
      slip { try input("{a: 5}") }
        == "the variable a of target T1 is a number → give a JSON path")
    #expect(
      slip { try input("{a: b.c}") }
        == "the variable a of target T1 is b.c, which is no JSON path of EventBridge → write $, "
        + "names of letters, digits, -, _ and / after dots, [indices] and *")
    #expect(
      slip { try input("[a]") }
        == "InputPathsMap of target T1 is a list → give names and JSON paths")
    #expect(
      slip {
        _ = try InputSample.input(
          "InputTransformer: {InputTemplate: '\(String(repeating: " ", count: 8_193))'}")
      } == "InputTemplate of target T1 has 8193 characters → EventBridge takes 8192")
  }
}
