import Bench
import Blueprints
import Kernel
import Studies
import Testing

@testable import Services

/// Users of a function that takes a second.
private func users(_ more: String, duration: String = "1 s") throws -> RunResult {
  try Bench(
    template: """
      Resources:
        Shop: {Type: AWS::Lambda::Function, Properties: {Timeout: 900}}
      """,
    scenario: """
      duration: 100 s
      calibration: ideal
      traffic: {Visitors: {to: Shop, users: 10, thinkTime: 4 s, \(more)}}
      behavior: {Shop: {duration: \(duration)}}
      """
  ).run()
}

@Suite struct UserTests {
  @Test func `users think, ask, and wait for the answer`() throws {
    let result = try users("retries: none")
    let edge = try #require(result.edges.first { $0.from == "Visitors" })
    // Each asks every 5 s, first after 4 s: at 4, 9, … 99.
    #expect(edge.entered == 200)
    #expect(edge.acknowledged == 200)
    #expect(result.drained == .start + .seconds(100))
  }

  @Test func `users who do not wait so long give up, and what they asked goes on`() throws {
    let result = try users("timeout: 500 ms")
    let edge = try #require(result.edges.first { $0.from == "Visitors" })
    // Each asks every 4.5 s now.
    #expect(edge.entered == 220)
    #expect(edge.acknowledged == 0)
    #expect(edge.dropped[Edge.Loss.abandoned.rawValue] == 220)
    #expect(result.consumers[0].completed == 220)
  }

  @Test func `users who wait longer than the answer takes never give up`() throws {
    let result = try users("timeout: 1001 ms")
    let edge = try #require(result.edges.first { $0.from == "Visitors" })
    #expect(edge.entered == 200 && edge.lost == 0)
  }

  @Test func `an answer that is given at once can come too late too`() throws {
    let result = try Bench(
      template: "Resources:\n  Orders: {Type: AWS::SQS::Queue}\n",
      scenario: """
        duration: 100 s
        calibration: {base: ideal, sqs.send: 2 s}
        traffic: {Visitors: {to: Orders, users: 1, thinkTime: 1 s, timeout: 1 s}}
        """
    ).run()
    let edge = try #require(result.edges.first { $0.from == "Visitors" })
    #expect(edge.entered == 50)
    #expect(edge.dropped[Edge.Loss.abandoned.rawValue] == 50)
  }
}
