import Testing

@testable import Patterns

/// The rules of the language that surprise, one by one.
struct SemanticRuleTests {
  private func expect(
    _ pattern: String, matches: [String] = [], not: [String] = [],
    location: SourceLocation = #_sourceLocation
  ) throws {
    let compiled = try EventPattern(pattern)
    for event in matches {
      #expect(try compiled.matches(event), "\(pattern) \(event)", sourceLocation: location)
    }
    for event in not {
      #expect(try !compiled.matches(event), "\(pattern) \(event)", sourceLocation: location)
    }
  }

  private func refusal(_ pattern: String) -> String? {
    do throws(PatternError) {
      _ = try EventPattern(pattern)
      return nil
    } catch let slip {
      return slip.message
    }
  }

  @Test func `numbers compare by value, unless their decimal is not a double's shortest`() throws {
    try expect(#"{"x":[300]}"#, matches: [#"{"x":3.0e2}"#], not: [#"{"x":"300"}"#])
    try expect(
      #"{"x":[{"numeric":[">",0]}]}"#, matches: [#"{"x":9007199254740992}"#],
      not: [#"{"x":9007199254740993}"#, #"{"x":1e400}"#, #"{"x":0.12345678901234567890}"#])
    try expect(#"{"x":[{"anything-but":1}]}"#, matches: [#"{"x":1e400}"#], not: [#"{"x":1.0}"#])
    try expect(#"{"x":[1e400]}"#, matches: [#"{"x":1e400}"#], not: [#"{"x":10e399}"#])
    #expect(refusal(#"{"x":[{"numeric":["=",1e400]}]}"#) == "Cannot compare number : 1e400")
    #expect(refusal(#"{"x":[{"numeric":["=",5e-324]}]}"#) == "Cannot compare number : 5e-324")
    #expect(refusal(#"{"x":[{"numeric":["=",4.9e-324]}]}"#) == nil)
  }

  @Test func `a bare string that is an address is compared as an address`() throws {
    try expect(
      #"{"x":["10.0.0.1"]}"#, matches: [#"{"x":"10.0.0.01"}"#, #"{"x":"::ffff:0a00:1"}"#],
      not: [#"{"x":"10.0.0.2"}"#])
    try expect(#"{"x":["::1"]}"#, matches: [#"{"x":"0:0:0:0:0:0:0:1"}"#])
    try expect(#"{"x":[{"exactly":"10.0.0.1"}]}"#, not: [#"{"x":"10.0.0.01"}"#])
    try expect(#"{"x":[{"anything-but":"10.0.0.1"}]}"#, matches: [#"{"x":"10.0.0.01"}"#])
    #expect(refusal(#"{"x":[{"cidr":"10.0.0.1/32"}]}"#) == "IPv4 mask bits must be < 32")
    #expect(refusal(#"{"x":[{"cidr":"::1/128"}]}"#) == "IPv6 mask bits must be < 128")
  }

  @Test func `only leaves exist`() throws {
    let missing = [#"{"x":{}}"#, #"{"x":[]}"#, #"{"x":{"y":1}}"#, "{}"]
    let there = [#"{"x":null}"#, #"{"x":""}"#, #"{"x":[null]}"#]
    try expect(#"{"x":[{"exists":true}]}"#, matches: there, not: missing)
    try expect(#"{"x":[{"exists":false}]}"#, matches: missing, not: there)
  }

  @Test func `absence is judged within the element already chosen`() throws {
    try expect(
      #"{"a":{"b":[1],"c":[{"exists":false}]}}"#, matches: [#"{"a":[{"b":1,"c":2},{"b":1}]}"#],
      not: [#"{"a":[{"b":1,"c":2}]}"#])
    try expect(
      #"{"a":{"d":[1],"c":[{"exists":false}]}}"#, not: [#"{"a":[{"d":1,"c":2},{"d":1}]}"#])
  }

  @Test func `anything but a list needs a value outside of it`() throws {
    try expect(
      #"{"x":[{"anything-but":["a","b"]}]}"#,
      matches: [#"{"x":["a","c"]}"#, #"{"x":null}"#, #"{"x":true}"#],
      not: [#"{"x":["a","b"]}"#, "{}", #"{"x":[]}"#])
    #expect(refusal(#"{"x":[{"anything-but":{"prefix":""}}]}"#) == "Null prefix/suffix not allowed")
    try expect(#"{"x":[{"prefix":""}]}"#, matches: [#"{"x":""}"#], not: [#"{"x":1}"#])
    #expect(
      refusal(#"{"x":[{"anything-but":{"numeric":["=",1]}}]}"#)
        == "Unsupported anything-but pattern: numeric")
  }

  @Test func `operators in one list are alternatives`() throws {
    try expect(
      #"{"x":[{"anything-but":"a"},{"anything-but":"b"}]}"#,
      matches: [#"{"x":"a"}"#, #"{"x":"b"}"#], not: ["{}"])
  }

  @Test func `fields of different elements of an array never combine`() throws {
    try expect(
      #"{"a":{"x":[1],"y":[2]}}"#,
      matches: [#"{"a":[{"x":1,"y":2}]}"#, #"{"a":{"x":[0,1],"y":[2,3]}}"#],
      not: [#"{"a":[{"x":1},{"y":2}]}"#, #"{"a":[[{"x":1}],[{"y":2}]]}"#])
  }

  @Test func `a path in and before an or is replaced there, one after it in every branch`() throws {
    let before = #"{"a":[1],"$or":[{"a":[2]},{"b":[3]}]}"#
    try expect(before, matches: [#"{"a":2}"#, #"{"a":1,"b":3}"#], not: [#"{"a":1}"#])
    let after = #"{"$or":[{"a":[2]},{"b":[3]}],"a":[1]}"#
    try expect(after, matches: [#"{"a":1}"#], not: [#"{"a":2}"#])
    let twice = #"{"$or":[{"a":[1]},{"b":[2]}],"$or":[{"c":[3]},{"d":[4]}]}"#
    try expect(twice, matches: [#"{"a":1,"d":4}"#], not: [#"{"a":1,"b":2}"#])
    #expect(
      refusal(#"{"$or":[{"a":{"numeric":[1]}},{"b":[2]}]}"#)
        == "numeric is Ruler reserved fieldName which cannot be used inside $or.")
    #expect(
      refusal(#"{"$or":[{"a":[1]}]}"#)
        == "There must have at least 2 Objects in $or relationship.")
  }

  @Test func `of duplicate paths the last counts in a pattern, every value in an event`() throws {
    try expect(#"{"a":[1],"a":[2]}"#, matches: [#"{"a":2}"#], not: [#"{"a":1}"#])
    try expect(
      #"{"a":{"b":[1]},"a":{"c":[2]}}"#, matches: [#"{"a":{"b":1,"c":2}}"#],
      not: [#"{"a":{"b":1}}"#])
    try expect(#"{"a":[1]}"#, matches: [#"{"a":1,"a":2}"#, #"{"a":2,"a":1}"#])
  }

  @Test func `dots and nesting spell the same path`() throws {
    let events = [#"{"a":{"b":1}}"#, #"{"a.b":1}"#]
    try expect(#"{"a":{"b":[1]}}"#, matches: events)
    try expect(#"{"a.b":[1]}"#, matches: events)
    try expect(#"{"":{"a":[1]}}"#, matches: [#"{"a":1}"#], not: [#"{"":{"a":1}}"#])
  }

  @Test func `a numeric range names its lower bound first and is not empty`() {
    #expect(
      refusal(#"{"x":[{"numeric":["<",5,">",0]}]}"#) == "Too many elements in numeric expression")
    #expect(refusal(#"{"x":[{"numeric":[">=",5,"<=",5]}]}"#) == "Bottom must be less than top")
  }

  @Test func `case is folded by the code unit, to its lower and its upper form`() throws {
    try expect(
      #"{"x":[{"equals-ignore-case":"straße"}]}"#, matches: [#"{"x":"STRASSE"}"#],
      not: [#"{"x":"strasse"}"#])
    try expect(#"{"x":[{"equals-ignore-case":"ǅ"}]}"#, not: [#"{"x":"ǅ"}"#])
    try expect(
      #"{"x":[{"equals-ignore-case":"😀"}]}"#, matches: [#"{"x":"??"}"#], not: [#"{"x":"😀"}"#])
  }

  @Test func `a wildcard's star stands for anything, and too many of them are refused`() throws {
    try expect(
      #"{"x":[{"wildcard":"a\\*b*"}]}"#, matches: [#"{"x":"a*b"}"#, #"{"x":"a*bc"}"#],
      not: [#"{"x":"aab"}"#])
    #expect(
      refusal(#"{"x":[{"wildcard":"a**"}]}"#) == "Consecutive wildcard characters at pos 2")
    #expect(refusal(#"{"x":[{"wildcard":"\\n"}]}"#) == "Invalid escape character at pos 1")
    let star = #"{"x":[{"wildcard":"*:*:*:*:*:event-bus/*"}]}"#
    #expect(refusal(star)?.hasPrefix("Rule is too complex") == true)
    let same = (0..<6).map { #"{"x":[{"wildcard":"*\#($0)*"}]}"# }.joined(separator: ",")
    #expect(refusal("{\"$or\":[\(same)]}")?.hasPrefix("Rule is too complex") == true)
    let apart = (0..<6).map { #"{"x\#($0)":[{"wildcard":"*\#($0)*"}]}"# }.joined(separator: ",")
    #expect(refusal("{\"$or\":[\(apart)]}") == nil)
    #expect(refusal(#"{"x":[{"wildcard":"/Users/*/dir/dir/dir/dir/dir/doc.txt"}]}"#) == nil)
  }

  @Test func `strings are held with their quotes`() throws {
    try expect(#"{"x":[{"prefix":"\""}]}"#, matches: [#"{"x":""}"#], not: [#"{"x":"a"}"#])
  }

  @Test func `text behind the closing brace is not looked at`() throws {
    try expect(#"{"x":[1]} }]"#, matches: [#"{"x":1} trailing"#])
    for event in ["\u{FEFF}{\"x\":1}", #"{"x":1,"y":NaN}"#, #"{"x":1,}"#, #"{"x":1/**/}"#, "[]"] {
      let compiled = try EventPattern(#"{"x":[1]}"#)
      #expect(throws: PatternError.self) { try compiled.matches(event) }
    }
  }

  @Test func `blocks of addresses are walked from the left and end early`() throws {
    try expect(#"{"x":[{"cidr":"0.0.0.0/0"}]}"#, matches: [#"{"x":"::1"}"#])
    try expect(#"{"x":[{"cidr":"10.0.0.0/8"}]}"#, matches: [#"{"x":"0a00:1::"}"#])
    try expect(#"{"x":[{"cidr":"16.0.0.0/8"}]}"#, matches: [#"{"x":10000001}"#])
  }

  @Test func `a thousand branches and 256 fields are the most`() {
    let branch = (0..<32).map { #"{"a":["\#($0)"]}"# }.joined(separator: ",")
    let other = branch.replacing("\"a\"", with: "\"b\"")
    #expect(refusal(#"{"$or":[\#(branch)],"$or":[\#(other)]}"#)?.contains("1000") == true)
    let fields = (0..<257).map { #""f\#($0)":[1]"# }.joined(separator: ",")
    #expect(refusal("{\(fields)}")?.contains("256") == true)
  }

  @Test func `a string is looked into when it is asked for, other values with their name`() {
    #expect(refusal(#"{"x":"\y"}"#) == #""x" must be an object or an array"#)
    #expect(refusal(#"{"x":["\y"]}"#) == "Unrecognized character escape 'y' (code 121)")
    #expect(
      refusal(#"{"x":[{"regex":01}]}"#) == "Invalid numeric value: Leading zeroes not allowed")
    #expect(refusal(#"{"x":[{"regex":"\y"}]}"#) == "Unrecognized match type regex")
    #expect(
      refusal(#"{"x":[{"wildcard":"**\y"}]}"#) == "Unrecognized character escape 'y' (code 121)")
  }
}
