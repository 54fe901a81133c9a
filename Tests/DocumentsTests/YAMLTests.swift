import Testing

@testable import Documents

@Suite struct YAMLTests {
  static let scalars: [(yaml: String, value: String)] = [
    ("", "null"), ("# only a comment\n", "null"), ("~", "null"), ("null", "null"),
    ("NULL", "null"), ("nULL", #""nULL""#), ("true", "true"), ("True", "true"),
    ("FALSE", "false"), ("tRUE", #""tRUE""#), ("no", #""no""#), ("on", #""on""#),
    ("yes", #""yes""#), ("12:30", #""12:30""#), ("2010-09-09", #""2010-09-09""#),
    ("1_000", #""1_000""#), ("12", "12"), ("-3", "-3"), ("+1", "1"), ("007", "7"),
    ("0x1F", "31"), ("0o17", "15"), ("0xg", #""0xg""#), ("0b1", #""0b1""#), ("1.10", "1.10"),
    (".5", "0.5"), ("5.", "5"), ("1e3", "1e3"), ("-1.5E-7", "-1.5E-7"), ("1.2.3", #""1.2.3""#),
    (".inf", #"".inf""#), ("-.INF", #""-.INF""#), (".nan", #"".nan""#), (".", #"".""#),
    ("-", "[null]"), ("- ", "[null]"), ("e3", #""e3""#), ("1e", #""1e""#),
    ("a#b", ##""a#b""##), ("a #b", #""a""#), ("a: b#c", ##"{"a":"b#c"}"##),
    ("http://x.y/z", #""http://x.y/z""#), ("a:b", #""a:b""#), ("-a", #""-a""#),
    ("?a", #""?a""#), (":a", #"":a""#), ("a\nb\n\nc\n  d", #""a b\nc d""#),
    ("\u{FEFF}a", #""a""#), ("a\r\nb\rc", #""a b c""#), ("  a  ", #""a""#),
    ("'it''s'", #""it's""#), ("''", #""""#), ("'a\n  b\n\n  c '", #""a b\nc ""#),
    (#"'\n'"#, #""\\n""#), ("\"a\n  b\n\n\n  c \"", #""a b\n\nc ""#),
    ("\"a \\\n   b\"", #""a b""#), ("\"a\\\n  \\ b\"", #""a b""#), ("\"a\\t\n b\"", #""a\t b""#),
    (#""\0\a\b\t\n\v\f\r\e\ \"\/\\""#, #""\u0000\u0007\u0008\t\n\u000b\u000c\r\u001b \"/\\""#),
    (#""\x41\u00e9\U0001F600\ud83d\ude00\N\_\L\P""#, "\"Aé😀😀\u{85}\u{A0}\u{2028}\u{2029}\""),
    (#""007""#, #""007""#), ("'true'", #""true""#),
  ]

  @Test(arguments: scalars)
  func `a scalar stands for what the core schema says`(yaml: String, value: String) {
    #expect(readYAML(yaml) == value)
  }

  static let blockTexts: [(yaml: String, value: String)] = [
    ("a: |\n  x\n  y\n", #"{"a":"x\ny\n"}"#), ("a: |-\n  x\n\n\nb: 1", #"{"a":"x","b":1}"#),
    ("a: |+\n  x\n\n\nb: 1", #"{"a":"x\n\n\n","b":1}"#), ("a: |\n  x", #"{"a":"x"}"#),
    ("a: |\nb: 1", #"{"a":"","b":1}"#), ("a: |+\n\n\nb: 1", #"{"a":"\n\n","b":1}"#),
    ("a: |2\n    x\n   y\n", #"{"a":"  x\n y\n"}"#), ("a: |-1\n  x\n", #"{"a":" x"}"#),
    ("a: |1-\n  x\n", #"{"a":" x"}"#), ("a: | # why\n  x\n", #"{"a":"x\n"}"#),
    ("a: |\n\n  x\n", #"{"a":"\nx\n"}"#), ("a: |\n  x\n   \n  y\n", #"{"a":"x\n \ny\n"}"#),
    ("a: |\n  x # no comment\n # a comment\nb: 1", ##"{"a":"x # no comment\n","b":1}"##),
    ("a: >\n  x\n  y\n\n  z\n", #"{"a":"x y\nz\n"}"#),
    ("a: >-\n  x\n\n\n  y\n", #"{"a":"x\n\ny"}"#),
    ("a: >\n  x\n    y\n    z\n  w\n", #"{"a":"x\n  y\n  z\nw\n"}"#),
    ("a: >\n  x\n\n    y\n\n  z\n", #"{"a":"x\n\n  y\n\nz\n"}"#),
    ("- |\n x\n- >\n y\n z\n", #"["x\n","y z\n"]"#), ("--- |\nx\ny\n", #""x\ny\n""#),
    ("--- >-\n  x\n  y\n...\n", #""x y""#), ("a:\n- |\n x\n- b", #"{"a":["x\n","b"]}"#),
    ("a: !Sub |\n  ${x}\n", #"{"a":!Sub "${x}\n"}"#),
    ("a: |\r\n  x\r\n  y\r\n", #"{"a":"x\ny\n"}"#),
    ("a: |\n  \tx\n", #"{"a":"\tx\n"}"#), ("a: >+\n  x\n\n", #"{"a":"x\n\n"}"#),
  ]

  @Test(arguments: blockTexts)
  func `a block text keeps or folds its lines`(yaml: String, value: String) {
    #expect(readYAML(yaml) == value)
  }

  static let collections: [(yaml: String, value: String)] = [
    ("a: 1\nb: 2", #"{"a":1,"b":2}"#), ("a:\nb:\n", #"{"a":null,"b":null}"#),
    ("a:\n  b:\n    c: 1\n  d: 2\n", #"{"a":{"b":{"c":1},"d":2}}"#), ("- 1\n- 2", "[1,2]"),
    ("a:\n- 1\n- 2\nb: 3", #"{"a":[1,2],"b":3}"#),
    ("a:\n  - 1\n  - 2\nb: 3", #"{"a":[1,2],"b":3}"#),
    ("- - 1\n  - 2\n- - 3", "[[1,2],[3]]"), ("- a: 1\n  b: 2\n- c: 3", #"[{"a":1,"b":2},{"c":3}]"#),
    ("-\n  a: 1\n-\n  - 2\n", #"[{"a":1},[2]]"#), ("-   a: 1\n    b: 2", #"[{"a":1,"b":2}]"#),
    ("a:\n  # c\n  b: 1 # d\n# e\n\n  f: 2", #"{"a":{"b":1,"f":2}}"#),
    ("\"a b\": 1\n'c': 2", #"{"a b":1,"c":2}"#),
    ("a : 1", #"{"a":1}"#), ("a:\tb", #"{"a":"b"}"#),
    ("true: 1\n1.10: 2\n~: 3", #"{"true":1,"1.10":2,"~":3}"#),
    ("[]", "[]"), ("{}", "{}"), ("[a, 'b', \"c\", 1, ]", #"["a","b","c",1]"#),
    (
      "{a: 1, 'b': 2, \"c\":3, d, e: , f: [g]}", #"{"a":1,"b":2,"c":3,"d":null,"e":null,"f":["g"]}"#
    ),
    ("[a: 1, \"b\":2, c : ]", #"[{"a":1},{"b":2},{"c":null}]"#),
    ("[a\n b,\n # c\n d]", #"["a b","d"]"#),
    ("a: [\n  1,\n  2\n]\nb: {\n}\n", #"{"a":[1,2],"b":{}}"#),
    ("{$uniform: [5, 500]}", #"{"$uniform":[5,500]}"#),
    ("{a: http://x/y?z, b: 1:2}", #"{"a":"http://x/y?z","b":"1:2"}"#),
    ("[a#b, c #d\n]", ##"["a#b","c"]"##),
    ("{\n\t\"a\": [\n\t\t1\n\t]\n}", #"{"a":[1]}"#), ("[[a], {b: c}]", #"[["a"],{"b":"c"}]"#),
    ("a: b\n  c\nd: 1", #"{"a":"b c","d":1}"#), ("a:\n  b\n\n  c\nd: 1", #"{"a":"b\nc","d":1}"#),
    ("- a\n  b\n-\tc", #"["a b","c"]"#), ("- a:\n  - b\n  c: d", #"[{"a":["b"],"c":"d"}]"#),
    ("%YAML 1.2\n---\na: 1\n...\n", #"{"a":1}"#), ("---\n- a\n", #"["a"]"#), ("--- a", #""a""#),
    ("--- {a: 1}", #"{"a":1}"#), ("---\n", "null"), ("--- # c\na", #""a""#),
    ("a: 1\n...\n# c\n", #"{"a":1}"#),
    ("a: ---\nb: -- x", #"{"a":"---","b":"-- x"}"#), ("- - - a\n- b", #"[[["a"]],"b"]"#),
    ("a: \"x\ny\"\n", #"{"a":"x y"}"#), ("a:\r\n  - b\r\n", #"{"a":["b"]}"#),
    ("a: &x b\n*x: c", #"{"a":"b","b":"c"}"#),
  ]

  @Test(arguments: collections)
  func `collections nest by indentation and by brackets`(yaml: String, value: String) {
    #expect(readYAML(yaml) == value)
  }

  static let references: [(yaml: String, value: String)] = [
    ("!Ref a", #"!Ref "a""#), ("!GetAtt a.b", #"!GetAtt "a.b""#),
    ("a: !Ref 'b'", #"{"a":!Ref "b"}"#),
    ("!If [c, !Ref a, {b: !Sub \"${d}\"}]", #"!If ["c",!Ref "a",{"b":!Sub "${d}"}]"#),
    ("a: !Join\n  - ','\n  - [b]\n", #"{"a":!Join [",",["b"]]}"#),
    ("a: !Join\n- b\nc: d", #"{"a":!Join ["b"],"c":"d"}"#),
    ("a: !Equals\n  b: c\n", #"{"a":!Equals {"b":"c"}}"#),
    ("- !Ref a\n- !Ref\n- b", #"[!Ref "a",!Ref null,"b"]"#),
    ("!!str 1", #""1""#), ("! 1", #""1""#), ("!!int '1'", "1"),
    ("!!map {a: !!bool true}", #"{"a":true}"#), ("!<tag:yaml.org,2002:str> 5", #""5""#),
    ("!!set {a}", #"!!set {"a":null}"#),
    ("!!seq []", "[]"), ("!!null ''", "null"),
    ("[!Ref a, !x]", #"[!Ref "a",!x null]"#), ("!!float 1", "1"),
    ("a: !!str\nb: 1", #"{"a":"","b":1}"#),
    ("a: &x 1\nb: *x", #"{"a":1,"b":1}"#), ("&x a: 1\nb: *x", #"{"a":1,"b":"a"}"#),
    ("&x\na: &y [1]\nb: *y", #"{"a":[1],"b":[1]}"#), ("a: &x b\n*x : c", #"{"a":"b","b":"c"}"#),
    ("- &x !Ref a\n- !Ref &y b\n- [*x, *y]", #"[!Ref "a",!Ref "b",[!Ref "a",!Ref "b"]]"#),
    ("- &x 1\n- &x 2\n- *x", "[1,2,2]"), ("a: &x\nb: *x", #"{"a":null,"b":null}"#),
    ("{a: &x 1, b: *x}", #"{"a":1,"b":1}"#),
    ("a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3", #"{"a":{"b":1,"c":2},"d":{"b":1,"c":3}}"#),
    (
      "a: &x {b: 1}\nc: &y {b: 2, d: 3}\ne:\n  f: 4\n  <<: [*x, *y]\n  g: 5",
      #"{"a":{"b":1},"c":{"b":2,"d":3},"e":{"f":4,"b":1,"d":3,"g":5}}"#
    ),
    ("'<<': 1", #"{"<<":1}"#), ("{<<: {a: 1}, a: 2}", #"{"a":2}"#),
    ("a: &x !If\n  - b\nc: *x", #"{"a":!If ["b"],"c":!If ["b"]}"#),
  ]

  @Test(arguments: references)
  func `tags, anchors, aliases and merge keys`(yaml: String, value: String) {
    #expect(readYAML(yaml) == value)
  }

  @Test func `every value knows its line and column`() throws {
    let text = "a: 1\nb:\n  - é: !Sub x\n    c: |\n      y\n"
    let root = try YAML.read(SourceText(name: "t", text: text))
    let item = try #require(root["b"]?.list?.first)
    let entry = try #require(item.map?.entry("é"))
    let places = [root.place, root["a"]?.place, item.place, entry.keyPlace, entry.value.place]
    #expect(
      places.map { $0.map { [$0.line, $0.column] } } == [
        [1, 1], [1, 4], [3, 5], [3, 5], [3, 13],
      ])
    #expect(item["c"].map { [$0.place.line, $0.place.column] } == [4, 8])
  }

  @Test func `an alias has the place of its anchor's value`() throws {
    let root = try YAML.read(SourceText(name: "t", text: "a: &x [1]\nb: *x\n"))
    #expect(root["b"]?.place == root["a"]?.place)
  }

  @Test func `a scalar keeps its spelling as text`() throws {
    let root = try YAML.read(SourceText(name: "t", text: "[1.10, 007, True, no, ~, [], 0x1F]"))
    let texts = root.list?.map { $0.scalarText }
    #expect(texts == ["1.10", "007", "true", "no", nil, nil, "0x1F"])
    #expect(
      root.list?.map { $0.kindName } == [
        "a number", "a number", "true or false", "text", "nothing", "a list", "a number",
      ])
  }
}
