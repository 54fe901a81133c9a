import Bench
import Blueprints
import Scenarios
import Services
import Testing

@testable import Studies

@Suite struct ReplicationTests {
  private func scenario(_ more: String) throws -> Scenario {
    try Bench.scenario(
      OrdersSample.scenario("template: template.yaml\nreplications: 4\n\(more)"),
      files: ["template.yaml": OrdersSample.template])
  }

  @Test func `replications come in their order, each as if it ran alone`() throws {
    let scenario = try scenario("")
    let design = scenario.designs[0]
    let results = try Replications.run(scenario, design, catalogue: .aws)
    #expect(results.map { $0.replication } == [0, 1, 2, 3])
    for result in results {
      let alone = try Simulation.run(
        scenario, design, replication: result.replication, catalogue: .aws)
      #expect(alone.fingerprint == result.fingerprint && alone.events == result.events)
    }
    #expect(Set(results.map { $0.fingerprint.value }).count == 4)
  }

  @Test func `later replications keep no courses, and all that is read of them is as it was`()
    throws
  {
    let scenario = try scenario(
      """
      goals:
        - drained within 1 h of 1 s
        - recovered within 1 h of 30 s
        - max of ApproximateNumberOfMessagesVisible at OrderQueue < 5 for 1 s
        - p99 of latency Shop to ProcessOrder < 1 h
      """)
    let design = scenario.designs[0]
    let results = try Replications.run(scenario, design, catalogue: .aws)
    func courses(_ result: RunResult) -> [Instrument.Keeper] {
      result.nodes.flatMap { $0.instruments }.map { $0.keeper }.filter { $0.grid != nil }
    }
    #expect(!courses(results[0]).isEmpty && results[0].courseReadings == nil)
    let verdicts = GoalVerdict.all(of: scenario, design, results)
    for result in results.dropFirst() {
      #expect(courses(result).isEmpty && result.edges.allSatisfy { $0.hop.series == nil })
      let alone = try Simulation.run(
        scenario, design, replication: result.replication, catalogue: .aws)
      let own = GoalVerdict.all(of: scenario, design, [alone])
      #expect(verdicts.map { $0.figures[Int(result.replication)] } == own.map { $0.figures[0] })
    }
    #expect(verdicts.allSatisfy { $0.figures.allSatisfy { $0 != nil } })
  }

  @Test func `with several replications the interval decides`() throws {
    let scenario = try scenario(
      """
      goals:
        - mean of latency Shop to ProcessOrder < 1 h
        - mean of latency Shop to ProcessOrder < 1 ms
        - lost from Shop = 0
      """)
    let results = try Replications.run(scenario, scenario.designs[0], catalogue: .aws)
    let verdicts = GoalVerdict.all(of: scenario, scenario.designs[0], results)
    #expect(verdicts.map { $0.outcome } == [.met, .missed, .met])
    let interval = try #require(verdicts[0].interval)
    #expect(interval.low < interval.high && interval.mean == verdicts[0].figure)
    #expect(verdicts[0].figures.count == 4)
  }

  @Test func `an interval around the bound is undecided, and says how many runs would decide`()
    throws
  {
    let goal = try scenario("goals: [mean of latency Shop to ProcessOrder < 2 s]")
      .designs[0].goals[0]
    let near = GoalVerdict(goal, figures: [1.9e9, 2.2e9, 1.7e9, 2.1e9])
    #expect(near.outcome == .undecided)
    // The half-width is 0.353 s and the distance 0.025 s: (0.353 / 0.025)² times four runs.
    #expect(near.decidingReplications == 797)
    #expect(GoalVerdict(goal, figures: [1e9, 1.1e9, 1.05e9]).outcome == .met)
    #expect(GoalVerdict(goal, figures: [3e9, 3.1e9, 3.05e9]).outcome == .missed)
    #expect(GoalVerdict(goal, figures: [1e9]).outcome == .met)
    #expect(GoalVerdict(goal, figures: [nil]).outcome == .undecided)
    #expect(GoalVerdict(goal, figures: [.infinity, .infinity]).outcome == .missed)
    #expect(GoalVerdict(goal, figures: [1e9, .infinity]).outcome == .undecided)
  }
}
