import Bench
import Measures
import Scenarios
import Services
import Testing

@testable import Studies

@Suite struct CertaintyTests {
  private func scenario(_ more: String, goals: [String]) throws -> Scenario {
    let lines = goals.map { "  - \($0)" }.joined(separator: "\n")
    return try Bench.scenario(
      OrdersSample.scenario("template: template.yaml\n\(more)\ngoals:\n\(lines)"),
      files: ["template.yaml": OrdersSample.template])
  }

  private static let latency = "mean of latency Shop to ProcessOrder < 1 h"
  private static let lost = "lost from Shop = 0"

  @Test func `replications go on until every figure is known, and not beyond that look`() throws {
    let scenario = try scenario(
      "replications: {precision: 20 %, most: 80}", goals: [Self.latency, Self.lost])
    let design = scenario.designs[0]
    let results = try Replications.run(scenario, design, catalogue: .aws)
    #expect(results.map { Int($0.replication) } == Array(0..<results.count))
    let looks = SequentialMean.looks(most: 80).prefix { $0 <= results.count }
    #expect(looks.last == results.count)
    for look in looks {
      let verdicts = GoalVerdict.all(of: scenario, design, Array(results.prefix(look)))
      let certainty = Certainty(
        of: verdicts, asking: Precision(share: 0.2, most: 80), sharing: verdicts.count)
      #expect(certainty.isKnown == (look == results.count) || look == 80, "\(look)")
    }
    let fixed = try Replications.run(
      scenario, [design], replications: UInt32(results.count), catalogue: .aws)[0]
    #expect(fixed.map { $0.fingerprint } == results.map { $0.fingerprint })
  }

  @Test func `a figure that is the same every time is known at the first look`() throws {
    let scenario = try scenario("replications: auto", goals: [Self.lost])
    let results = try Replications.run(scenario, scenario.designs[0], catalogue: .aws)
    #expect(results.count == SequentialMean.firstLook)
  }

  @Test func `replications end at the most that is allowed`() throws {
    let scenario = try scenario(
      "replications: {precision: 0.1 %, most: 12}", goals: [Self.latency])
    let results = try Replications.run(scenario, scenario.designs[0], catalogue: .aws)
    #expect(results.count == 12)
  }

  @Test func `a comparison goes on until the figures of all designs are known`() throws {
    let scenario = try scenario("replications: {precision: 30 %}", goals: [Self.latency])
    let design = scenario.designs[0]
    let comparison = try Comparison(
      scenario, [design, design], replications: nil, catalogue: .aws)
    let (first, second) = (comparison.runs[0], comparison.runs[1])
    #expect(first.count == second.count && first.count >= SequentialMean.firstLook)
    #expect(first.map { $0.fingerprint } == second.map { $0.fingerprint })
  }

  // MARK: Certainty

  private func certainty(
    _ figures: [[Double?]], sharing goals: Int = 1
  ) throws -> Certainty {
    let scenario = try scenario("", goals: [Self.latency, Self.lost])
    let verdicts = zip(scenario.designs[0].goals, figures).map { GoalVerdict($0, figures: $1) }
    return Certainty(of: verdicts, asking: .usual, sharing: goals)
  }

  @Test func `goals share the error, and so do looks`() throws {
    let values = (0..<20).map { 1e9 + Double($0 % 2) * 1e7 }
    let one = try #require(try certainty([values]).findings[0])
    #expect(abs(one.interval.confidence - (1 - 0.05 / 6)) < 1e-12)
    let two = try #require(try certainty([values], sharing: 2).findings[0])
    #expect(abs(two.interval.confidence - (1 - 0.025 / 6)) < 1e-12)
    #expect(try certainty([values]).looks == 2)
  }

  @Test func `nobody waits for a figure that some replication lacks`() throws {
    let steady = Array(repeating: 1e9, count: 10) as [Double?]
    let lacking = Array(repeating: 1, count: 9) + [nil] as [Double?]
    let endless = Array(repeating: 1, count: 9) + [.infinity] as [Double?]
    for figures in [lacking, endless] {
      let certainty = try certainty([steady, figures])
      #expect(certainty.isKnown && certainty.findings[0] != nil && certainty.findings[1] == nil)
    }
  }

  @Test func `a figure close to zero is known as well as one of its unit would be`() throws {
    // One lost message in twenty runs of a million would need thousands of runs to know to 5 %.
    var rare = Array(repeating: 0.0, count: 640)
    for index in stride(from: 0, to: 640, by: 20) { rare[index] = 0.1 }
    #expect(try certainty([rare, rare]).findings.map { $0?.isKnown } == [true, true])
    let often = rare.map { $0 * 40 }
    #expect(try certainty([rare, often]).findings.map { $0?.isKnown } == [true, false])
  }

  @Test func `of several replications it is said in what share a goal was met`() throws {
    let goal = try scenario("", goals: [Self.lost]).designs[0].goals[0]
    let verdict = GoalVerdict(goal, figures: Array(repeating: 0, count: 18) + [2, nil])
    #expect(verdict.metShare == ConfidenceInterval(share: 18, of: 20))
    #expect(GoalVerdict(goal, figures: [0]).metShare == nil)
  }
}
