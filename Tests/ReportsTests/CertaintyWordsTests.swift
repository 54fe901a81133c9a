import Bench
import Scenarios
import Services
import Studies
import Testing

@testable import Reports

@Suite struct CertaintyWordsTests {
  private let goals: [Goal]

  init() throws {
    goals = try Bench.scenario(
      OrdersSample.scenario(
        """
        template: template.yaml
        goals: [mean of latency Shop to ProcessOrder < 1 h, lost from Shop = 0]
        """), files: ["template.yaml": OrdersSample.template]
    ).designs[0].goals
  }

  private func certainty(_ figures: [Double?]..., most: UInt32 = 20) -> Certainty {
    let verdicts = zip(goals, figures).map { GoalVerdict($0, figures: $1) }
    return Certainty(
      of: verdicts, asking: Precision(share: 0.05, most: most), sharing: verdicts.count)
  }

  private let steady: [Double?] = Array(repeating: 1e9, count: 10)
  private let lacking: [Double?] = Array(repeating: nil, count: 10)
  private let wide: [Double?] = (0..<20).map { 1e9 + Double($0 % 2) * 4e8 }

  @Test func `it is said after how many replications and looks everything is known`() {
    #expect(
      CertaintyWords.text(of: certainty(steady))
        == "Stopped after 10 replications: every figure is known to 5 %, with 95 % confidence for "
        + "all together, after one look.")
    #expect(CertaintyWords.notes(of: certainty(steady)) == [""])
    #expect(
      CertaintyWords.text(of: certainty(steady + steady)).hasSuffix(
        "after 2 looks, each with its part of the error."))
  }

  @Test func `it is said where the most that was allowed was not enough, and for what`() throws {
    let certainty = certainty(wide, steady + steady)
    #expect(
      CertaintyWords.text(of: certainty)
        == "Stopped at 20 replications, the most that was allowed, before every figure was known "
        + "to 5 %.")
    let finding = try #require(certainty.findings[0])
    let reached = try #require(CertaintyWords.reached(finding))
    let half = finding.interval.halfWidth
    #expect(reached == half / (1.2e9 - half) && reached > 0.05)
    #expect(CertaintyWords.notes(of: certainty) == ["known to 14.21 % only", ""])
  }

  @Test func `it is said of how many figures nothing is known`() {
    #expect(
      CertaintyWords.text(of: certainty(steady, lacking)).hasSuffix(
        " One figure is not there in every replication and was not waited for."))
    #expect(
      CertaintyWords.text(of: certainty(lacking, lacking))
        == "Stopped after 10 replications. No figure is there in every replication, so none is "
        + "known.")
  }

  @Test func `a goal's row says in how many replications it was met`() {
    let figures = Array(repeating: 0, count: 18) + [2, 0] as [Double?]
    let verdict = Verdict(GoalVerdict(goals[1], figures: figures))
    #expect(verdict.note.hasPrefix("met in 19 of 20 replications, 76–99 %; "))
    #expect(verdict.met != nil)
    #expect(Verdict(GoalVerdict(goals[1], figures: [0])).note == "")
  }
}
