import Testing

@testable import Blueprints
@testable import Services

struct InputPathTests {
  private func found(_ path: String) throws -> String {
    try InputSample.output("InputPath: '\(path)'")
  }

  @Test func `a target without input properties gets the event as it is`() throws {
    #expect(try InputSample.output("{}") == InputSample.event)
  }

  @Test func `Input replaces the event completely`() throws {
    #expect(try InputSample.output("Input: '{\"a\": [1.50, null]}'") == #"{"a":[1.50,null]}"#)
    #expect(try InputSample.output("Input: '\"go\"'") == #""go""#)
  }

  @Test func `InputPath gives a part of the event`() throws {
    #expect(try found("$.detail.payload") == #"{"acc_id":"0a787ecb-4015","sf_id":"baz"}"#)
    #expect(try found("$") == InputSample.event)
  }

  @Test func `a string that InputPath finds is delivered in quotes`() throws {
    #expect(try found("$.detail.payload.sf_id") == #""baz""#)
  }

  @Test func `paths take names with dashes, indices and stars`() throws {
    #expect(try found("$.detail-type") == #""core.update""#)
    #expect(try found("$.resources[1]") == #""arn:b""#)
    #expect(try found("$.detail.items[*].id") == #"["x","y"]"#)
    #expect(try found("$.detail.payload.*") == #"["0a787ecb-4015","baz"]"#)
    #expect(try found("$.detail.items[0].id") == #""x""#)
  }

  @Test func `a path that leads nowhere gives null`() throws {
    #expect(try found("$.detail.none") == "null")
    #expect(try found("$.resources[2]") == "null")
    #expect(try found("$.detail.payload[0]") == "null")
    #expect(try found("$.detail.command.length") == "null")
  }

  @Test func `Input, InputPath and InputTransformer exclude each other`() {
    let message =
      "Only one of Input, InputPath, or InputTransformer must be provided for target T1."
      + " → choose one for the target T1 of orders"
    for properties in [
      "{Input: '{}', InputPath: $.detail}",
      "{InputPath: $, InputTransformer: {InputTemplate: '{}'}}",
      "{Input: '1', InputTransformer: {InputTemplate: '{}'}}",
    ] {
      #expect(slip { _ = try InputSample.input(properties) } == message)
    }
  }

  @Test func `Input that is no JSON is refused`() {
    #expect(
      slip { _ = try InputSample.input("Input: go") }
        == "JSON syntax error in input for target T1 → Input is JSON; a string stands in double "
        + "quotes: go is no value of JSON")
  }

  @Test func `Input has 8,192 characters at most`() throws {
    let fits = "\"\(String(repeating: "é", count: 8_190))\""
    #expect(try InputSample.output("Input: '\(fits)'") == fits)
    #expect(
      slip { _ = try InputSample.input("Input: '\(fits) '") }
        == "Input of target T1 has 8193 characters → EventBridge takes 8192")
  }

  @Test func `a path beyond the subset of EventBridge is refused`() {
    for path in ["detail", "$..id", "$.a[?(@.b)]", "$.a['b']", "$.a[", "$.a[-1]", "$.", "$x"] {
      #expect(
        slip { _ = try InputSample.input("InputPath: \"\(path)\"") }
          == "InputPath of target T1 is \(path), which is no JSON path of EventBridge → "
          + "write $, names of letters, digits, -, _ and / after dots, [indices] and *")
    }
  }

  @Test func `what is not described goes where the whole detail goes`() throws {
    let event = InputSample.content(#"{"id":"1","detail":{"a":1}}"#)
    let kind = EventKind(label: "e", body: .json(event), size: 1_027)
    func size(_ yaml: String) throws -> Int64 {
      try InputSample.input(yaml).applied(to: kind).size
    }
    #expect(event.length == 27)
    #expect(try size("InputPath: $.detail") == 1_007)
    #expect(try size("InputPath: $.detail.a") == 1)
    #expect(try size("Input: '{}'") == 2)
    let whole = "InputTransformer: {InputTemplate: '{\"e\": <aws.events.event.json>}'}"
    #expect(try size(whole) == 1_033)
    #expect(try size("InputTransformer: {InputTemplate: '{\"e\": 1}'}") == 7)
  }

  @Test func `of an event of which nothing is known a part is not known either`() throws {
    let kind = EventKind(label: "e", size: 500)
    let part = try InputSample.input("InputPath: $.detail").applied(to: kind)
    #expect(part.body == .unknown && part.size == 500)
    let constant = try InputSample.input("Input: '{}'").applied(to: kind)
    #expect(constant.body == .json(.empty) && constant.size == 2)
  }
}
