import Documents
import Foundation
import Measures
import Studies
import Testing

@testable import Reports

/// Reports on a plan and a capacity of made-up runs, in every format.
@Suite struct PlanFormatTests {
  private static let wait = AskedFigure("p99 of latency < 10 s", .nanoseconds, .init(.below, 1e10))
  private static let lost = AskedFigure("lost = 0", .messages, .init(.equal, 0))
  private static let cost = AskedFigure("cost", .microUSD, nil)
  private static let workers = Knob("Work.ReservedConcurrentExecutions", ["10", "20", "30", "40"])
  private static let hidden = Knob("Jobs.VisibilityTimeout", ["30", "60"])

  private static func study(_ command: String, _ knobs: [Knob], _ figures: [AskedFigure]) -> Study {
    Study(
      version: "1", command: command, title: "Made-up shop", scenario: "shop", sources: 0xab,
      seed: 3, changes: ["--set drain=1 min"], designs: [""], knobs: knobs, points: [],
      replications: 0, figures: figures)
  }

  /// A draw that tests know: the golden ratio spreads it evenly between −1 and 1.
  private static func draw(_ replication: UInt32) -> Double {
    2 * (Double(replication + 1) * 0.618).truncatingRemainder(dividingBy: 1) - 1
  }

  /// Ten workers lose a message; twenty wait for as long as the goal says, give or take a third;
  /// more are enough, and a longer timeout changes nothing but costs a little.
  private static func planned() throws -> PlannedStudy {
    var question = PlanQuestion(knobs: [workers, hidden], figures: [wait, lost, cost], aim: 2)
    question.monotone = [workers.path]
    question.budget = 700
    var search = PlanSearch(question)
    let plan = search.plan { keys in
      keys.map { key in
        let count = Double(key.point.value(of: workers.path) ?? "") ?? 0
        let timeout = Double(key.point.value(of: hidden.path) ?? "") ?? 0
        let seconds = count == 20 ? 10 + 3 * draw(key.replication) : count < 20 ? 40 : 5
        return [seconds * 1e9, count < 20 ? 1 : 0, 1e6 * (count / 10 + timeout / 1_000)]
      }
    }
    return PlannedStudy(study("plan", [workers, hidden], question.figures), try #require(plan))
  }

  /// Loads of which the one in the middle is at the goal, give or take a third.
  private static func loaded() throws -> LoadedStudy {
    let load = Knob("traffic.Shop.rate", ["80/s", "40/s", "20/s", "10/s"])
    var question = PlanQuestion(knobs: [load], figures: [wait, lost], aim: nil)
    question.monotone = [load.path]
    question.budget = 400
    question.probe = 2
    var search = CapacitySearch(question, first: 2, doubling: 1)
    let capacity = search.capacity { keys in
      keys.map { key in
        let rate = Double(key.point.value(of: load.path)?.dropLast(2) ?? "") ?? 0
        return [(rate == 40 ? 10 + 3 * draw(key.replication) : rate / 4) * 1e9, 0]
      }
    }
    return LoadedStudy(study("capacity", [load], question.figures), try #require(capacity))
  }

  // MARK: What is kept

  @Test func `a plan in every format`() throws {
    let report = Report(on: try Self.planned())
    try expect(TextFormat().text(of: report), "plan.txt")
    try expect(MarkdownFormat.text(of: report), "plan.md")
    try expect(JSONFormat.text(of: report), "plan.json")
  }

  @Test func `a capacity in every format`() throws {
    let report = Report(on: try Self.loaded())
    try expect(TextFormat().text(of: report), "capacity.txt")
    try expect(MarkdownFormat.text(of: report), "capacity.md")
    try expect(JSONFormat.text(of: report), "capacity.json")
  }

  // MARK: What they have to say

  @Test func `every format names the goals that a point misses and those left undecided`() throws {
    let planned = try Self.planned()
    let report = Report(on: planned)
    let left = try #require(planned.plan.left.first)
    let runs = planned.plan.tried[left].runs
    let words = "20 · 30 after \(runs) runs, p99 of latency"
    let goals = "Goals: 1 p99 of latency"
    for text in [
      TextFormat(width: 10_000).text(of: report), MarkdownFormat.text(of: report),
      PageFormat.text(of: report),
    ] {
      #expect(text.contains("Left undecided: \(words)") && text.contains(goals))
      #expect(text.contains("? undecided: 1") && text.contains("✗ missed: 1, 2"))
    }
    let record = try JSON.read(
      SourceText(name: "report.json", text: JSONFormat.text(of: report)))
    let tried = try #require(record["tried"]?.list)
    func names(_ point: Document, _ key: String) -> [String?]? {
      point[key]?.list.map { $0.map { $0.text } }
    }
    #expect(names(tried[left], "undecided") == ["p99 of latency < 10 s"])
    #expect(names(tried[left], "missed") == [])
    let missing = try #require(tried.first { names($0, "missed") != [] })
    #expect(names(missing, "missed") == ["p99 of latency < 10 s", "lost = 0"])
  }

  @Test func `a capacity names the load that it left undecided, and for which goal`() throws {
    let loaded = try Self.loaded()
    let text = TextFormat(width: 10_000).text(of: Report(on: loaded))
    #expect(text.contains("The design carries at least 20/s of traffic.Shop.rate"))
    #expect(text.contains("At 40/s it is undecided after 200 runs: p99 of latency < 10 s ("))
    #expect(text.contains("Tried and not proven: 40/s was left undecided."))
  }

  // MARK: The reference

  @Test func `every key of both records stands in the reference`() throws {
    let place = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Documentation/report-format.md")
    let text = try String(contentsOf: place, encoding: .utf8)
    let begin = try #require(text.range(of: "## Plans and capacities, format 1"))
    let words = Set(text[begin.upperBound...].split { !$0.isLetter }.map { String($0) })
    for report in [Report(on: try Self.planned()), Report(on: try Self.loaded())] {
      let record = try JSON.read(
        SourceText(name: "report.json", text: JSONFormat.text(of: report)))
      for key in Self.keys(of: record) { #expect(words.contains(key), "\(key)") }
    }
  }

  /// The keys of a record, without the names that users give.
  private static func keys(of document: Document) -> Set<String> {
    if let list = document.list { return Set(list.flatMap(keys)) }
    guard let map = document.map else { return [] }
    return map.entries.reduce(into: []) { all, entry in
      all.insert(entry.key)
      if !["set", "vary"].contains(entry.key) { all.formUnion(keys(of: entry.value)) }
    }
  }
}
