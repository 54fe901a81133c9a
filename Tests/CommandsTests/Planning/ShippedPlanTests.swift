import Foundation
import Services
import Testing

@testable import Commands

/// Plans of shipped scenarios, as they are committed.
///
/// They take minutes: `SWEEP=1` asks for them, and `UPDATE=1` besides writes them anew.
@Suite struct ShippedPlanTests {
  @Test(
    .enabled(if: ProcessInfo.processInfo.environment["SWEEP"] != nil),
    arguments: ["capacity-plan", "fleet-plan", "flash-sale"])
  func `the plan of a shipped scenario gives what is committed`(name: String) throws {
    let desk = try ShippedScenarioTests.desk(name)
    #expect(desk.run("plan scenarios/\(name) --quiet", catalogue: .aws) == .done)
    for file in ["summary.md", "report.json"] {
      let path = "reports/\(name)/plan/\(file)"
      let place = ShippedScenarioTests.root.appending(path: path)
      let text = try #require(desk.files[path])
      if ProcessInfo.processInfo.environment["UPDATE"] != nil {
        try FileManager.default.createDirectory(
          at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: place, atomically: true, encoding: .utf8)
      }
      #expect(try String(contentsOf: place, encoding: .utf8) == text, "\(path)")
    }
  }
}
