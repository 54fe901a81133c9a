import Testing

@testable import Documents

@Suite struct JSONTests {
  static let values: [(json: String, value: String)] = [
    ("null", "null"), (" true ", "true"), ("[false]", "[false]"), ("\u{FEFF}1", "1"),
    ("-0", "-0"), ("1.10", "1.10"), ("1E+2", "1E+2"),
    ("123456789012345678901234567890", "123456789012345678901234567890"),
    ("{}", "{}"), ("[ ]", "[]"), (#"{"b":1,"a":{"c":[]}}"#, #"{"b":1,"a":{"c":[]}}"#),
    (#""\"\\\/\b\f\n\r\t""#, #""\"\\/\u0008\u000c\n\r\t""#), (#""\u00e9\uD83D\uDE00""#, #""é😀""#),
    ("\"\u{7F}\u{2028}\"", "\"\u{7F}\u{2028}\""), ("\r\n[\t1 ,\n2\r]", "[1,2]"),
    (#"{"":0}"#, #"{"":0}"#),
  ]

  @Test(arguments: values)
  func `what RFC 8259 allows is read, numbers in their spelling`(json: String, value: String) {
    #expect(readJSON(json) == value)
  }

  @Test(arguments: values)
  func `YAML reads the same from JSON`(json: String, value: String) {
    #expect(readYAML(json) == value)
  }

  @Test func `the file name decides between JSON and YAML`() throws {
    let text = "a: 1"
    #expect(try Document.read(SourceText(name: "x.yml", text: text))["a"]?.number?.integer == 1)
    #expect(throws: InputError.self) {
      try Document.read(SourceText(name: "x.JSON", text: text))
    }
  }

  @Test func `every value knows its line and column`() throws {
    let root = try JSON.read(SourceText(name: "t", text: "{\n  \"é\": [1,\n  {}]}"))
    let entry = try #require(root.map?.entry("é"))
    let places = [root.place, entry.keyPlace, entry.value.place, entry.value.list?[1].place]
    #expect(
      places.map { $0.map { [$0.line, $0.column] } } == [[1, 1], [2, 3], [2, 8], [3, 3]])
  }

  @Test func `the writer keeps the order it is told`() {
    func write(_ layout: JSONWriter.Layout) -> String {
      var writer = JSONWriter(layout)
      writer.object {
        $0.member("name", "a\"b\\\n\u{1}é")
        $0.member("count", Int64.min)
        $0.member("sum", Int128.max)
        $0.member("ratio", 0.1)
        $0.member("met", true)
        $0.key("none")
        $0.null()
        $0.array("list") {
          $0.value(1)
          $0.object { _ in }
          $0.array { _ in }
        }
        $0.object("inner") { $0.member("x", 2) }
      }
      return writer.text
    }
    #expect(
      write(.compact)
        == #"{"name":"a\"b\\\n\u0001é","count":-9223372036854775808,"#
        + #""sum":170141183460469231731687303715884105727,"ratio":0.1,"met":true,"none":null,"#
        + #""list":[1,{},[]],"inner":{"x":2}}"#)
    #expect(
      write(.pretty) == #"""
        {
          "name": "a\"b\\\n\u0001é",
          "count": -9223372036854775808,
          "sum": 170141183460469231731687303715884105727,
          "ratio": 0.1,
          "met": true,
          "none": null,
          "list": [
            1,
            {},
            []
          ],
          "inner": {
            "x": 2
          }
        }
        """#)
  }

  @Test func `what was written reads back the same`() throws {
    for text in [Samples.json, Samples.yaml] {
      let document = try YAML.read(SourceText(name: "t", text: text))
      for layout in [JSONWriter.Layout.pretty, .compact] {
        var writer = JSONWriter(layout)
        writer.value(document)
        var again = JSONWriter(layout)
        again.value(try JSON.read(SourceText(name: "t", text: writer.text)))
        #expect(again.text == writer.text)
      }
    }
  }

  @Test func `a map finds its keys, few or many`() {
    let place = SourceText(name: "t", text: "").place(at: 0)
    for count in [0, 1, 8, 9, 500] {
      var map = DocumentMap()
      for index in 0..<count {
        map.set("k\(index)", to: Document(.text("v\(index)"), at: place), keyPlace: place)
      }
      map.set("k0", to: Document(.text("new"), at: place), keyPlace: place)
      #expect(map.count == max(count, 1) && map.keys == (0..<max(count, 1)).map { "k\($0)" })
      #expect(map["k0"]?.text == "new" && map["nope"] == nil)
      #expect(count < 2 || map["k\(count - 1)"]?.text == "v\(count - 1)")
    }
  }
}
