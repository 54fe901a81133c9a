import Bench
import Measures
import Studies
import Testing

@testable import Services

/// Clients of an endpoint outside, whose SDK pays for its retries.
@Suite struct ClientRetryQuotaTests {
  private static func run(
    _ profile: String, _ api: String, rate: String = "10/s", duration: String = "60 s"
  ) throws -> RunResult {
    try Bench(
      template: "Resources: {Orders: {Type: AWS::SQS::Queue}}\n",
      scenario: """
        duration: \(duration)
        calibration: ideal
        traffic: {Shop: {to: Api, rate: \(rate), arrivals: constant, retries: \(profile)}}
        outside: {Api: {\(api)}}
        """
    ).run()
  }

  private static func total(_ name: String, _ result: RunResult) throws -> Int64 {
    let node = try #require(result.nodes.first { $0.label == "Shop" })
    let instrument = try #require(node.instruments.first { $0.measure.name == name })
    guard case .count(let count) = instrument.keeper else { return -1 }
    return count.total
  }

  @Test(
    arguments: [("standard-2026", 35), ("standard", 100), ("adaptive", 100)] as [(String, Int64)])
  func `a client makes 35 failed retries in a row at cost 14, and 100 at cost 5`(
    profile: String, retries: Int64
  ) throws {
    let result = try Self.run(profile, "fails: 100 %")
    #expect(try Self.total("SendsRetried", result) == retries)
    // Each message that fails is a retry too few, or its third attempt.
    #expect(try Self.total("SendsFailed", result) == Self.total("MessagesSent", result))
    #expect(try Self.total("RetriesForbidden", result) > 400)
  }

  @Test func `a retry after a throttle costs 5 with the retries of 2026`() throws {
    // The limit takes the first request and one each hour.
    let result = try Self.run("standard-2026", "limit: 1/h")
    #expect(try Self.total("SendsRetried", result) == 100)
  }

  @Test(arguments: [0.9, 0.7])
  func `a share of failures p that lasts limits retries to about (1 - p) / 14 a call`(
    p: Double
  ) throws {
    let result = try Self.run(
      "standard-2026", "fails: \(Int(p * 100)) %", rate: "50/s", duration: "1000 s")
    let calls = Double(try Self.total("MessagesSent", result))
    let retries = Double(try Self.total("SendsRetried", result))
    // Calls earn (1 - p); a retry costs 14 where it fails; 500 tokens are there at the start.
    let expected = ((1 - p) * calls + 500) / (14 * p)
    #expect(abs(retries / expected - 1) < 0.1, "\(retries) retries, \(expected) expected")
  }

  @Test func `successes pay for the retries of rare failures`() throws {
    let result = try Self.run("standard-2026", "fails: 5 %", rate: "50/s", duration: "200 s")
    #expect(try Self.total("RetriesForbidden", result) == 0)
    #expect(try Self.total("SendsRetried", result) > 400)
  }

  @Test(arguments: [("none", 0), ("legacy", 4)] as [(String, Int64)])
  func `clients without a quota try again as often as ever`(
    profile: String, retries: Int64
  ) throws {
    let result = try Self.run(profile, "fails: 100 %")
    let sent = try Self.total("MessagesSent", result)
    #expect(try Self.total("SendsRetried", result) == retries * sent)
    #expect(try Self.total("RetriesForbidden", result) == 0)
  }
}
