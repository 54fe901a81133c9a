import Documents
import Kernel
import Services
import Testing

@testable import Commands

@Suite struct RunTests {
  private static let scenario = """
    title: Shop
    duration: 20 s
    drain: 5 min
    designs: {plain: {template: template.yaml}, other: {template: template.yaml}}
    traffic: {Buyers: {to: Orders, rate: 10/s, events: {detail: {a: 1}}}}
    behavior: {Ship: {duration: 50 ms}}
    goals: [p99 of latency Buyers to Ship < 20 s, lost from Buyers = 0]
    """

  private func desk() -> Desk {
    Desk([
      "scenarios/shop/scenario.yaml": Self.scenario,
      "scenarios/shop/template.yaml": Desk.orders,
    ])
  }

  @Test func `a run writes its four files and shows the text`() {
    let desk = desk()
    #expect(desk.run("run scenarios/shop/", catalogue: .aws) == .done)
    #expect(desk.output.hasPrefix("Shop – plain\n20 s of traffic · drained"))
    #expect(desk.errors.hasSuffix(" a second · reports/shop/\n"))
    for file in ["report.json", "summary.md", "index.html", "series.csv"] {
      #expect(desk.files["reports/shop/\(file)"] != nil, "\(file)")
    }
  }

  @Test(arguments: [("run .", "shop"), ("run ./", "shop"), ("run ./scenario.yaml", "shop")])
  func `a scenario in the folder of the user has that folder's name`(
    command: String, name: String
  ) {
    let desk = Desk(["./scenario.yaml": Self.scenario, "template.yaml": Desk.orders])
    desk.variables["PWD"] = "/home/me/\(name)"
    #expect(desk.run(command + " --quiet", catalogue: .aws) == .done, "\(desk.errors)")
    #expect(desk.files["reports/\(name)/report.json"] != nil, "\(desk.files.keys.sorted())")
  }

  @Test func `every run writes traces and metrics, and with --trace the documents of X-Ray`() {
    let plain = desk()
    #expect(plain.run("run scenarios/shop --quiet", catalogue: .aws) == .done)
    for file in ["trace.json", "console.csv"] {
      #expect(plain.files["reports/shop/\(file)"] != nil, "\(file)")
    }
    #expect(plain.files["reports/shop/segments.jsonl"] == nil)
    let traced = desk()
    #expect(traced.run("run scenarios/shop --quiet --trace", catalogue: .aws) == .done)
    #expect(traced.files["reports/shop/segments.jsonl"] != nil)
    #expect(plain.files["reports/shop/summary.md"] == traced.files["reports/shop/summary.md"])
    let trace = traced.files["reports/shop/trace.json"] ?? ""
    #expect(trace.contains(#""slowest":{"Ship":["Buyers "#))
  }

  @Test func `a run removes what an older report left in its folder, but no results of a sweep`() {
    let desk = desk()
    let names = ["segments.jsonl", "points.csv", "results.jsonl", "notes.txt"]
    for name in names { desk.files["reports/shop/\(name)"] = "old" }
    #expect(desk.run("run scenarios/shop --quiet", catalogue: .aws) == .done)
    // No report stood beside them: they are somebody else's.
    for name in names { #expect(desk.files["reports/shop/\(name)"] == "old", "\(name)") }
    #expect(desk.run("run scenarios/shop --quiet", catalogue: .aws) == .done)
    #expect(desk.files["reports/shop/segments.jsonl"] == nil)
    #expect(desk.files["reports/shop/points.csv"] == nil)
    for name in ["results.jsonl", "notes.txt"] {
      #expect(desk.files["reports/shop/\(name)"] == "old", "\(name)")
    }
  }

  @Test func `the same seed gives the same bytes, another seed others`() {
    let first = desk()
    let second = desk()
    let third = desk()
    _ = first.run("run scenarios/shop", catalogue: .aws)
    _ = second.run("run scenarios/shop/scenario.yaml", catalogue: .aws)
    _ = third.run("run scenarios/shop --seed 7", catalogue: .aws)
    for file in ["report.json", "summary.md", "index.html", "series.csv"] {
      let path = "reports/shop/\(file)"
      #expect(first.files[path] == second.files[path], "\(file)")
      #expect(first.files[path] != third.files[path], "\(file)")
    }
  }

  @Test func `replications go on until the goals' figures are known, and the report says so`() {
    let desk = desk()
    let line = "run scenarios/shop --replications auto --precision 30% --most 20"
    #expect(desk.run(line, catalogue: .aws) == .done)
    #expect(desk.output.contains("  Stopped after 10 replications: every figure is known to 30 %"))
    #expect(desk.output.contains("met in 10 of 10 replications, 72–100 %"))
    let json = desk.files["reports/shop/report.json"] ?? ""
    #expect(json.contains(#""asked": 0.3,"#) && json.contains(#""isKnown": true"#))
  }

  @Test func `every format shows what the file of its kind holds`() {
    for (format, file) in [
      ("json", "report.json"), ("csv", "series.csv"), ("markdown", "summary.md"),
    ] {
      let desk = desk()
      #expect(desk.run("run scenarios/shop --format \(format) --out x", catalogue: .aws) == .done)
      #expect(desk.output == desk.files["x/\(file)"], "\(format)")
    }
  }

  @Test func `all designs run in turn, each into its folder`() {
    let desk = desk()
    #expect(desk.run("run scenarios/shop --design all --quiet", catalogue: .aws) == .done)
    #expect(desk.files["reports/shop/report.json"] != nil)
    #expect(desk.files["reports/shop/other/report.json"] != nil)
    #expect(desk.output == "" && desk.errors == "")
  }

  @Test func `a missed goal fails the program and not the run`() throws {
    let desk = desk()
    #expect(
      desk.run("run scenarios/shop --set behavior.Ship.duration=19s --quiet", catalogue: .aws)
        == .missed)
    let text = try #require(desk.files["reports/shop/report.json"])
    let report = try JSON.read(SourceText(name: "report.json", text: text))
    #expect(report["goals"]?.list?.first?["outcome"]?.text == "missed")
  }

