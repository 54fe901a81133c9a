import Bench
import Documents
import Kernel
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// Load balancers before machines that come and go, and behind wires that are cut.
@Suite struct MachineTargetTests {
  private static let checks = "HealthCheckIntervalSeconds: 10, HealthCheckTimeoutSeconds: 5"

  private func run(
    group: String, behavior: String = "", outside: String = "{}", faults: String
  ) throws -> RunResult {
    try Bench(
      template: """
        Resources:
          Front: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}
          Port:
            Type: AWS::ElasticLoadBalancingV2::Listener
            Properties:
              LoadBalancerArn: !Ref Front
              DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]
          Group:
            Type: AWS::ElasticLoadBalancingV2::TargetGroup
            Properties: {\(Self.checks), \(group)}
          A: {Type: AWS::EC2::Instance, Properties: {InstanceType: m5.large}}
          B: {Type: AWS::EC2::Instance, Properties: {InstanceType: m5.large}}
        """,
      scenario: """
        duration: 2 min
        calibration: ideal
        traffic: {Shoppers: {to: Front, rate: 10/s, arrivals: constant}}
        outside: \(outside)
        behavior: {A: {duration: 5 ms\(behavior)}, B: {duration: 5 ms\(behavior)}}
        faults: [\(faults)]
        """
    ).run()
  }

  @Test(arguments: [
    ("TargetType: instance, Targets: [{Id: !Ref A}, {Id: !Ref B}]", ""),
    ("TargetType: instance", ", joins: Group"),
  ])
  func `instances are targets that the group lists, or that join it`(
    group: String, behavior: String
  ) throws {
    let result = try run(group: group, behavior: behavior, faults: "")
    let (first, second) = (
      try result.edge(from: "Front", to: "A"), try result.edge(from: "Front", to: "B")
    )
    #expect(first.acknowledged + second.acknowledged == 1_199)
    #expect(abs(first.acknowledged - second.acknowledged) <= 1)
  }

  @Test func `an instance that ends is left out once its checks fail`() throws {
    let result = try run(
      group: "TargetType: instance, Targets: [{Id: !Ref A}, {Id: !Ref B}]",
      faults: "{at: 32 s, terminate: A}")
    // The checks at 40 s and 50 s fail, which shows at 55 s.
    let cutOff = try result.count("HTTPCode_ELB_502_Count", at: "Front")
    #expect(100...120 ~= cutOff)
    #expect(try result.count("HTTPCode_Target_5XX_Count", at: "Front") == 0)
    #expect(try result.edge(from: "Front", to: "B").acknowledged > 900)
  }

  @Test func `504: nothing gets through to a target, which fails its checks`() throws {
    let result = try run(
      group: "TargetType: ip, Targets: [{Id: a}, {Id: b}]", outside: "{a: {}, b: {}}",
      faults: "{at: 32 s, for: 60 s, partition: a}")
    let timedOut = try result.count("HTTPCode_ELB_504_Count", at: "Front")
    #expect(100...120 ~= timedOut)
    #expect(try result.samples("AnswerTime", at: "Shoppers").count == UInt64(1_199 - timedOut))
  }
}
