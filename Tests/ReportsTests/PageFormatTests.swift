import Kernel
import Measures
import Testing

@testable import Blueprints
@testable import Reports
@testable import Studies

@Suite struct PageFormatTests {
  private static func report(_ sections: [Section]) -> Report {
    Report(
      title: "A <shop> & more", subtitle: "60 s of traffic", sections: sections,
      record: .none, series: nil)
  }

  private static let picture = Picture(
    "Waiting", alternative: "At most 150 waited.", drawing: Element("svg"))

  @Test func `a page is one document that loads nothing`() {
    let page = PageFormat.text(of: Report(on: Subject(title: "Shop", runs: [Shop().result])))
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    #expect(page.hasSuffix("</html>\n"))
    for load in [" src=", "<link", "<img", "<iframe", "@import", "url(", "fetch(", "import("] {
      #expect(!page.contains(load), "\(load)")
    }
    for name in ["onclick", "onload", "onerror"] { #expect(!page.contains(" \(name)=")) }
  }

  @Test func `every heading is in the contents, and those that are alike have their own address`() {
    let page = PageFormat.text(of: Self.report([Section("Cost", []), Section("Cost", [])]))
    for address in ["s-cost", "s-cost-2"] {
      #expect(page.contains("<a href=\"#\(address)\">Cost</a>"))
      #expect(page.contains("<section id=\"\(address)\""))
    }
  }

  @Test func `the verdict stands at the top`() {
    func verdict(_ marks: [Reports.Row.Mark]) -> Bool? {
      let rows = marks.map { Reports.Row("goal", "1", mark: $0) }
      let page = PageFormat.text(of: Self.report([Section("Goals", [.rows(rows)])]))
      let words = [
        "All 2 goals met": true, "The goal is met": true, "1 of 3 goals missed": false,
        "1 of 2 goals undecided": false,
      ]
      return words.first { page.contains("</span> \($0.key)</p>") }?.value
    }
    #expect(verdict([.met, .met]) == true && verdict([.met]) == true)
    #expect(verdict([.met, .missed, .undecided]) == false)
    #expect(verdict([.met, .undecided]) == false)
    #expect(verdict([]) == nil)
  }

  @Test func `the verdict is on goals alone, whatever else is marked`() {
    let goal = Section("Goals", [.rows([Reports.Row("goal", "1", mark: .met)])])
    let other = Section("Permissions", [.rows([Reports.Row("Ship", "s3:Get", mark: .missed)])])
    let page = PageFormat.text(of: Self.report([goal, other]))
    #expect(page.contains("</span> The goal is met</p>"))
    #expect(!PageFormat.text(of: Self.report([other])).contains("class=\"verdict"))
  }

  @Test func `the verdict of a comparison counts the goals of each design`() {
    let rows = [Reports.Row("tight", "1 met, 1 missed"), Reports.Row("wide", "2 met")]
    let page = PageFormat.text(of: Self.report([Section("Goals", [.rows(rows)])]))
    #expect(page.contains(">Goals: tight: 1 met, 1 missed · wide: 2 met</p>"))
  }

  @Test func `a drawing has its title and its words, and stands for the courses beside it`() {
    let chart = Chart("Orders waiting", [1, 2], peak: "150")
    let drawn = PageFormat.text(
      of: Self.report([Section("Backlog", [.picture(Self.picture), .charts([chart])])]))
    #expect(drawn.contains("aria-describedby=\"s-backlog-0-w\""))
    #expect(drawn.contains("id=\"s-backlog-0-w\" class=\"words\">At most 150 waited.</p>"))
    #expect(drawn.contains("<h3 id=\"s-backlog-0-t\">Waiting</h3>"))
    #expect(!drawn.contains("Orders waiting"))
    let plain = PageFormat.text(of: Self.report([Section("Backlog", [.charts([chart])])]))
    #expect(plain.contains("Orders waiting") && plain.contains(">150</dd>"))
  }

  @Test func `the page says what text and Markdown say`() throws {
    let subject = Subject(title: "Shop", runs: [Shop().result])
    let report = Report(on: subject)
    let (page, summary) = (PageFormat.text(of: report), MarkdownFormat.text(of: report))
    let text = TextFormat(width: 100).text(of: report)
    var figures: [String] = []
    var cells: [String] = []
    for block in report.sections.flatMap({ $0.blocks }) {
      switch block {
      case .rows(let rows):
        figures += rows.map { $0.value }
        let hasFigures = rows.contains { !$0.value.isEmpty }
        cells += rows.map { row in
          hasFigures
            ? "</dt><dd class=\"value\">\(Element.escaped(row.value))</dd>"
            : "<dt>\(Element.escaped(row.name))</dt><dd>\(Element.escaped(row.note))</dd>"
        }
      case .table(let table):
        figures += table.lines.flatMap { $0.values }
        cells += table.lines.map { line in
          let values = line.values.map { "<td>\(Element.escaped($0))</td>" }.joined()
          return "\(Element.escaped(line.name))</th>\(values)</tr>"
        }
      default: break
      }
    }
    #expect(figures.count > 20)
    for cell in cells where !page.contains(cell) { Issue.record("the page lacks \(cell)") }
    let told = Self.cells(of: summary)
    for figure in figures where !told.contains(figure) {
      Issue.record("the summary lacks \(figure)")
    }
    for figure in figures.flatMap({ $0.split(separator: " ") }) {
      if !text.contains(figure) { Issue.record("the text lacks \(figure)") }
    }
  }

  /// What stands in the cells of the tables of a Markdown text.
  private static func cells(of text: String) -> Set<String> {
    var cells: Set<String> = []
    for line in text.split(separator: "\n") where line.hasPrefix("| ") {
      var (cell, isEscaped) = ("", false)
      for letter in line.dropFirst() {
        if !isEscaped, letter == "|" {
          cells.insert(String(cell.dropFirst().dropLast()))
          cell = ""
        } else if isEscaped || letter != "\\" {
          cell.append(letter)
        }
        isEscaped = !isEscaped && letter == "\\"
      }
    }
    return cells
  }

  /// A node with levels that never rest.
  private static func restless(_ number: UInt32) -> RunResult.NodeResult {
    let names = ["ConcurrentExecutions", "Waiting", "Unfinished"]
    let roles: [Measure.Role] = [.concurrency, .waiting, .unfinished]
    let instruments = zip(names, roles).map { name, role in
      let gauge = GaugeMeasure(Tracking(interval: .seconds(1)))
      for second in 1..<Int64(800) {
        let moment = Instant.start + .seconds(second)
        gauge.settle(at: moment)
        gauge.set((second * 7_919 + Int64(number) * 31) % 9_973, at: moment)
      }
      gauge.finish(at: .start + .seconds(800))
      return Instrument(
        measure: Measure(name, .gauge, in: .messages, role: role, "Restless."),
        label: "Function\(number)", detail: "", keeper: .gauge(gauge))
    }
    return RunResult.NodeResult(
      label: "Function\(number)", number: number, declaration: ShopDeclarations.function,
      instruments: instruments, charges: [], ceilings: [])
  }

  @Test func `a page of thirty restless nodes is below a megabyte`() {
    let nodes = (3..<30).map { Self.restless($0) }
    let subject = Subject(title: "Shop", runs: [Shop().result(adding: nodes)])
    #expect(subject.nodes.count == 30)
    #expect(PageFormat.text(of: Report(on: subject)).utf8.count < 1_000_000)
  }
}
