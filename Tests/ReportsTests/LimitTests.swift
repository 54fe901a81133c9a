import Blueprints
import Kernel
import Measures
import Testing

@testable import Reports
@testable import Studies

/// The section and the record of bounds, over made-up nodes.
@Suite struct LimitTests {
  private func subject(_ runs: [[Ceiling]], labels: [String] = ["F"]) -> Subject {
    let results = runs.enumerated().map { replication, ceilings in
      Shop(replication: UInt32(replication)).result.with(
        labels.map { label in
          RunResult.NodeResult(
            label: label, number: 0, declaration: ShopDeclarations.function, instruments: [],
            charges: [], ceilings: ceilings)
        })
    }
    return Subject(title: "Shop", runs: results)
  }

  @Test func `limits are sorted by use, and those below one percent are one line`() throws {
    let section = try #require(
      LimitSection.section(
        of: subject([
          [
            Ceiling("low", 1_000, peak: 9, in: .count),
            Ceiling("half", 100, peak: 50, in: .requests),
            Ceiling("over", 10, peak: 12, in: .perSecond),
          ]
        ])))
    #expect(
      section.blocks == [
        .rows([
          Row("F: over", "120 %", note: "12/s of 10/s"),
          Row("F: half", "50 %", note: "50 of 100"),
        ]),
        .remark("1 more was used below 1 %."),
      ])
  }

  @Test func `of several replications the one counts that came nearest`() {
    let subject = subject([
      [Ceiling("a", 10, peak: 2, in: .count)], [Ceiling("a", 20, peak: 19, in: .count)],
    ])
    #expect(subject.nodes[0].ceilings == [Ceiling("a", 20, peak: 19, in: .count)])
  }

  @Test func `what nodes share is told of once`() throws {
    var shared = Ceiling("sns.publishRate", 300, peak: 90, in: .perSecond)
    shared.isShared = true
    let section = try #require(
      LimitSection.section(of: subject([[shared]], labels: ["A", "B"])))
    #expect(
      section.blocks == [.rows([Row("account: sns.publishRate", "30 %", note: "90/s of 300/s")])])
  }
}

extension RunResult {
  /// The same run with other nodes.
  fileprivate func with(_ nodes: [NodeResult]) -> RunResult {
    RunResult(
      design: design, seed: seed, replication: replication, trafficEnd: trafficEnd, end: end,
      drained: drained, nodes: nodes, edges: [], consumers: [], clients: [], arrivals: [],
      episodes: [], fingerprint: fingerprint, calibration: calibration, parameters: [],
      messages: 0, events: 0, imbalances: [])
  }
}
