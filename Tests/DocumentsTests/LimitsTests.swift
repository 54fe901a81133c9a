import Testing

@testable import Documents

@Suite struct LimitsTests {
  private func nested(_ depth: Int) -> String {
    String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
  }

  @Test func `a hundred levels are read, the next is refused`() {
    #expect(readYAML(nested(100)) == nested(100))
    #expect(readJSON(nested(100)) == nested(100))
    let refused = "1:101 this is nested more than 100 levels deep; make the structure flatter"
    #expect(slip(inYAML: nested(101)) == refused)
    #expect(slip(inJSON: nested(101)) == refused)
    #expect(slip(inJSON: String(repeating: "[", count: 100_000)) == refused)
    #expect(slip(inYAML: String(repeating: "[", count: 100_000)) == refused)
  }

  @Test func `levels of a block count like levels of brackets`() {
    let lists = String(repeating: "- ", count: 99) + "a"
    #expect(readYAML(lists).hasSuffix("[\"a\"" + String(repeating: "]", count: 99)))
    #expect(
      slip(inYAML: "- - " + lists)
        == "1:201 this is nested more than 100 levels deep; make the structure flatter")
    let maps = (0..<101).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(slip(inYAML: maps + String(repeating: " ", count: 101) + "b").hasPrefix("101:101 "))
  }

  @Test func `aliases count with all that is behind them`() {
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...8 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      bomb += "a\(level): &a\(level) [\(aliases)]\n"
    }
    #expect(
      slip(inYAML: bomb) == "7:10 the file holds more than 1000000 values, aliases counted "
        + "each time; split it, or use fewer aliases")
  }

  @Test func `an alias is as deep as what it names`() {
    let limits = Document.Limits(bytes: 1_000, depth: 4, nodes: 1_000)
    #expect(slip(inYAML: "- &a [[x]]\n- *a", limits: limits) == #"[[["x"]],[["x"]]]"#)
    #expect(
      slip(inYAML: "- &a [[x]]\n- [*a]", limits: limits)
        == "2:4 this is nested more than 4 levels deep; make the structure flatter")
  }

  @Test func `size and number of values are bounded`() {
    let limits = Document.Limits(bytes: 12, depth: 9, nodes: 4)
    #expect(slip(inJSON: "[1, 2, 3]", limits: limits) == "[1,2,3]")
    let many =
      "1:11 the file holds more than 4 values, aliases counted each time; "
      + "split it, or use fewer aliases"
    #expect(slip(inJSON: "[1, 2, 3, 4]", limits: limits) == many)
    #expect(slip(inYAML: "[1, 2, 3, 4]", limits: limits) == many)
    let long = "1:1 the file has 13 bytes; keep it to at most 12 bytes"
    #expect(slip(inYAML: "[1, 2, 3, 45]", limits: limits) == long)
    #expect(slip(inJSON: "[1, 2, 3, 45]", limits: limits) == long)
  }

  static let heavy: [(name: String, text: String)] = [
    ("blank lines after scalars", "a: b\n" + String(repeating: "\n \n", count: 60_000) + "c: d"),
    ("one long plain line", String(repeating: "a ", count: 60_000)),
    ("one long text over lines", String(repeating: "a\n", count: 40_000)),
    ("one long quote", "\"" + String(repeating: "a\n", count: 40_000)),
    ("quotes on quotes", String(repeating: "'", count: 100_000)),
    ("many keys", (0..<8_000).map { "k\($0): [\($0)]\n" }.joined()),
    ("many anchors", (0..<4_000).map { "k\($0): &a\($0) x\n" }.joined() + "z: *b"),
    ("deep blanks", "- - - - - - a\n" + String(repeating: " ", count: 100_000) + "b: c"),
    ("long digits", "1" + String(repeating: "0", count: 100_000)),
    ("comments", String(repeating: "# x\n", count: 40_000) + "a"),
    ("dashes", String(repeating: "-", count: 100_000)),
    ("colons", String(repeating: ":", count: 100_000)),
    ("empty items", String(repeating: "- \n", count: 20_000)),
    ("block text", "a: |\n" + String(repeating: "  b\n", count: 30_000)),
    ("tags", String(repeating: "!a ", count: 30_000)),
  ]

  @Test(.timeLimit(.minutes(1)), arguments: heavy)
  func `long texts take time in proportion to their length`(name: String, text: String) {
    #expect(!readYAML(text).isEmpty)
    #expect(!readJSON(text).isEmpty)
  }
}
