import Bench
import Blueprints
import Kernel
import Testing

@testable import Services

@Suite struct GroupTests {
  private static let template = """
    Resources:
      OrderPlaced: {Type: AWS::SNS::Topic}
      Direct: {Type: AWS::SQS::Queue}
      Orders: {Type: AWS::SQS::Queue}
      ToQueue:
        Type: AWS::SNS::Subscription
        Properties:
          {TopicArn: !Ref OrderPlaced, Protocol: sqs, Endpoint: !GetAtt Orders.Arn}
    """

  private static func bench(_ traffic: String, _ calibration: String = "ideal") throws -> Bench {
    try Bench(
      template: template,
      scenario: """
        duration: 20 s
        drain: 0 s
        calibration: \(calibration)
        traffic:
        \(traffic)
        """)
  }

  /// How many of the messages that lie in a queue are of each group.
  private static func groups(_ bench: Bench) -> [UInt32: Int] {
    _ = bench.run()
    var counts: [UInt32: Int] = [:]
    let world = bench.world
    world.messages.forEachTaken { counts[world.group(of: $0.name) ?? 0, default: 0] += 1 }
    return counts
  }

  @Test func `a client's messages have the groups that it gives them`() throws {
    let even = Self.groups(try Self.bench("  Shop: {to: Direct, rate: 100/s, group: {count: 4}}"))
    #expect(Set(even.keys) == [1, 2, 3, 4])
    let weighted = Self.groups(
      try Self.bench("  Shop: {to: Direct, rate: 100/s, group: {weights: [9, 1]}}"))
    #expect(Set(weighted.keys) == [1, 2])
    #expect(weighted[1, default: 0] > 5 * weighted[2, default: 0])
    let zipf = Self.groups(
      try Self.bench("  Shop: {to: Direct, rate: 100/s, group: {$zipf: {of: 50, exponent: 1}}}"))
    #expect(zipf[1, default: 0] > zipf[2, default: 0] && zipf.count > 30)
    #expect(zipf.keys.allSatisfy { 1...50 ~= $0 })
  }

  @Test func `a named or numbered group is one for all, and the same of every client`() throws {
    let bench = try Self.bench(
      """
          A: {to: Direct, rate: 10/s, arrivals: constant, group: acme}
          B: {to: Direct, rate: 10/s, arrivals: constant, group: acme}
          C: {to: Direct, rate: 10/s, arrivals: constant, group: 7}
          D: {to: Direct, rate: 10/s, arrivals: constant}
      """)
    let found = Self.groups(bench)
    let each = found[7, default: 0]
    #expect(each == 199)
    #expect(found == [bench.world.groupNumber(named: "acme"): 2 * each, 7: each, 0: each])
  }

  @Test func `a topic passes the group on to its queues, which are fair ones`() throws {
    let bench = try Self.bench("  Shop: {to: OrderPlaced, rate: 100/s, group: 3}", "aws-2026")
    let found = Self.groups(bench)
    #expect(found[3, default: 0] > 1_800)
    #expect(found.count == 1)
    let queue = try #require(bench.world.nodes.first { $0.label == "Orders" } as? Queue)
    let fair = try #require(queue.fair)
    #expect(fair.groups.count == 2)
    #expect(fair.groups[1].counts.visible == queue.visible.gauge.level)
  }

  @Test func `a report lists what fair queues assume only where a queue is one`() throws {
    func names(_ group: String) throws -> [String] {
      let bench = try Self.bench("  Shop: {to: OrderPlaced, rate: 1/s\(group)}", "aws-2026")
      return bench.run().parameters.map { $0.name }
    }
    #expect(try names(", group: 3").contains("sqs.noisyInterval"))
    #expect(try !names("").contains("sqs.noisyInterval"))
    #expect(try names("").contains("sqs.disorder"))
  }

  @Test func `without a group no queue is a fair one`() throws {
    let bench = try Self.bench("  Shop: {to: OrderPlaced, rate: 100/s}", "aws-2026")
    _ = bench.run()
    let queues = bench.world.nodes.compactMap { $0 as? Queue }
    #expect(queues.count == 2)
    #expect(queues.allSatisfy { $0.fair == nil })
  }
}
