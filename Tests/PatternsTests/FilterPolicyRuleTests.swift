import Testing

@testable import Patterns

/// The numbered rules of SNS's filter policies, one by one.
struct FilterPolicyRuleTests {
  private let attributes = "MessageAttributes"

  private func refusal(_ policy: String, scope: String) -> String? {
    do throws(PatternError) {
      _ = try FilterPolicy(policy, scope: scope)
      return nil
    } catch let slip {
      return slip.message
    }
  }

  private func text(_ name: String, _ value: String, type: String = "String") -> MessageAttribute {
    MessageAttribute(name, type: type, value: value)
  }

  @Test func `all keys of a policy must match, one of the values of each suffices`() throws {
    let policy = try FilterPolicy(#"{"a":["x","y"],"b":[1]}"#)
    let number = text("b", "1.0", type: "Number")
    #expect(policy.scope == .attributes)
    #expect(policy.delivers(attributes: [text("a", "y"), number, text("c", "z")]))
    #expect(!policy.delivers(attributes: [text("a", "z"), number]))
    #expect(!policy.delivers(attributes: [text("a", "x"), text("b", "1")]))
  }

  @Test func `a message that lacks a key is kept back, and a binary attribute is none`() throws {
    let policy = try FilterPolicy(#"{"a":["x"]}"#)
    #expect(!policy.delivers(attributes: [text("b", "x")]) && !policy.delivers(attributes: []))
    #expect(!policy.delivers(attributes: [text("a", "x", type: "Binary")]))
    #expect(policy.delivers(attributes: [text("a", "x", type: "String.label")]))
    #expect(
      refusal(#"{"a":{"b":["x"]}}"#, scope: attributes)
        == "Invalid parameter: Attributes Reason: FilterPolicy: Filter policy scope "
        + "MessageAttributes does not support nested filter policy")
  }

  @Test func `of an array any element may match, in attributes and in bodies`() throws {
    let sports = #"["rugby","baseball"]"#
    for (list, isDelivered) in [
      (#"["rugby"]"#, true), (#"["tennis"]"#, false),
      (#"[{"anything-but":["rugby","tennis"]}]"#, true),
      (#"[{"anything-but":["rugby","baseball"]}]"#, false),
    ] {
      let policy = #"{"sport":\#(list)}"#
      #expect(
        try FilterPolicy(policy).delivers(
          attributes: [text("sport", sports, type: "String.Array")]) == isDelivered, "\(list)")
      #expect(
        try FilterPolicy(policy, scope: "MessageBody").delivers(body: #"{"sport":\#(sports)}"#)
          == isDelivered, "\(list)")
    }
  }

  @Test func `a policy knows the operators of patterns`() throws {
    for (operation, delivered, dropped) in [
      (#"{"prefix":"ab"}"#, #""abc""#, #""cab""#), (#"{"suffix":"ab"}"#, #""cab""#, #""abc""#),
      (#"{"equals-ignore-case":"ab"}"#, #""AB""#, #""b""#),
      (#"{"wildcard":"a*c"}"#, #""abc""#, #""ab""#), (#"{"anything-but":"ab"}"#, "1", #""ab""#),
      (#"{"anything-but":{"prefix":"a"}}"#, #""b""#, #""ab""#),
      (#"{"anything-but":{"wildcard":"a*c"}}"#, #""b""#, #""ac""#),
      (#"{"numeric":[">",1,"<",3]}"#, "2", "3"), (#"{"cidr":"10.0.0.0/8"}"#, #""10.1.1.1""#, "1"),
      (#"{"exists":true}"#, "0", "null"), ("true", "true", #""true""#), ("null", "null", "0"),
    ] {
      let policy = try FilterPolicy(#"{"n":[\#(operation)]}"#, scope: "MessageBody")
      #expect(policy.delivers(body: #"{"n":\#(delivered)}"#), "\(operation)")
      #expect(!policy.delivers(body: #"{"n":\#(dropped)}"#), "\(operation)")
    }
  }

  @Test func `dots spell a path in a policy and in a body, and an or may nest`() throws {
    for policy in [#"{"a.b":["x"]}"#, #"{"a":{"b":["x"]}}"#] {
      let policy = try FilterPolicy(policy, scope: "MessageBody")
      #expect(policy.delivers(body: #"{"a.b":"x"}"#) && policy.delivers(body: #"{"a":{"b":"x"}}"#))
    }
    let policy = try FilterPolicy(
      #"{"$or":[{"a":["x"]},{"$or":[{"b":["y"]},{"c":["z"]}]}],"d":[1]}"#, scope: "MessageBody")
    #expect(
      policy.delivers(body: #"{"c":"z","d":1}"#) && policy.delivers(body: #"{"a":"x","d":1}"#))
    #expect(!policy.delivers(body: #"{"c":"z"}"#) && !policy.delivers(body: #"{"d":1}"#))
  }

  @Test func `a policy has five keys and 150 combinations at most`() {
    func list(_ count: Int) -> String {
      "[" + (0..<count).map { "\"v\($0)\"" }.joined(separator: ",") + "]"
    }
    let keys =
      "Invalid parameter: Attributes Reason: FilterPolicy: "
      + "Filter policy can not have more than 5 keys"
    let complex = "Invalid parameter: Attributes Reason: FilterPolicy: Filter policy is too complex"
    let six = (0..<6).map { #""k\#($0)":["x"]"# }.joined(separator: ",")
    #expect(refusal("{\(six)}", scope: attributes) == keys)
    #expect(refusal(#"{"a":\#(list(150))}"#, scope: attributes) == nil)
    #expect(refusal(#"{"a":\#(list(151))}"#, scope: attributes) == complex)
    #expect(refusal(#"{"a":\#(list(100)),"b":\#(list(51))}"#, scope: attributes) == complex)
  }

  @Test func `a value counts for each level of its key, and branches of an or add up`() {
    func list(_ count: Int) -> String {
      "[" + (0..<count).map { "\"v\($0)\"" }.joined(separator: ",") + "]"
    }
    // Three levels of four values, two of three: 12 x 6 = 72, and with 2 x 2 more values 288.
    let nested = #"{"a":{"b":{"c":\#(list(4))}},"d":{"e":\#(list(3))}"#
    #expect(refusal(nested + "}", scope: "MessageBody") == nil)
    #expect(refusal(nested + #","f":{"g":\#(list(2))}}"#, scope: "MessageBody") != nil)
    #expect(
      refusal(#"{"a":{"b":{"c":\#(list(50))}}}"#, scope: "MessageBody") == nil)
    #expect(
      refusal(#"{"a":{"b":{"c":\#(list(51))}}}"#, scope: "MessageBody") != nil)
    #expect(
      refusal(#"{"$or":[{"a":\#(list(75))},{"b":\#(list(75))}]}"#, scope: attributes) == nil)
    #expect(
      refusal(#"{"$or":[{"a":\#(list(76))},{"b":\#(list(76))}]}"#, scope: attributes) != nil)
  }

  @Test func `a policy has 256 KB at most`() {
    let text = String(repeating: "a", count: 262_144 - 12)
    #expect(refusal(#"{"a":["\#(text)"]}"#, scope: attributes) == nil)
    #expect(
      refusal(#"{"a":["\#(text)aaaaaa"]}"#, scope: attributes)?.contains("too large") == true)
  }
}
