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
    let result = try users("patience: 500 ms")
    let edge = try #require(result.edges.first { $0.from == "Visitors" })
    // Each asks every 4.5 s now.
    #expect(edge.entered == 220)
    #expect(edge.acknowledged == 0)
    #expect(edge.dropped[Edge.Loss.abandoned.rawValue] == 220)
    #expect(result.consumers[0].completed == 220)
  }

  @Test func `users who wait longer than the answer takes never give up`() throws {
    let result = try users("patience: 1001 ms")
    let edge = try #require(result.edges.first { $0.from == "Visitors" })
    #expect(edge.entered == 200 && edge.lost == 0)
  }

  @Test func `an answer that is given at once can come too late too`() throws {
    let result = try Bench(
      template: "Resources:\n  Orders: {Type: AWS::SQS::Queue}\n",
      scenario: """
        duration: 100 s
        calibration: {base: ideal, sqs.send: 2 s}
        traffic: {Visitors: {to: Orders, users: 1, thinkTime: 1 s, patience: 1 s}}
        """
    ).run()
    let edge = try #require(result.edges.first { $0.from == "Visitors" })
    #expect(edge.entered == 50)
    #expect(edge.dropped[Edge.Loss.abandoned.rawValue] == 50)
  }

  @Test func `users ask as often as their thinking and the answers allow`() throws {
    let result = try Bench(
      template: "Resources:\n  Shop: {Type: AWS::Lambda::Function, Properties: {Timeout: 60}}\n",
      scenario: """
        duration: 2000 s
        calibration: ideal
        traffic: {Visitors: {to: Shop, users: 50, thinkTime: {exponential: 4 s}}}
        behavior: {Shop: {duration: 1 s}}
        """
    ).run()
    let edge = try result.edge(from: "Visitors", to: "Shop")
    // 50 users with cycles of 5 s on average; four deviations of so many renewals are 450.
    #expect(abs(edge.entered - 20_000) < 450)
    #expect(edge.acknowledged == edge.entered)
  }

  @Test func `a user never asks twice at the same time`() throws {
    let result = try users("retries: none", duration: "30 s")
    // Each asks every 34 s, first after 4 s: at 4, 38 and 72.
    #expect(result.edges.first { $0.from == "Visitors" }?.entered == 30)
    #expect(try result.gauge("ConcurrentExecutions", at: "Shop").maximum == 10)
  }

  @Test func `a user waits for all attempts of the SDK together`() throws {
    let result = try Bench(
      template: """
        Resources:
          Orders:
            Type: AWS::DynamoDB::Table
            Properties:
              AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
              KeySchema: [{AttributeName: id, KeyType: HASH}]
              BillingMode: PAY_PER_REQUEST
        """,
      scenario: """
        duration: 100 s
        calibration: ideal
        traffic:
          Visitors: {to: Orders, users: 1, thinkTime: 1 s, patience: 1 s, retries: legacy}
        faults: [{at: 0 s, throttle: Orders, share: 100 %}]
        """
    ).run()
    let edge = try result.edge(from: "Visitors", to: "Orders")
    // Asked at 1, 3, … 99 s; tried at once and 50, 150, 350 and 750 ms later.
    #expect(edge.entered == 50)
    #expect(edge.dropped[Edge.Loss.abandoned.rawValue] == 50)
    #expect(try result.count("WriteThrottleEvents", at: "Orders") == 250)
    #expect(try result.count("SendsRetried", at: "Visitors") == 200)
  }

  @Test(arguments: ["fails: 0 %", "fails: 100 %", "rejects: 100 %"])
  func `a user waits no longer for a bad answer than for a good one`(odds: String) throws {
    let result = try Bench(
      template: "Resources: {Sink: {Type: AWS::SNS::Topic}}",
      scenario: """
        duration: 100 s
        calibration: ideal
        traffic:
          Visitors: {to: Slow, users: 1, thinkTime: 1 s, patience: 1 s, retries: none}
        outside: {Slow: {latency: 5 s, \(odds)}}
        """
    ).run()
    let edge = try result.edge(from: "Visitors", to: "Slow")
    // Asked at 1, 3, … 99 s, and left a second later.
    #expect(edge.entered == 50)
    #expect(edge.dropped[Edge.Loss.abandoned.rawValue] == 50)
  }
}
