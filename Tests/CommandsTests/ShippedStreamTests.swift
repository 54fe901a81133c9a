import Foundation
import Services
import Testing

@testable import Commands

/// What the shipped scenario on streams is there to show.
@Suite struct ShippedStreamTests {
  private static func report(_ design: String) throws -> [String: Any] {
    let desk = try ShippedScenarioTests.desk("order-stream")
    _ = desk.run("run scenarios/order-stream --design \(design) --format json", catalogue: .aws)
    let report = try JSONSerialization.jsonObject(with: Data(desk.output.utf8))
    return try #require(report as? [String: Any])
  }

  /// A figure of the wire from the table to a function.
  private static func copies(
    _ name: String, to function: String, _ report: [String: Any]
  ) throws -> Int {
    let edges = try #require(report["edges"] as? [[String: Any]])
    let edge = edges.first { $0["from"] as? String == "Orders" && $0["to"] as? String == function }
    return try #require(edge?[name] as? Int)
  }

  private static func repeated(_ report: [String: Any]) throws -> Int {
    let effects = try #require(report["effects"] as? [String: [String: Any]])
    return try #require(effects["UpdateStock"]?["repeated"] as? Int)
  }

  private static func age(at function: String, _ report: [String: Any]) throws -> Int {
    let resources = try #require(report["resources"] as? [String: [String: Any]])
    let ages = resources[function]?.first { $0.key.hasPrefix("IteratorAge") }
    return try #require((ages?.value as? [String: Any])?["max"] as? Int)
  }

  @Test func `one broken order holds up its shard, and the others run on`() throws {
    let report = try Self.report("defaults")
    let entered = try Self.copies("entered", to: "UpdateStock", report)
    let held = try Self.copies("held", to: "UpdateStock", report)
    #expect(held > entered / 10 && held < entered / 4)
    #expect(try Self.copies("held", to: "SendReceipt", report) == 0)
    #expect(try Self.age(at: "UpdateStock", report) > 14 * 60_000_000_000)
    #expect(try Self.age(at: "SendReceipt", report) < 5_000_000_000)
    #expect(try Self.repeated(report) > 10_000)
  }

  @Test(arguments: ["bisect", "partial-batch"])
  func `halves, two retries and a destination let everything else through`(design: String) throws {
    let report = try Self.report(design)
    #expect(try Self.copies("setAside", to: "UpdateStock", report) == 1)
    #expect(try Self.copies("held", to: "UpdateStock", report) == 0)
    #expect(try Self.age(at: "UpdateStock", report) < 10_000_000_000)
  }

  @Test func `a function that says what failed runs fewer records again`() throws {
    let bisected = try Self.repeated(Self.report("bisect"))
    let partial = try Self.repeated(Self.report("partial-batch"))
    #expect(partial < bisected && bisected < 100)
  }

  @Test func `whoever follows a table needs the permissions of streams`() throws {
    let desk = try ShippedScenarioTests.desk("order-stream")
    _ = desk.run("run scenarios/order-stream --design bisect", catalogue: .aws)
    let row = desk.output.split(separator: "\n").first { $0.contains("SendReceipt on Orders") }
    #expect(
      row?.hasSuffix(
        "dynamodb:DescribeStream, dynamodb:GetRecords, dynamodb:GetShardIterator, "
          + "dynamodb:ListStreams") == true)
  }
}
