import Documents
import Services
import Testing

@testable import Commands

/// What the shipped sensor fleet shows: that all coming back at once is more than two shards take,
/// and that room or patience mends it.
@Suite struct SensorFleetTests {
  /// The figures of an edge of a design.
  private func edge(_ from: String, _ to: String, of design: String) throws -> Document {
    let desk = try ShippedScenarioTests.desk("sensor-fleet")
    _ = desk.run(
      "run scenarios/sensor-fleet --design \(design) --format json", catalogue: .aws)
    let record = try JSON.read(SourceText(name: "report.json", text: desk.output))
    return try #require(
      record["edges"]?.list?.first { $0["from"]?.text == from && $0["to"]?.text == to })
  }

  private func count(_ name: String, _ edge: Document) throws -> Int64 {
    try #require(edge[name]?.number?.integer)
  }

  @Test(arguments: [("two-shards", true), ("twelve-shards", false), ("spread", false)])
  func `a fleet that comes back at once is too much for two shards, and for nothing else`(
    design: String, isTurnedAway: Bool
  ) throws {
    let edge = try edge("Ingest", "Readings", of: design)
    let (entered, aside) = (try count("entered", edge), try count("setAside", edge))
    #expect(entered > 15_000)
    #expect(isTurnedAway ? aside > 1_000 : aside == 0)
    #expect(try count("acknowledged", edge) + count("filtered", edge) + aside == entered)
  }
}