  @Test func `an unknown design is refused with the nearest`() {
    let desk = desk()
    #expect(desk.run("run scenarios/shop --design othr", catalogue: .aws) == .wrongInput)
    #expect(desk.errors == "error: there is no design othr\n  did you mean other?\n")
  }

  @Test func `a folder that cannot be written is said to be so`() {
    let desk = desk()
    desk.unwritable = ["locked"]
    #expect(desk.run("run scenarios/shop --out locked", catalogue: .aws) == .wrongInput)
    #expect(
      desk.errors
        == "error: cannot write locked/report.json\n  you may not: check the permissions\n")
  }

  @Test func `check shows every error at once and runs nothing`() {
    let desk = desk()
    desk.files["scenarios/shop/scenario.yaml"] = Self.scenario
      .replacing("duration: 20 s", with: "duration: 20").replacing("rate: 10/s", with: "rat: 10/s")
    #expect(desk.run("check scenarios/shop", catalogue: .aws) == .wrongInput)
    #expect(desk.errors.contains("scenarios/shop/scenario.yaml:2:11:"))
    #expect(desk.errors.contains("rat"))
    #expect(desk.errors.hasSuffix(" errors\n"))
    #expect(desk.files.keys.allSatisfy { $0.hasPrefix("scenarios/") })
  }

  @Test func `check names what is not modelled`() {
    let desk = desk()
    desk.files["scenarios/shop/template.yaml"] =
      Desk.orders + "\n  Farm: {Type: AWS::Toy::Farm}\n"
    #expect(desk.run("check scenarios/shop", catalogue: .aws) == .done)
    #expect(desk.output.hasPrefix("plain: no errors · 4 resources · 2 goals\n"))
    #expect(desk.output.contains("template.yaml:9:3: AWS::Toy::Farm (Farm) is not modelled"))
  }

  @Test func `on a terminal a long run shows how far it is`() {
    let desk = desk()
    desk.columns = 90
    desk.tick = 600_000_000
    #expect(desk.run("run scenarios/shop", catalogue: .aws) == .done)
    #expect(desk.errors.contains("times as fast"))
    #expect(desk.errors.contains("\r\u{1B}[K"))
  }

  @Test func `the bar tells what is done, how fast, and what is left`() {
    let line = Progress.line(
      [.start + .minutes(10), .start + .minutes(5)], of: .minutes(10), after: .seconds(3))
    #expect(line == "━━━━━━━━━━━━━━━━━━──────  15 min of 20 min · 300 times as fast · 1 s left")
    let over = Progress.line([.start + .minutes(12)], of: .minutes(10), after: .seconds(3))
    #expect(over.hasSuffix("10 min of 10 min · 240 times as fast · draining"))
  }

  @Test func `a ledger that does not balance is a bug, and nothing is written`() {
    let desk = desk()
    desk.files["scenarios/shop/template.yaml"]? += """

        Leak: {Type: "Custom::Leak"}
      """
    #expect(desk.run("run scenarios/shop", catalogue: .leaking) == .bug)
    #expect(
      desk.errors == """
        bug: the ledger of Leak to nowhere does not balance: 1 entered, 0 acknowledged, \
        0 filtered, 0 dead-lettered, 0 expired, 0 dropped, so 1 should be held, \
        and 0 records live
        this is Spillway's mistake, not yours; nothing was written

        """)
    #expect(desk.files.keys.allSatisfy { $0.hasPrefix("scenarios/") })
  }

  @Test func `a run that the user stops writes nothing`() {
    let desk = desk()
    desk.isInterrupted = true
    #expect(desk.run("run scenarios/shop", catalogue: .aws) == .interrupted)
    #expect(desk.files.keys.allSatisfy { $0.hasPrefix("scenarios/") })
  }
}
