import Bench
import Measures
import Studies
import Testing

@testable import Services

/// Code whose SDK pays for its retries and, in adaptive mode, keeps to a rate.
@Suite struct CodeRetryTests {
  private static func run(
    _ profile: String, _ steps: String, api: String = "fails: 100 %", batch: Int = 1
  ) throws -> RunResult {
    try Bench(
      template: """
        Resources:
          Worker: {Type: AWS::Lambda::Function, Properties: {Timeout: 900}}
        """,
      scenario: """
        duration: 400 s
        calibration: ideal
        traffic:
          App: {to: Worker, rate: 15/min, batch: \(batch), arrivals: constant, retries: none}
        outside: {Api: {\(api)}, Other: {\(api)}}
        behavior: {Worker: {retries: \(profile), steps: [\(steps)]}}
        """
    ).run()
  }

  private static func total(_ name: String, of label: String, _ result: RunResult) throws -> Int64 {
    let node = try #require(result.nodes.first { $0.label == label })
    let instrument = try #require(node.instruments.first { $0.measure.name == name })
    guard case .count(let count) = instrument.keeper else { return -1 }
    return count.total
  }

  /// The attempts after the first.
  private static func retries(of label: String, _ result: RunResult) throws -> Int64 {
    let edge = try #require(result.edges.first { $0.to == label })
    return try total("Requests", of: label, result) - edge.entered
  }

  @Test(
    arguments: [
      ("standard-2026", 35), ("standard", 100), ("adaptive", 100), ("legacy", 0), ("none", 0),
    ] as [(String, Int64)])
  func `an environment makes 35 failed retries in a row at cost 14, and 100 at cost 5`(
    profile: String, retries: Int64
  ) throws {
    let result = try Self.run(profile, "Request: Api")
    let calls = try #require(result.edges.first { $0.to == "Api" }).entered
    // Without a quota every call is tried four times more.
    let expected = profile == "legacy" ? 4 * calls : retries
    #expect(calls > 90)
    #expect(try Self.retries(of: "Api", result) == expected)
  }

  @Test func `each environment has a quota of its own`() throws {
    let result = try Self.run("standard-2026", "Request: Api", batch: 2)
    #expect(try Self.retries(of: "Api", result) == 70)
  }

  @Test func `each service that the code calls has a client with a quota of its own`() throws {
    let result = try Self.run("standard-2026", "parallel: [{Request: Api}, {Request: Other}]")
    #expect(try Self.retries(of: "Api", result) == 35)
    #expect(try Self.retries(of: "Other", result) == 35)
  }

  @Test func `a call that is done fills the quota of its environment up`() throws {
    let result = try Self.run(
      "standard-2026", "repeat: {times: 50, steps: [Request: Api]}", api: "fails: 2 %")
    // A full quota and nothing earned would pay for 35.
    #expect(try Self.retries(of: "Api", result) > 70)
    #expect(try #require(result.edges.first { $0.to == "Api" }).lost < 10)
  }

  @Test func `adaptive code waits before its attempts rather than being throttled`() throws {
    let calls = "repeat: {times: 60, steps: [Request: Api]}"
    let api = "latency: 10 ms, limit: 30/s"
    let standard = try Self.run("standard", calls, api: api)
    let adaptive = try Self.run("adaptive", calls, api: api)
    let (many, few) = (
      try Self.total("Throttles", of: "Api", standard),
      try Self.total("Throttles", of: "Api", adaptive)
    )
    #expect(many > 100 && few * 2 < many)
    #expect(adaptive.consumers[0].completed == standard.consumers[0].completed)
  }
}
