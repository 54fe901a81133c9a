import Documents
import Measures
import Studies
import Testing

@testable import Reports

@Suite struct ContrastTests {
  private func subject(_ design: String, slowness: [Int64]) -> Subject {
    var subject = Subject(
      title: "Made-up shop", design: design,
      runs: slowness.enumerated().map {
        Shop(replication: UInt32($0.offset), slowness: $0.element).result
      })
    subject.verdicts = [
      Verdict(
        design == "plain" ? .met : .missed, "p99 of latency Buyers to Ship < 1 s",
        figure: design == "plain" ? "347 ms" : "2 s", fact: .whole(347_000_000),
        limit: .whole(1_000_000_000))
    ]
    return subject
  }

  private func report(replications: Int = 3, designs: Int = 2) -> Report {
    let slowness: [(String, [Int64])] = [
      ("plain", [2, 3, 4]), ("careful", [4, 5, 7]), ("lazy", [2, 3, 4]),
    ]
    return Report(
      on: Contrast(
        title: "Made-up shop",
        designs: slowness.prefix(designs).map { name, slowness in
          subject(name, slowness: Array(slowness.prefix(replications)))
        }))
  }

  @Test func `the text of a comparison fits a hundred columns`() throws {
    let text = TextFormat().text(of: report(designs: 3))
    for line in text.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
    try expect(text, "contrast.txt")
  }

  @Test func `the summary of a comparison is Markdown`() throws {
    try expect(MarkdownFormat.text(of: report()), "contrast.md")
  }

  @Test func `the record of a comparison is JSON`() throws {
    let text = JSONFormat.text(of: report())
    try expect(text, "contrast.json")
    let record = try JSON.read(SourceText(name: "report.json", text: text))
    #expect(record["format"]?.number?.integer == 1)
    #expect(record["study"]?.text == "comparison")
  }

  @Test func `one replication has differences and no interval`() throws {
    try expect(TextFormat().text(of: report(replications: 1)), "contrast-one.txt")
    #expect(report().series == nil)
  }

  @Test func `things are paired by name, and what one design lacks is a dash`() {
    func group(_ title: String, _ values: (String, Int64)...) -> FigureGroup {
      FigureGroup(title, values.map { ($0.0, Figure(whole: [$0.1], .messages)) })
    }
    let paired = ComparedGroup.paired([
      [group("A → B", ("p50", 1), ("p99", 2)), group("A → B", ("p50", 3)), group("C", ("p50", 4))],
      [group("D", ("p50", 5)), group("A → B", ("p99", 6), ("max", 7))],
    ])
    #expect(paired.map { $0.title } == ["A → B", "A → B", "C", "D"])
    #expect(paired[0].figures.map { $0.name } == ["p50", "p99", "max"])
    #expect(
      paired[0].figures.map { $0.figures.map { $0?.meanText ?? "–" } }
        == [["1", "–"], ["2", "6"], ["–", "7"]])
    #expect(paired[1].figures[0].figures.map { $0 == nil } == [false, true])
    #expect(paired[3].figures[0].figures.map { $0 == nil } == [true, false])
    #expect(paired[0].figures[0].difference(of: 1, replications: 1) == nil)
    #expect(paired[0].figures[1].difference(of: 1, replications: 1)?.mean == 4)
  }

  @Test func `a figure that a replication lacks has no difference`() {
    let figure = ComparedFigure(
      name: "p50",
      figures: [Figure(whole: [1, 2], .messages), Figure(whole: [1], .messages)])
    #expect(figure.difference(of: 1, replications: 2) == nil)
  }
}
