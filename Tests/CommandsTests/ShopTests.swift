import Documents
import Services
import Testing

@testable import Commands

/// What the shipped shop shows: that the same trouble takes the one design down for good, and
/// leaves the other alone.
@Suite struct ShopTests {
  private func cascade(_ design: String) throws -> Document {
    let desk = try ShippedScenarioTests.desk("shop-synchronous-or-not")
    _ = desk.run(
      "run scenarios/shop-synchronous-or-not --design \(design) --format json", catalogue: .aws)
    let record = try JSON.read(SourceText(name: "report.json", text: desk.output))
    return try #require(record["cascades"]?.list?.first)
  }

  @Test func `the synchronous shop goes down in causal order, and stays down`() throws {
    let cascade = try cascade("synchronous")
    let falls = try #require(cascade["falls"]?.list)
    #expect(falls.map { $0["node"]?.text } == ["Payment", "Order", "Customers"])
    #expect(falls.map { $0["by"]?["from"]?.text } == [nil, "Order", "Customers"])
    #expect(falls.map { $0["by"]?["to"]?.text } == [nil, "Payment", "Order"])
    #expect(falls.allSatisfy { $0["end"]?.isNull == true })
    let goodput = try #require(cascade["goodput"]?.list?.first)
    #expect(goodput["metastable"]?.number?.double == 1)
    #expect(try #require(goodput["before"]?.number?.double) > 0.99)
    #expect(try #require(goodput["last"]?.number?.double) < 0.1)
  }

  @Test func `the shop of events has no cascade under the same customers and the same trouble`()
    throws
  {
    let cascade = try cascade("events")
    #expect(cascade["falls"]?.list?.map { $0["node"]?.text } == ["Payment"])
    #expect(cascade["falls"]?.list?.first?["hit"]?.flag == true)
    let goodput = try #require(cascade["goodput"]?.list?.first)
    #expect(goodput["metastable"]?.number?.double == 0)
    #expect(try #require(goodput["lowest"]?.number?.double) > 0.9)
  }

  @Test(arguments: [
    ("retries", true), ("no-retries", false), ("budget", false), ("short-queue", false),
    ("jitter", true), ("breaker", false),
  ])
  func `a retry storm ends where something bounds the work, which jitter does not`(
    design: String, staysDown: Bool
  ) throws {
    let desk = try ShippedScenarioTests.desk("retry-storm")
    let ending = desk.run(
      "run scenarios/retry-storm --design \(design) --format json", catalogue: .aws)
    #expect(ending == (staysDown ? .missed : .done))
    let record = try JSON.read(SourceText(name: "report.json", text: desk.output))
    let goodput = try #require(record["cascades"]?.list?.first?["goodput"]?.list?.first)
    #expect(goodput["metastable"]?.number?.double == (staysDown ? 1 : 0))
  }
}
