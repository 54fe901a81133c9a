import Testing

@testable import Documents

@Suite struct RenderingTests {
  private func rendered(_ text: String, at offset: Int, name: String = "orders.yaml") -> String {
    let source = SourceText(name: name, text: text)
    return InputError("it is wrong", remedy: "mend it", at: source.place(at: offset)).rendered
  }

  @Test func `an error shows its line, and a caret under its column`() {
    let text = "a: 1\nqueue:\n  visibilityTimeout: 99999s\n"
    #expect(
      rendered(text, at: 33) == """
        orders.yaml:3:22: it is wrong
          3 |   visibilityTimeout: 99999s
            |                      ^ mend it
        """)
  }

  @Test func `the gutter is as wide as the line number`() {
    #expect(
      rendered(String(repeating: "\n", count: 99) + "x", at: 99) == """
        orders.yaml:100:1: it is wrong
          100 | x
              | ^ mend it
        """)
  }

  @Test func `columns count characters, and a tab shows as one space`() {
    #expect(
      rendered("é👍🏽\tx\u{7}", at: 11) == """
        orders.yaml:1:4: it is wrong
          1 | é👍🏽 x\u{FFFD}
            |    ^ mend it
        """)
  }

  @Test func `a byte order mark and line breaks of any kind are no part of a line`() {
    #expect(rendered("\u{FEFF}ab\r\ncd\ref\n", at: 4).hasPrefix("orders.yaml:1:2: "))
    #expect(
      rendered("\u{FEFF}ab\r\ncd\ref\n", at: 8) == """
        orders.yaml:2:2: it is wrong
          2 | cd
            |  ^ mend it
        """)
    #expect(rendered("ab\r\ncd\ref\n", at: 7).hasPrefix("orders.yaml:3:1: "))
  }

  @Test func `of a long line only the neighbourhood is shown`() {
    let line = String(repeating: "a", count: 500) + "X" + String(repeating: "b", count: 500)
    let shown = String(repeating: "a", count: 40) + "X" + String(repeating: "b", count: 59)
    #expect(
      rendered(line, at: 500) == """
        orders.yaml:1:501: it is wrong
          1 | …\(shown)…
            | \(String(repeating: " ", count: 41))^ mend it
        """)
  }

  @Test func `the end of a text is a place too`() {
    #expect(
      rendered("a\n", at: 2) == """
        orders.yaml:2:1: it is wrong
          2 |
            | ^ mend it
        """)
  }

  @Test func `without a place the problem stands alone and the remedy below it`() {
    #expect(
      InputError("no such file", remedy: "check its name").rendered
        == "no such file\n  check its name")
    #expect(InputError("no such file").rendered == "no such file")
  }

  @Test func `errors come file by file, from the top, once each`() throws {
    let first = SourceText(name: "first", text: "a\nb\n")
    let second = SourceText(name: "second", text: "c\n")
    let all = Diagnostics()
    try all.throwIfAny()
    all.report(InputError("no place"))
    all.report(InputError("2", at: first.place(at: 2)))
    all.report(InputError("3", at: second.place(at: 0)))
    all.report(InputError("1", at: first.place(at: 0)))
    all.report(InputError("1", at: first.place(at: 0)))
    all.report(InputError("1b", at: first.place(at: 0)))
    #expect(throws: InputErrors.self) { try all.throwIfAny() }
    let errors = InputErrors(all.errors)
    #expect(errors.errors.map { $0.problem } == ["1", "1b", "2", "3", "no place"])
    #expect(
      InputErrors(Array(errors.errors.suffix(2))).rendered == """
        second:1:1: 3
          1 | c
            | ^

        no place
        """)
  }

  @Test func `a file that is not UTF-8 is named`() throws {
    func problem(_ bytes: [UInt8]) -> String? {
      do {
        _ = try SourceText.decoding(bytes, name: "t.yaml")
        return nil
      } catch {
        return error.rendered
      }
    }
    #expect(problem([0x61, 0xFF]) == "t.yaml is not UTF-8 text\n  save it as UTF-8")
    #expect(problem([0xFF, 0xFE, 0x61, 0]) == "t.yaml is UTF-16 text\n  save it as UTF-8")
    #expect(problem(Array("é".utf8)) == nil)
  }
}
