import Documents

/// A question put as one line of JSON: whether an event matches, or what a policy does.
///
///     {"id": 1, "patternText": "{\"a\": [1]}", "eventText": "{\"a\": 1.0}"}
///     {"id": 2, "policy": {"a": [1]}, "scope": "MessageBody", "message": {"body": "{}"}}
///
/// Texts come as strings, so that duplicate keys and spellings of numbers survive, or as the JSON
/// values `pattern` and `event` themselves.
package struct MatchRequest {
  /// A member of the line.
  private struct Member {
    let name: String
    /// The value as it stands.
    let json: [UInt8]
    /// The contents, where the value is a string.
    let text: [UInt8]?

    /// JSON that stands there as a string or as itself.
    var content: [UInt8] { text ?? json }
  }

  private let members: [Member]

  /// Answers a line with a line, which has no line feed at its end.
  package static func answer(_ line: [UInt8]) -> String {
    do throws(PatternError) {
      return try MatchRequest(line).answer()
    } catch {
      return #"{"id":null,"result":"invalid","error":\#(JSONText.quoted(error.message))}"#
    }
  }

  /// What SNS does with a policy alone, `accept` or `refuse`, and with a message for it, `deliver`
  /// or `drop`.
  ///
  /// - Parameter message: A JSON object with a `body`, or with `attributes`.
  /// - Throws: Why the policy is refused, or at the stage of the event that the message is none.
  package static func answer(
    policy: String, scope: String?, message: String?
  ) throws(PatternError) -> String {
    func member(_ name: String, _ value: String) -> Member {
      Member(name: name, json: [], text: Array(value.utf8))
    }
    let parts = [member("policy", policy)] + (scope.map { [member("scope", $0)] } ?? [])
    let (result, slip) = MatchRequest(members: parts).policyAnswer()
    if let slip { throw slip }
    guard let message else { return result }
    let whole = MatchRequest(members: parts + [member("message", message)])
    let (outcome, slipOfMessage) = whole.policyAnswer()
    if let slipOfMessage { throw PatternError(slipOfMessage.message, stage: .event) }
    return outcome
  }

  private init(members: [Member]) { self.members = members }

  private init(_ line: [UInt8]) throws(PatternError) {
    members = try Self.members(of: line)
  }

  /// The members of an object; of two with one name the later comes later.
  private static func members(of text: [UInt8]) throws(PatternError) -> [Member] {
    var reader = TokenReader(text, stage: .pattern)
    guard try reader.next() == .startObject else {
      throw PatternError("the line is no JSON object")
    }
    var members: [Member] = []
    while try reader.next() != .endObject {
      let name = Characters.shown(reader.text)
      let start = reader.valueStart
      let token = try reader.next()
      let content = token == .string ? reader.text : nil
      var depth = token == .startObject || token == .startArray ? 1 : 0
      while depth > 0 {
        switch try reader.next() {
        case .startObject, .startArray: depth += 1
        case .endObject, .endArray: depth -= 1
        default: break
        }
      }
      members.append(Member(name: name, json: Array(text[start..<reader.at]), text: content))
    }
    guard text[reader.at...].allSatisfy({ $0.isWhite }) else {
      throw PatternError("the line goes on after its object")
    }
    return members
  }

  private func member(_ name: String) -> Member? { members.last { $0.name == name } }

  private func answer() -> String {
    let id = member("id").map { String(decoding: $0.json, as: UTF8.self) } ?? "null"
    let (result, slip) = member("policy") == nil ? patternAnswer() : policyAnswer()
    let error = slip.map { ",\"error\":\(JSONText.quoted($0.message))" } ?? ""
    return "{\"id\":\(id),\"result\":\"\(result)\"\(error)}"
  }

  private func patternAnswer() -> (result: String, slip: PatternError?) {
    do throws(PatternError) {
      guard let pattern = member("patternText")?.text ?? member("pattern")?.json else {
        throw PatternError("the line has neither patternText nor pattern nor policy")
      }
      guard let event = member("eventText")?.text ?? member("event")?.json else {
        throw PatternError("the line has neither eventText nor event", stage: .event)
      }
      let isMatch = try EventPattern(bytes: pattern).matches(bytes: event)
      return (isMatch ? "match" : "nomatch", nil)
    } catch let slip {
      return ("invalid", slip)
    }
  }

  private func policyAnswer() -> (result: String, slip: PatternError?) {
    do throws(PatternError) {
      let scope = member("scope").map { Characters.shown($0.content) } ?? "MessageAttributes"
      let policy = try FilterPolicy(bytes: member("policy")?.content ?? [], scope: scope)
      guard let message = member("message") else { return ("accept", nil) }
      let parts = try Self.members(of: message.content)
      let isDelivered =
        if policy.scope == .body {
          policy.delivers(body: parts.last { $0.name == "body" }?.content ?? [])
        } else {
          policy.delivers(
            attributes: try Self.attributes(parts.last { $0.name == "attributes" }?.json))
        }
      return (isDelivered ? "deliver" : "drop", nil)
    } catch let slip {
      return ("refuse", slip)
    }
  }

  private static func attributes(_ json: [UInt8]?) throws(PatternError) -> [MessageAttribute] {
    guard let json else { return [] }
    var attributes: [MessageAttribute] = []
    for entry in try members(of: json) {
      var attribute = MessageAttribute(entry.name, value: "")
      for part in try members(of: entry.json) {
        switch part.name {
        case "DataType", "Type": attribute.type = Characters.shown(part.content)
        case "StringValue", "Value": attribute.value = Characters.shown(part.content)
        default: break
        }
      }
      attributes.append(attribute)
    }
    return attributes
  }
}
