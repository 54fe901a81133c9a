import Documents
import Kernel
import Measures
import Testing

@testable import Reports
@testable import Studies

/// What a template or a scenario says is text, whatever it says.
@Suite struct HostileNameTests {
  static let names = [
    "<script>alert(1)</script>", "\" onload=\"x", "'><img src=x>", "a|b*c_d`e[f](g)",
    "\u{1B}[31mred", "\u{9B}2J", "\u{202E}abc", "line\nbreak", "```", "=1+1",
  ]

  private static var report: Report {
    let rows = names.map { Reports.Row($0, $0, note: $0) }
    let table = Table(names[0], [names[1]], names.map { Table.Line($0, [$0]) })
    let charts = names.map { Chart($0, [1, 2], peak: $0) }
    let picture = Picture(names[2], alternative: names[0], drawing: Element("svg"))
    return Report(
      title: names[0], subtitle: names[4],
      sections: [
        Section(
          names[0], remark: names[3],
          [.rows(rows), .table(table), .remark(names[4]), .picture(picture)]),
        Section("Courses", [.charts(charts)]),
      ],
      record: .object([("names", .list(names.map { .text($0) }))]),
      series: CSVFormat.text(
        of: names.map { name in
          Curve(
            node: name, measure: "Sent", detail: "@x", statistic: "sum",
            points: [.init(.start, -5)])
        }))
  }

  @Test func `no name is markup in a page`() {
    let page = PageFormat.text(of: Self.report)
    let own = PageFormat.text(
      of: Report(title: "", subtitle: "", sections: [], record: .none, series: nil))
    #expect(
      page.split(separator: "<script").count == own.split(separator: "<script").count)
    for word in ["<img", " onload=\"", "\u{1B}", "\u{9B}", "\u{202E}"] {
      #expect(!page.contains(word), "\(word.unicodeScalars)")
    }
  }

  @Test func `no name steers a terminal or turns its letters around`() {
    let text = TextFormat().text(of: Self.report)
    for scalar in ["\u{1B}", "\u{9B}", "\u{202E}"] { #expect(!text.contains(scalar)) }
    #expect(text.contains("\u{FFFD}[31mred") && text.contains("\u{FFFD}2J"))
  }

  @Test func `no name begins a line of its own in a text`() {
    let text = TextFormat().text(of: Self.report)
    #expect(text.contains("line break"))
    #expect(!text.split(separator: "\n").contains { $0.hasPrefix("break") })
  }

  @Test func `no name in a row of values steers a terminal or begins a line`() throws {
    let series = try #require(Self.report.series)
    for scalar in ["\u{1B}", "\u{9B}", "\u{202E}"] { #expect(!series.contains(scalar)) }
    let rows = series.split(separator: "\n")
    #expect(rows.count == Self.names.count + 1)
    #expect(rows.contains("0,line break,Sent,'@x,sum,-5"))
    #expect(rows.contains("0,\u{FFFD}[31mred,Sent,'@x,sum,-5"))
  }

  @Test func `no name is markup in Markdown`() {
    let text = MarkdownFormat.text(of: Self.report)
    let named = text.split(separator: "\n").filter {
      $0.contains("c\\_d") && $0.hasPrefix("| ")
    }
    #expect(named.count == 2)
    for line in named {
      #expect(line.contains("a\\|b\\*c\\_d\\`e\\[f\\](g)"), "\(line)")
    }
    #expect(text.contains("\\<script>alert(1)\\</script>"))
    #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
    #expect(text.split(separator: "```").count == 3, "no name ends what is shown as it is")
  }

  @Test func `no cell is a formula, and numbers stay numbers`() throws {
    let rows = try #require(Self.report.series).split(separator: "\n")
    #expect(rows.contains("0,'=1+1,Sent,'@x,sum,-5"))
    let plain = CSVFormat.text(
      of: ["-1", "+a", "\tb", "\rc", "\n=e", "d"].map {
        Curve(node: $0, measure: "m", detail: "", statistic: "sum", points: [.init(.start, 1)])
      })
    for cell in ["'-1", "'+a", "'\tb", "\u{FFFD}c", "' =e", "d"] {
      #expect(plain.contains(",\(cell),m,"))
    }
  }

  @Test func `JSON gives every name back as it was`() throws {
    let text = JSONFormat.text(of: Self.report)
    let record = try JSON.read(SourceText(name: "report.json", text: text))
    #expect(record["names"]?.list?.map { $0.text } == Self.names)
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
  }
}
