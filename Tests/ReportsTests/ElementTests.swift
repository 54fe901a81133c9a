import Testing

@testable import Reports

struct ElementTests {
  @Test func `what a template says is text and never markup`() {
    let element = Element(
      "p", ["title": "a\"b'c", "id": nil], [Element("br"), Element("b", text: "<script>&")])
    #expect(
      element.markup
        == "<p title=\"a&quot;b&#39;c\"><br><b>&lt;script&gt;&amp;</b></p>")
  }

  @Test func `what no document may hold is replaced`() {
    #expect(Element.escaped("a\u{0}b\u{1B}[31m\tc\u{9B}") == "a\u{FFFD}b\u{FFFD}[31m\tc\u{FFFD}")
  }
}
