import Bench
import Documents
import Measures
import Studies
import Testing

@testable import Reports

@Suite struct FormatTests {
  private func report(_ shops: [Shop] = [Shop()]) -> Report {
    var subject = Subject(title: "Made-up shop", runs: shops.map { $0.result })
    subject.verdicts = [
      Verdict(
        .met, "p99 of latency Buyers to Ship < 1 s", figure: "347 ms", fact: .whole(347_000_000),
        limit: .whole(1_000_000_000)),
      Verdict(
        .missed, "lost from Buyers = 0", figure: "3", fact: .whole(3), limit: .whole(0)),
      Verdict(
        .undecided, "cost per month < 4 USD", figure: "$3.90 ± $0.20",
        note: "20 replications would decide", fact: .none, limit: .whole(4_000_000)),
    ]
    subject.bills = shops.map { _ in
      MonthlyBill([
        .init(label: "Orders", item: "SQS requests", units: 9_750_000, microdollars: 3_900_000)
      ])
    }
    return Report(on: subject)
  }

  @Test func `the text of a report fits a hundred columns`() throws {
    let text = TextFormat().text(of: report())
    for line in text.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
    try expect(text, "shop.txt")
  }

  @Test func `several replications give every figure with its interval`() throws {
    let shops = [Shop(), Shop(replication: 1, slowness: 2), Shop(replication: 2, slowness: 3)]
    try expect(TextFormat().text(of: report(shops)), "replications.txt")
    try expect(JSONFormat.text(of: report(shops)), "replications.json")
  }

  @Test func `the summary is Markdown`() throws {
    try expect(MarkdownFormat.text(of: report()), "shop.md")
  }

  @Test func `the record is JSON and small`() throws {
    let text = JSONFormat.text(of: report())
    try expect(text, "shop.json")
    #expect(text.utf8.count < 100_000)
    let document = try JSON.read(SourceText(name: "report.json", text: text))
    #expect(document["format"]?.number?.integer == 1)
    #expect(
      document["resources"]?["Orders"]?["ApproximateAgeOfOldestMessage"]?["max"]?.number?.integer
        == 3_000_000_000)
  }

  @Test func `the courses are tidy rows, and their digest stands in the record`() throws {
    let report = report()
    let series = try #require(report.series)
    try expect(series, "shop.csv")
    let record = try JSON.read(
      SourceText(name: "report.json", text: JSONFormat.text(of: report)))
    #expect(record["seriesDigest"]?.text == CSVFormat.digest(of: series))
    let rows = series.split(separator: "\n")
    #expect(
      rows.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == 6 })
  }

  @Test func `colours change nothing but colour`() {
    let plain = TextFormat().text(of: report())
    let coloured = TextFormat(ink: Ink(isOn: true)).text(of: report())
    var stripped = ""
    var isCode = false
    for character in coloured {
      if character == "\u{1B}" { isCode = true }
      if !isCode { stripped.append(character) }
      if character == "m" { isCode = false }
    }
    #expect(coloured != plain)
    #expect(stripped == plain)
  }
}

/// Holds a text against what is kept of it.
func expect(
  _ text: String, _ name: String, at location: SourceLocation = #_sourceLocation
) throws {
  let kept = try Snapshot.kept("Reports/\(name)", now: text)
  #expect(text == kept, "\(Snapshot.advice)", sourceLocation: location)
}
