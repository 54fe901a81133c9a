import Bench
import Foundation
import Studies
import Testing

/// What the shipped scenario of a hot partition says of its designs.
@Suite struct HotPartitionTests {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "scenarios/hot-partition")

  private static func run(_ design: String, _ settings: String...) throws -> RunResult {
    func text(_ name: String) throws -> String {
      try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }
    return try Bench(
      text("scenario.yaml"), files: ["template.yaml": text("template.yaml")], settings: settings,
      design: design
    ).run()
  }

  private static func lost(_ result: RunResult) throws -> Int64 {
    try result.edge(from: "Editors", to: "Boards").lost
  }

  @Test func `on demand the partition of the hot board turns away what the table has room for`()
    throws
  {
    let result = try Self.run("on-demand")
    #expect(try result.count("WriteKeyRangeThroughputThrottleEvents", at: "Boards") > 1_000)
    #expect(try result.count("WriteProvisionedThroughputThrottleEvents", at: "Boards") == 0)
    // A partition that cannot be hot has the same table serve all of it.
    let cool = try Self.run("on-demand", "calibration.dynamodb.partitionWrites=100000")
    #expect(try cool.count("ThrottledRequests", at: "Boards") == 0)
  }

  @Test func `a split for heat frees the neighbours of the board and not the board`() throws {
    // Else the table has partitions split by itself, as it makes ready for twice its new peak.
    let noPeak = "calibration.dynamodb.sustained=1 d"
    let never = try Self.lost(Self.run("on-demand", noPeak, "calibration.dynamodb.heat=unlimited"))
    let split = try Self.lost(Self.run("on-demand", noPeak))
    #expect(split * 5 < never * 4)
    #expect(split > 100)
  }

  @Test
  func `capacity that follows its use comes late and sees only what one partition lets through`()
    throws
  {
    let result = try Self.run("provisioned")
    #expect(try result.count("WriteProvisionedThroughputThrottleEvents", at: "Boards") > 1_000)
    #expect(try result.gauge("ProvisionedWriteCapacityUnits", at: "Boards").maximum < 3_000)
    #expect(try Self.lost(result) > Self.lost(Self.run("on-demand")))
  }

  @Test func `a board of which each version is an item is itself split`() throws {
    let result = try Self.run("versions")
    let late = try Self.run(
      "versions", "traffic.Editors.spikes=[{at: 10 min, for: 6 min, rate: 26/s}]")
    // Nothing more is lost in the second half of the rush.
    #expect(try Self.lost(result) < Self.lost(Self.run("on-demand")))
    #expect(try Self.lost(result) - Self.lost(late) < 20)
  }
}
