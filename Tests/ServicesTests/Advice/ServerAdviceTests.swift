import Bench
import Blueprints
import Studies
import Testing

@testable import Services

/// What is said of servers, machines and the workers on them, beside the border where nothing is.
@Suite struct ServerAdviceTests {
  private static func advice(
    _ scenario: String, template: String = "Resources: {Q: {Type: AWS::SQS::Queue}}"
  ) throws -> [String] {
    try Bench(
      template: template,
      scenario: "{duration: 60 s, drain: 10 min, calibration: ideal, \(scenario)}"
    ).run().nodes.flatMap { node in node.advice.map { "\(node.label): \($0.name)" } }
  }

  private static func shop(rate: String, queue: String) throws -> [String] {
    try advice(
      """
      traffic: {App: {to: Bank, rate: \(rate), arrivals: constant, retries: none, timeout: 2 s}},
      outside: {Bank: {workers: 1, latency: 0 ms\(queue)}},
      behavior: {Bank: {duration: 500 ms}}
      """)
  }

  @Test func `requests that wait longer than their callers are told`() throws {
    #expect(
      try Self.shop(rate: "3/s", queue: "") == ["Bank: requests wait longer than their callers"])
    #expect(try Self.shop(rate: "1/s", queue: "") == [])
    #expect(try Self.shop(rate: "3/s", queue: ", queue: {capacity: 2}") == [])
    #expect(try Self.shop(rate: "3/s", queue: ", queue: {expired: drop}") == [])
  }

  private static func workers(visibility: Int) throws -> [String] {
    try advice(
      """
      traffic: {App: {to: Q, rate: 4/s, arrivals: constant}},
      behavior: {W: {initially: 2, workers: 1, polls: {queue: Q, batch: 10}, duration: 600 ms}}
      """,
      template: """
        Resources:
          Q: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: \(visibility)}}
          W:
            Type: AWS::AutoScaling::AutoScalingGroup
            Properties:
              MinSize: 2
              MaxSize: 2
              AvailabilityZones: [us-east-1a]
              LaunchTemplate: {LaunchTemplateId: !Ref L, Version: "1"}
          L:
            Type: AWS::EC2::LaunchTemplate
            Properties: {LaunchTemplateData: {InstanceType: m5.large, ImageId: ami-1}}
        """)
  }

  @Test func `messages that come back while they are worked on are told`() throws {
    let name = "W: messages come back while they are worked on"
    #expect(try Self.workers(visibility: 2).contains(name))
    #expect(try !Self.workers(visibility: 60).contains(name))
  }

  @Test func `a queue that nobody reads is told`() throws {
    let traffic = "traffic: {App: {to: Q, rate: 1/s, arrivals: constant}}"
    #expect(try Self.advice(traffic) == ["Q: nobody reads the queue"])
  }
}
