import Foundation
import Services
import Testing

@testable import Commands

/// What the shipped scenarios on duplicates and on fat and thin events are there to show.
@Suite struct ShippedEventTests {
  /// A figure of a design's report, by the keys on the way to it.
  private static func figure(_ path: [String], of scenario: String, _ design: String) throws -> Int
  {
    let desk = try ShippedScenarioTests.desk(scenario)
    _ = desk.run("run scenarios/\(scenario) --design \(design) --format json", catalogue: .aws)
    var value: Any? = try JSONSerialization.jsonObject(with: Data(desk.output.utf8))
    for key in path { value = (value as? [String: Any])?[key] }
    return try #require(value as? Int, "\(path)")
  }

  private static func effects(_ name: String, _ design: String) throws -> Int {
    try figure(["effects", "ChargeCard", name], of: "duplicate-orders", design)
  }

  @Test func `without a memory customers are charged twice, with a table nobody is`() throws {
    let twice = try Self.effects("repeated", "naive")
    #expect(twice > 500)
    #expect(try Self.effects("suppressed", "naive") == 0)
    #expect(try Self.effects("repeated", "idempotent") == 0)
    #expect(try Self.effects("suppressed", "idempotent") > 500)
  }

  @Test func `who asks for the order is ill with its source, who carries it is not`() throws {
    func repairs(_ design: String) throws -> Int {
      try Self.figure(
        ["effects", "SendBill", "failed"], of: "fat-or-thin-events", design)
    }
    #expect(try repairs("fat") == 0)
    #expect(try repairs("thin") > 1_000)
    #expect(try repairs("asking") > 1_000)
  }
}
