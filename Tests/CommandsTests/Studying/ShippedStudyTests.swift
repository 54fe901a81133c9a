import Documents
import Foundation
import Services
import Testing

@testable import Commands

/// The studies that lie beside shipped scenarios.
@Suite struct ShippedStudyTests {
  private static let folder = "reports/sns-or-eventbridge/sweep"

  private static func committed(_ name: String) throws -> String {
    try String(
      contentsOf: ShippedScenarioTests.root.appending(path: "\(folder)/\(name)"), encoding: .utf8)
  }

  private static func points(_ report: String) throws -> [String: String] {
    let record = try JSON.read(SourceText(name: "report.json", text: report))
    let points = try #require(record["points"]?.list)
    return Dictionary(
      uniqueKeysWithValues: points.map { point in
        var writer = JSONWriter(.compact)
        writer.array { writer in
          for key in ["goals", "figures", "outcomes"] { point[key].map { writer.value($0) } }
        }
        let rate = point["set"]?["traffic.Shop.rate"]?.text ?? ""
        return ("\(point["design"]?.text ?? "") at \(rate)", writer.text)
      })
  }

  /// `SWEEP=1` runs all of it.
  @Test func `the points of the committed sweep over load come again`() throws {
    let desk = try ShippedScenarioTests.desk("sns-or-eventbridge")
    let isWhole = ProcessInfo.processInfo.environment["SWEEP"] != nil
    let cut =
      "--study scenarios/sns-or-eventbridge/study.yaml --vary traffic.Shop.rate=10/s,20/s"
      + " --vary traffic.Shop.spikes=[] --vary warmUp=10s --vary duration=90s"
    _ = desk.run(
      "sweep scenarios/sns-or-eventbridge --quiet \(isWhole ? "" : cut)", catalogue: .aws)
    let now = try #require(desk.files["\(Self.folder)/report.json"])
    if isWhole {
      for name in ["report.json", "summary.md"] {
        #expect(try desk.files["\(Self.folder)/\(name)"] == Self.committed(name), "\(name)")
      }
    }
    let kept = try Self.points(Self.committed("report.json"))
    let points = try Self.points(now)
    #expect(kept.count == 16 && points.count == (isWhole ? 16 : 4))
    for (place, figures) in points { #expect(kept[place] == figures, "\(place)") }
  }

  @Test func `a committed report of a study is at most 100 KB`() throws {
    #expect(try Self.committed("report.json").utf8.count <= 100_000)
  }

  @Test func `check reads the study beside a scenario, and the list names it`() throws {
    let desk = try ShippedScenarioTests.desk("sns-or-eventbridge")
    #expect(desk.run("check scenarios/sns-or-eventbridge", catalogue: .aws) == .done)
    #expect(desk.output.hasSuffix("study.yaml: no errors · 16 points · 48 runs\n"))
    _ = desk.run("list", catalogue: .aws)
    #expect(desk.output == "sns-or-eventbridge   SNS or EventBridge · with a study\n")
    desk.files["scenarios/sns-or-eventbridge/study.yaml"] = "vary: {Notify.Timeot: [1, 2]}"
    #expect(desk.run("check scenarios/sns-or-eventbridge", catalogue: .aws) == .wrongInput)
    #expect(desk.errors.contains("did you mean Timeout?"))
  }
}
