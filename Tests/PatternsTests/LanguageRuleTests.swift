import Testing

@testable import Patterns

/// The numbered rules of the pattern language that do not surprise, one by one.
struct LanguageRuleTests {
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

  /// Holds the list of a field `n` against values of it; an empty value is a field that is absent.
  private func expectField(
    _ list: String, matches: [String] = [], not: [String] = [],
    location: SourceLocation = #_sourceLocation
  ) throws {
    func event(_ value: String) -> String { value.isEmpty ? "{}" : #"{"n":\#(value)}"# }
    try expect(
      #"{"n":\#(list)}"#, matches: matches.map { event($0) }, not: not.map { event($0) },
      location: location)
  }

  private func refusal(_ pattern: String, dialect: PatternDialect = .rules) -> String? {
    do throws(PatternError) {
      _ = try EventPattern(pattern, dialect: dialect)
      return nil
    } catch let slip {
      return slip.message
    }
  }

  // MARK: Structure

  @Test(arguments: [
    ("[1]", "Filter is not an object"), ("{}", "Empty objects are not allowed"),
    (#"{"d":{}}"#, "Empty objects are not allowed"),
    (#"{"d":[]}"#, "Empty arrays are not allowed"),
    (#"{"d":"x"}"#, #""d" must be an object or an array"#),
    (#"{"d":1}"#, #""d" must be an object or an array"#),
    (#"{"d":null}"#, #""d" must be an object or an array"#),
    (#"{"d":[["a"]]}"#, "Match value must be String, number, true, false, or null"),
    (#"{"d":[{}]}"#, "Match expression name not found"),
    (
      #"{"d":[{"prefix":"a","suffix":"b"}]}"#, "Only one key allowed in match expression"
    ),
    (#"{"d":[{"regex":"a"}]}"#, "Unrecognized match type regex"),
    (#"{"d":[{"EXISTS":true}]}"#, "Unrecognized match type EXISTS"),
  ])
  func `what is no pattern is refused in the words of the engine`(
    pattern: String, reason: String
  ) {
    #expect(refusal(pattern) == reason)
  }

  @Test func `all fields of a pattern must match, one value of each list suffices`() throws {
    try expect(
      #"{"a":["x","y"],"b":{"c":[1,2]}}"#,
      matches: [#"{"a":"x","b":{"c":2}}"#, #"{"a":"y","b":{"c":1,"d":5},"e":6}"#],
      not: [#"{"a":"x"}"#, #"{"a":"x","b":{"c":3}}"#, #"{"a":"z","b":{"c":1}}"#])
    // Names are told apart by case.
    try expect(#"{"A":["x"]}"#, not: [#"{"a":"x"}"#])
  }

  @Test func `a string that holds JSON is a string`() throws {
    try expect(
      #"{"a":{"b":[1]}}"#, matches: [#"{"a":{"b":1}}"#], not: [#"{"a":"{\"b\":1}"}"#])
  }

  // MARK: Literals

  @Test func `literals are told apart by type, strings by every character`() throws {
    try expectField("[300]", matches: ["300.0", "3.0e2"], not: [#""300""#])
    try expectField(#"["300"]"#, not: ["300"])
    try expectField("[true]", matches: ["true"], not: [#""true""#, "1", "false"])
    try expectField(#"["null"]"#, matches: [#""null""#], not: ["null"])
    try expectField(#"["Abc"]"#, matches: [#""Abc""#], not: [#""abc""#, #""Abc ""#])
  }

  @Test func `a number that is no double is a literal, and matches its own spelling alone`() throws
  {
    try expectField(
      "[9007199254740993]", matches: ["9007199254740993"],
      not: ["9007199254740992", "9007199254740993.0"])
  }

  @Test func `null and the empty string match nothing but themselves`() throws {
    try expectField("[null]", matches: ["null"], not: ["", #""""#, "[]"])
    try expectField(#"[""]"#, matches: [#""""#], not: ["null", "", #"" ""#])
  }

  @Test func `of an array one element suffices, and an empty one has no value at all`() throws {
    try expectField("[1]", matches: ["[0,1]", "[[0],[[1]]]"], not: ["[0,2]", "[]"])
    try expectField(#"[{"anything-but":1}]"#, not: ["[]"])
    try expectField(#"[{"exists":true}]"#, not: ["[]"])
    try expectField(#"[{"exists":false}]"#, matches: ["[]"])
  }

  @Test func `absence is judged in the order of the paths, against the element chosen so far`()
    throws
  {
    try expect(
      #"{"n":{"b":[{"exists":false}],"a":[2]}}"#, matches: [#"{"n":[{"b":1},{"a":2}]}"#])
    try expect(
      #"{"n":{"a":[{"exists":false}],"b":[2]}}"#, not: [#"{"n":[{"a":1},{"b":2}]}"#])
  }

  // MARK: Operators

  @Test func `prefix and suffix look at strings, in any case where that is said`() throws {
    try expectField(
      #"[{"prefix":"ab"}]"#, matches: [#""abc""#, #""ab""#], not: [#""ABC""#, "1"])
    try expectField(#"[{"suffix":"bc"}]"#, matches: [#""abc""#], not: [#""bcd""#])
    try expectField(#"[{"prefix":{"equals-ignore-case":"ab"}}]"#, matches: [#""ABc""#])
    try expectField(#"[{"suffix":{"equals-ignore-case":"BC"}}]"#, matches: [#""abc""#])
    for word in ["prefix", "suffix"] {
      try expectField(#"[{"\#(word)":""}]"#, matches: [#""x""#, #""""#], not: ["5", "null", ""])
      #expect(refusal(#"{"n":[{"\#(word)":["a"]}]}"#) != nil)
    }
  }

  @Test func `a comparison without case is of whole strings`() throws {
    try expectField(
      #"[{"equals-ignore-case":"Élan"}]"#, matches: [#""éLAN""#], not: [#""éla""#, "1"])
    try expectField(#"[{"equals-ignore-case":""}]"#, matches: [#""""#], not: [#""a""#])
    #expect(refusal(#"{"n":[{"equals-ignore-case":1}]}"#) != nil)
  }

  @Test func `a wildcard looks at strings, and an empty one matches the empty string`() throws {
    try expectField(
      #"[{"wildcard":"a*b"}]"#, matches: [#""ab""#, #""axxb""#], not: [#""abc""#, #""xab""#])
    try expectField(#"[{"wildcard":"*"}]"#, matches: [#""""#, #""a""#], not: ["5", "null"])
    try expectField(#"[{"wildcard":""}]"#, matches: [#""""#], not: [#""a""#])
    #expect(refusal(#"{"n":[{"wildcard":["a*"]}]}"#) != nil)
  }

  @Test func `anything-but takes strings or numbers or one nested operator, and nothing else`() {
    let taken = [
      #""a""#, "1", #"["a","b"]"#, "[1,2]", #"{"prefix":"a"}"#, #"{"suffix":["a","b"]}"#,
      #"{"equals-ignore-case":["a","b"]}"#, #"{"wildcard":["a*","*b"]}"#,
    ]
    for value in taken { #expect(refusal(#"{"n":[{"anything-but":\#(value)}]}"#) == nil) }
    let refused = [
      "null", "true", #"["a",1]"#, "[]", "[null]", #"{"numeric":["=",1]}"#, #"{"exists":true}"#,
      #"{"prefix":{"equals-ignore-case":"a"}}"#, #"{"suffix":""}"#,
    ]
    for value in refused {
      #expect(refusal(#"{"n":[{"anything-but":\#(value)}]}"#) != nil, "\(value)")
    }
  }

  @Test func `anything-but needs a value, and any that is not excluded will do`() throws {
    try expectField(
      #"[{"anything-but":"a"}]"#,
      matches: [#""b""#, "null", "5", "true", #"["a","b"]"#],
      not: [#""a""#, "", "[]", #"["a"]"#, #"{"b":"y"}"#])
    try expectField(
      #"[{"anything-but":{"prefix":"us-"}}]"#, matches: [#""eu-west-1""#, "12", "null"],
      not: [#""us-east-1""#, ""])
  }

  @Test func `anything-but a number excludes it however it is spelled, but no string`() throws {
    try expectField(
      #"[{"anything-but":123}]"#, matches: [#""123""#, "124"], not: ["123.0", "1.23e2"])
  }

  @Test func `numeric compares JSON numbers with one bound or two`() throws {
    try expectField(
      #"[{"numeric":[">",0,"<=",5]}]"#, matches: ["5", "0.1", "[20,5]"],
      not: ["0", "5.1", #""5""#, "null", "true"])
    try expectField(#"[{"numeric":["=",0]}]"#, matches: ["0", "-0.0", "0e5"], not: ["1"])
    try expectField(#"[{"numeric":["<",3.8]}]"#, matches: ["3.7"], not: ["3.8"])
    try expectField(#"[{"numeric":["<=",3.8]}]"#, matches: ["3.8"], not: ["3.9"])
    try expectField(#"[{"numeric":[">=",3.8]}]"#, matches: ["3.8"], not: ["3.7"])
    for list in [#"["!=",1]"#, "[]", #"["<"]"#, #"["<","1"]"#, #"[">",1,">",2]"#] {
      #expect(refusal(#"{"n":[{"numeric":\#(list)}]}"#) != nil, "\(list)")
    }
  }

  @Test func `a block of addresses ignores the bits of the host, and needs an address`() throws {
    try expectField(
      #"[{"cidr":"10.0.0.7/24"}]"#, matches: [#""10.0.0.1""#, #""10.0.0.255""#],
      not: [#""10.0.1.1""#, #""10.0.0.256""#, #""host""#, "123"])
    try expectField(
      #"[{"cidr":"2001:db8::/32"}]"#, matches: [#""2001:db8::1""#], not: [#""2001:db9::1""#])
    #expect(refusal(#"{"n":[{"cidr":"10.0.0.1"}]}"#) == "Malformed CIDR, one '/' required")
    #expect(
      refusal(#"{"n":[{"cidr":"10.0.0.1/x"}]}"#)
        == "Malformed CIDR, mask bits must be an integer")
    #expect(
      refusal(#"{"n":[{"cidr":"host/8"}]}"#) == "Nonstandard IP address: host")
  }

  // MARK: Alternatives

  @Test func `an or may stand anywhere and nest, and other fields hold beside it`() throws {
    try expect(
      #"{"a":{"$or":[{"b":[1]},{"$or":[{"c":[2]},{"d":[3]}]}],"e":[4]}}"#,
      matches: [#"{"a":{"b":1,"e":4}}"#, #"{"a":{"c":2,"e":4}}"#, #"{"a":{"d":3,"e":4}}"#],
      not: [#"{"a":{"b":1}}"#, #"{"a":{"e":4}}"#, #"{"a":{"c":3,"e":4}}"#])
  }

  @Test(arguments: [
    "exactly", "equals-ignore-case", "prefix", "suffix", "anything-but", "exists", "wildcard",
    "numeric", "cidr", "=", "<", "<=", ">", ">=", "regex", "not-wildcard",
    "not-equals-ignore-case", "date-after", "date-on-or-after", "date-before",
    "date-on-or-before", "in-date-range", "ip-address-in-range", "ip-address-not-in-range",
  ])
  func `no field in an or is named as an operator is or was to be`(name: String) {
    #expect(
      refusal(#"{"$or":[{"a":{"\#(name)":[1]}},{"b":[2]}]}"#)
        == "\(name) is Ruler reserved fieldName which cannot be used inside $or.")
    #expect(refusal(#"{"a":{"\#(name)":[1]}}"#) == nil)
  }

  @Test func `filters of pipes and mappings know the simple operators`() {
    let known = [
      #""a""#, #"{"prefix":"a"}"#, #"{"suffix":"a"}"#, #"{"equals-ignore-case":"a"}"#,
      #"{"anything-but":["a"]}"#, #"{"numeric":[">",1]}"#, #"{"exists":true}"#,
      #"{"cidr":"10.0.0.0/8"}"#, "null",
    ]
    for one in known { #expect(refusal(#"{"n":[\#(one)]}"#, dialect: .filter) == nil, "\(one)") }
    for word in ["prefix", "suffix", "equals-ignore-case", "wildcard"] {
      #expect(
        refusal(#"{"n":[{"anything-but":{"\#(word)":"a"}}]}"#, dialect: .filter)
          == "Unsupported anything-but pattern: \(word)")
    }
  }

  @Test func `a colon and a slash of an ARN are different characters`() throws {
    try expect(
      #"{"resources":["arn:aws:states:us-east-1:1:execution/a"]}"#,
      matches: [#"{"resources":["arn:aws:states:us-east-1:1:execution/a"]}"#],
      not: [#"{"resources":["arn:aws:states:us-east-1:1:execution:a"]}"#])
    try expect(
      #"{"resources":[{"anything-but":{"prefix":"arn:aws:ec2:"}}]}"#,
      matches: [#"{"resources":["arn:aws:autoscaling:x","arn:aws:ec2:y"]}"#],
      not: [#"{"resources":["arn:aws:ec2:y"]}"#])
  }
}
