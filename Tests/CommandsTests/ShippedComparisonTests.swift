import Documents
import Measures
import Services
import Testing

@testable import Commands

/// What the shipped comparison of a topic with an event bus shows at light load, with functions
/// that stay warm.
@Suite struct ShippedComparisonTests {
  private static let scenario = "scenarios/sns-or-eventbridge"
  private static let light = [
    "traffic.Shop.rate=1/s", "traffic.Shop.spikes=[]", "calibration.lambda.idleLife=3650d",
    "warmUp=1min", "duration=20min",
  ]

  /// The medians of latencies, replication by replication.
  private struct Medians {
    private let record: Document

    init(_ replications: Int, seed: Int, under calibration: String = "aws-2026") throws {
      let desk = try ShippedScenarioTests.desk("sns-or-eventbridge")
      let settings = (light + ["calibration.base=\(calibration)"]).map { "--set \($0)" }
      _ = desk.run(
        "compare \(scenario) --replications \(replications) --seed \(seed) --format json "
          + settings.joined(separator: " "), catalogue: .aws)
      record = try JSON.read(SourceText(name: "report.json", text: desk.output))
      #expect(record["messages"]?["same"]?.flag == true)
    }

    func values(_ design: String, at consumer: String) throws -> [Double] {
      let median = try #require(
        record["figures"]?.list?.first {
          $0["of"]?.text == "Shop to \(consumer)" && $0["figure"]?.text == "p50"
        })
      return try #require(median["values"]?[design]?.list).compactMap { $0.number?.double }
    }
  }

  @Test func `pairing narrows the interval of the difference of the medians to a third`() throws {
    // With forty replications the factor itself is uncertain by a fifth.
    let first = try Medians(100, seed: 1)
    let second = try Medians(100, seed: 2)
    func interval(_ bus: Medians, _ topic: Medians, at consumer: String) throws
      -> ConfidenceInterval
    {
      try #require(
        ConfidenceInterval(
          ofDifferences: bus.values("eventbridge", at: consumer),
          topic.values("sns", at: consumer)))
    }
    for consumer in ["Review", "Invoice"] {
      let paired = try [(first, first), (second, second)].map {
        try interval($0.0, $0.1, at: consumer)
      }
      let independent = try [(first, second), (second, first)].map {
        try interval($0.0, $0.1, at: consumer)
      }
      let factor =
        (independent[0].halfWidth + independent[1].halfWidth)
        / (paired[0].halfWidth + paired[1].halfWidth)
      #expect(factor >= 3, "\(consumer): \(factor)")
      #expect(paired.allSatisfy { !$0.contains(0) })
    }
  }

  @Test(arguments: [("measured-2022", 5.4), ("measured-2023", 2.0)])
  func `a bus is as much later than a topic as was measured, at a function that both invoke`(
    calibration: String, ratio: Double
  ) throws {
    let medians = try Medians(10, seed: 1, under: calibration)
    let (topic, bus) = try (
      medians.values("sns", at: "Notify"), medians.values("eventbridge", at: "Notify")
    )
    let found = bus.reduce(0, +) / topic.reduce(0, +)
    #expect((found / ratio - 1).magnitude < 0.15, "\(found)")
  }
}
