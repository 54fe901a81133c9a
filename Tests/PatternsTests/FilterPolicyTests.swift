import Foundation
import Testing

@testable import Patterns

/// What SNS does with filter policies: as documented, and as recorded on AWS.
struct FilterPolicyTests {
  private struct Attribute: Decodable {
    var DataType: String
    var StringValue: String?
  }

  private struct Message: Decodable {
    var body: String?
    var attributes: [String: Attribute]?
  }

  private struct Case: Decodable {
    var id: String
    var scope: String
    var message: Message?
    var expected: String
    var error: String?
    var disputed: Bool?
  }

  private func answer(_ policy: String, _ entry: Case) -> (answer: String, error: String?) {
    do throws(PatternError) {
      let policy = try FilterPolicy(policy, scope: entry.scope)
      guard let message = entry.message else { return ("accept", nil) }
      let isDelivered =
        if policy.scope == .body {
          policy.delivers(body: message.body ?? "")
        } else {
          policy.delivers(
            attributes: (message.attributes ?? [:]).sorted { $0.key < $1.key }.map {
              MessageAttribute(
                $0.key, type: $0.value.DataType, value: $0.value.StringValue ?? "")
            })
        }
      return (isDelivered ? "deliver" : "drop", nil)
    } catch let slip {
      return ("refuse", slip.message)
    }
  }

  @Test func `every case of a filter policy is answered as documented or recorded`() throws {
    for line in try PatternCase.lines(of: "filter-policies.jsonl") {
      let data = Data(line.utf8)
      let entry = try JSONDecoder().decode(Case.self, from: data)
      let whole = try JSONSerialization.jsonObject(with: data) as? [String: Any]
      let policy = try JSONSerialization.data(withJSONObject: whole?["policy"] ?? [:])
      let (answer, error) = answer(String(decoding: policy, as: UTF8.self), entry)
      if entry.disputed != true { #expect(answer == entry.expected, "\(line)") }
      if let expected = entry.error { #expect(error == expected, "\(entry.id)") }
    }
  }

  private func refusal(_ policy: String, scope: String = "MessageBody") -> String? {
    do throws(PatternError) {
      _ = try FilterPolicy(policy, scope: scope)
      return nil
    } catch let slip {
      return slip.message
    }
  }

  @Test func `existing means to be neither null nor empty`() throws {
    let policy = try FilterPolicy(#"{"a":[{"exists":true}]}"#, scope: "MessageBody")
    #expect(!policy.delivers(body: #"{"a":null}"#))
    #expect(!policy.delivers(body: #"{"a":""}"#))
    #expect(policy.delivers(body: #"{"a":false}"#))
  }

  @Test func `a policy on attributes is flat`() {
    let policy = #"{"a":{"b":[1]}}"#
    #expect(refusal(policy, scope: "MessageAttributes")?.contains("nested filter policy") == true)
    #expect(refusal(policy) == nil)
  }

  @Test func `an or that spans no alternatives is a name like any other`() throws {
    let policy = try FilterPolicy(#"{"$or":["x","y"]}"#, scope: "MessageBody")
    #expect(policy.delivers(body: #"{"$or":"x"}"#))
    #expect(throws: PatternError.self) { try EventPattern(#"{"$or":["x","y"]}"#) }
  }

  @Test func `a wildcard of a policy has three stars at most, a field a hundred points`() {
    #expect(refusal(#"{"a":[{"wildcard":"a*b*c*d*"}]}"#)?.contains("too complex") == true)
    let many = (0..<11).map { #"{"wildcard":"\#($0)*"}"# }.joined(separator: ",")
    #expect(refusal("{\"a\":[\(many)]}")?.contains("too complex") == true)
    let ten = (0..<10).map { #"{"wildcard":"\#($0)*"}"# }.joined(separator: ",")
    #expect(refusal("{\"a\":[\(ten)]}") == nil)
  }

  @Test func `a body that is no JSON object from end to end is not delivered`() throws {
    let policy = try FilterPolicy(#"{"a":[{"exists":false}]}"#, scope: "MessageBody")
    #expect(policy.delivers(body: " {\"b\":1}\n"))
    for body in ["", "text", "\"a\"", "[{}]", "{\"b\":1} x", "{\"b\":1"] {
      #expect(!policy.delivers(body: body), "\(body)")
    }
  }

  @Test func `filters of pipes and mappings take no wildcards and nothing under anything-but`() {
    func refusal(_ list: String) -> String? {
      do throws(PatternError) {
        _ = try EventPattern(#"{"a":[\#(list)]}"#, dialect: .filter)
        return nil
      } catch let slip {
        return slip.message
      }
    }
    #expect(refusal(#"{"wildcard":"a*"}"#) == "Unrecognized match type wildcard")
    #expect(
      refusal(#"{"anything-but":{"prefix":"a"}}"#) == "Unsupported anything-but pattern: prefix")
    #expect(refusal(#"{"anything-but":["a"]}"#) == nil)
  }
}
