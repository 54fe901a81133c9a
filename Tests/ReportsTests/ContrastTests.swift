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

  /// The drawings of a section of a comparison.
  private func pictures(_ heading: String, designs: Int) -> [Picture] {
    report(designs: designs).sections.filter { $0.heading == heading }.flatMap { $0.blocks }
      .compactMap { if case .picture(let picture) = $0 { picture } else { nil } }
  }

  @Test func `each design is a line of its colour in the drawings of a comparison`() {
    let latency = pictures("Latency", designs: 3)
    #expect(latency.map { $0.title } == ["Latency of Buyers to Ship by share of messages"])
    #expect(latency[0].alternative.contains("careful: p50"))
    let backlog = pictures("Backlog", designs: 3)
    #expect(backlog.map { $0.title } == ["Backlog and age over time, first replication"])
    for picture in latency + backlog + pictures("Concurrency", designs: 3) {
      let markup = picture.drawing.markup
      for (place, name) in ["plain", "careful", "lazy"].enumerated() {
        #expect(markup.contains("class=\"line c\(place + 1)\""))
        #expect(markup.contains("<span class=\"name\">\(name)</span>"), "\(picture.title)")
      }
    }
  }

  @Test func `a way that one design alone has is not drawn over others`() {
    let other = Subject(
      title: "Made-up shop", design: "packing", runs: [Shop(consumer: "Pack").result])
    let contrast = Contrast(
      title: "Made-up shop", designs: [subject("plain", slowness: [1]), other])
    #expect(ContrastCharts(contrast: contrast).blocks(of: .latency).isEmpty)
    #expect(!ContrastCharts(contrast: contrast).blocks(of: .backlog).isEmpty)
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
