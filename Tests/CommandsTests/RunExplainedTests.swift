import Services
import Testing

@testable import Commands

@Suite struct RunExplainedTests {
  private static let files = [
    "scenarios/shop/scenario.yaml": """
    title: Shop
    duration: 1 min
    drain: 5 min
    template: template.yaml
    traffic: {Buyers: {to: Orders, rate: 10/s}}
    outside: {Orders: {workers: 1, queue: {capacity: 5}}}
    behavior: {Orders: {waits: 200 ms}}
    """,
    "scenarios/shop/template.yaml": "Resources: {Audit: {Type: AWS::SQS::Queue}}",
  ]

  @Test func `a run explained shows the story and nothing else, and writes the whole report`() {
    let desk = Desk(Self.files)
    #expect(desk.run("run scenarios/shop --explain", catalogue: .aws) == .done)
    let lines = desk.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.prefix(1) == ["Shop"] && lines[2...3] == ["", "What happened"])
    #expect(desk.output.contains("Orders used up its only worker"))
    #expect(!desk.output.contains("Latency") && !desk.output.contains("Ledger"))
    let summary = desk.files["reports/shop/summary.md"] ?? ""
    #expect(summary.contains("## What happened") && summary.contains("## Ledger"))
    #expect(desk.files["reports/shop/report.json"]?.contains(#""story""#) == true)
  }

  @Test func `a run is explained in Markdown too`() {
    let desk = Desk(Self.files)
    _ = desk.run("run scenarios/shop --explain --format markdown", catalogue: .aws)
    #expect(desk.output.hasPrefix("# Shop") && desk.output.contains("## What happened"))
    #expect(!desk.output.contains("## Ledger"))
  }

  @Test(arguments: ["json", "csv"])
  func `what programs read is not explained`(format: String) {
    let desk = Desk(Self.files)
    let words = "run scenarios/shop --explain --format \(format)"
    #expect(desk.run(words, catalogue: .aws) == .wrongInput)
    #expect(
      desk.errors.hasPrefix(
        "error: --explain goes with text or markdown, found --format \(format)\n"))
    #expect(desk.output.isEmpty && desk.files["reports/shop/summary.md"] == nil)
  }
}
