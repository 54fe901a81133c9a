import Documents
import Kernel
import Patterns
import Testing

@testable import Blueprints

/// What events say, and what is drawn of it.
@Suite struct EventContentTests {
  private let world = World(seed: 7, calibration: Calibration())

  private func read(_ yaml: String) throws -> EventContent {
    let document = try YAML.read(SourceText(name: "event.yaml", text: yaml))
    return try ContentReader(of: "Shop", in: world).content(document)
  }

  private func json(_ content: EventContent, _ ordinal: UInt64) -> String {
    let name = Name(client: 0, ordinal: ordinal)
    let occasion = EventContent.Occasion(name, sent: .start, in: world)
    return String(decoding: content.json(on: occasion), as: UTF8.self)
  }

  @Test func `what is fixed is written as it stands`() throws {
    let content = try read(#"{a: [1, 2.50, true, null, "say \"hi\""], b: {c: x}}"#)
    #expect(json(content, 3) == #"{"a":[1,2.50,true,null,"say \"hi\""],"b":{"c":"x"}}"#)
    #expect(content.variablePaths.isEmpty)
  }

  @Test func `a field is drawn by the root of a message's name`() throws {
    let content = try read("{detail: {total: {$uniform: [5, 500]}, n: {$integer: [1, 6]}}}")
    #expect(content.variablePaths == ["detail.total", "detail.n"])
    #expect(json(content, 1) == json(content, 1) && json(content, 1) != json(content, 2))
    let child = Name(client: 0, ordinal: 1).child(sender: 3, step: 4, ordinal: 0)
    let occasion = EventContent.Occasion(child, sent: .start, in: world)
    #expect(String(decoding: content.json(on: occasion), as: UTF8.self) == json(content, 1))
  }

  @Test func `drawn numbers keep to their laws`() throws {
    let total = try read("{$uniform: [5, 500]}")
    let dice = try read("{$integer: [1, 6]}")
    let rank = try read("{$zipf: {of: 3, exponent: 1}}")
    let color = try read("{$choose: {red: 3, blue: 1}}")
    var (sum, faces, first, red) = (0.0, [Int](repeating: 0, count: 7), 0, 0)
    for ordinal in 0..<6_000 as Range<UInt64> {
      let value = try #require(Double(json(total, ordinal)))
      #expect(5...500 ~= value)
      sum += value
      faces[try #require(Int(json(dice, ordinal)))] += 1
      if json(rank, ordinal) == "1" { first += 1 }
      if json(color, ordinal) == #""red""# { red += 1 }
    }
    #expect(abs(sum / 6_000 - 252.5) < 8)
    #expect(faces[0] == 0 && faces[1...].allSatisfy { 880...1_120 ~= $0 })
    #expect(abs(Double(first) / 6_000 - 6.0 / 11) < 0.03 && abs(red - 4_500) < 150)
  }

  @Test func `a text is joined from parts, and the ordinal counts messages`() throws {
    let key = try read("{key: {$join: [in/, {$ordinal: 1}, .json]}, id: {$uuid: true}}")
    #expect(json(key, 0).hasPrefix(#"{"key":"in/1.json","id":""#))
    #expect(json(key, 41).hasPrefix(#"{"key":"in/42.json""#))
    let id = json(key, 0).suffix(38).dropLast(2)
    #expect(
      id.count == 36 && Array(id)[14] == "4" && json(key, 1).suffix(38) != json(key, 0).suffix(38))
    #expect(json(try read("{at: {$now: true}}"), 0) == #"{"at":"2026-01-01T00:00:00Z"}"#)
  }

  @Test func `JSON inside a string is escaped, and drawn all the same`() throws {
    let inner = try read(#"{a: "x", n: {$ordinal: 0}}"#)
    let envelope = EventContent.map([.init("Message", .embedded(inner))])
    #expect(json(envelope, 5) == #"{"Message":"{\"a\":\"x\",\"n\":5}"}"#)
    #expect(envelope.variablePaths == ["Message"])
  }

  @Test(arguments: [
    ("{$uniform: [5]}", "$uniform takes two numbers from -1e15 to 1e15, the lower one first"),
    ("{$integer: [6, 1]}", "$integer takes two whole numbers, the lower one first"),
    ("{$zipf: {of: 0, exponent: 1}}", "$zipf takes of, from 1 to 1000000, and exponent, from 0"),
    ("{$choose: []}", "$choose takes a list of values, or weights by value"),
    ("{$join: x}", "$join takes a list of parts"),
    ("{$ordinal: first}", "$ordinal takes the number of the first message"),
    ("{$unifrom: [1, 2]}", "$unifrom draws nothing"),
    ("{$uniform: [1, 2], x: 1}", "$uniform stands beside other keys"),
  ])
  func `a generator that cannot be is refused`(yaml: String, problem: String) throws {
    let error = #expect(throws: InputError.self) { try read(yaml) }
    #expect(error?.problem == problem)
  }
}
