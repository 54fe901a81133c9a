import Bench
import Documents
import Measures
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// Auto Scaling groups in whole architectures.
@Suite struct AutoScalingRunTests {
  private static func template(_ group: String = "", _ more: String = "") -> String {
    """
    Resources:
      Machine:
        Type: AWS::EC2::LaunchTemplate
        Properties: {LaunchTemplateData: {InstanceType: c5.large, Monitoring: {Enabled: true}}}
      Web:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: {MinSize: '1', MaxSize: '6', DesiredCapacity: '2', VPCZoneIdentifier: [a, b],
          LaunchTemplate: {LaunchTemplateId: !Ref Machine, Version: '1'}\(group)}
      Backlog: {Type: AWS::SQS::Queue}
      Pager: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13}}
    \(more)

    """
  }

  private static func bench(
    _ template: String, duration: String = "30 min", traffic: String = "",
    pager: String = "{duration: 1 ms}", web: String = "{duration: 1 s, workers: 50}",
    more: String = ""
  ) throws(InputErrors) -> Bench {
    try Bench(
      template: template,
      scenario: """
        duration: \(duration)
        drain: 0 s
        calibration: {base: ideal, ec2.pending: 5 s, ec2.boot: 15 s, ec2.terminate: 10 s}
        traffic:
          Heap: {to: Backlog, arrivals: constant, rate: 1/s}
        \(traffic)
        behavior: {Web: \(web), Pager: \(pager)}
        \(more)
        """)
  }

  private static let tracking = """
      Keep:
        Type: AWS::AutoScaling::ScalingPolicy
        Properties: {AutoScalingGroupName: !Ref Web, PolicyType: TargetTrackingScaling,
          EstimatedInstanceWarmup: 60, TargetTrackingConfiguration: {TargetValue: 50.0,
            PredefinedMetricSpecification: {PredefinedMetricType: ASGAverageCPUUtilization}}}
    """

  /// An alarm on a backlog that is above 60 from the second minute on, and acts on a policy.
  private static func alarm(_ policy: String) -> String {
    """
      High:
        Type: AWS::CloudWatch::Alarm
        Properties: {Namespace: AWS/SQS, MetricName: ApproximateNumberOfMessagesVisible,
          Statistic: Maximum, Period: 60, EvaluationPeriods: 1, AlarmActions: [!Ref Rise],
          Dimensions: [{Name: QueueName, Value: !GetAtt Backlog.QueueName}], Threshold: 60,
          ComparisonOperator: GreaterThanThreshold}
      Rise:
        Type: AWS::AutoScaling::ScalingPolicy
        Properties: {AutoScalingGroupName: !Ref Web, AdjustmentType: ChangeInCapacity, \(policy)}
    """
  }

  @Test func `target tracking adds instances until the metric is near its target`() throws {
    let result = try Self.bench(
      Self.template("", Self.tracking), traffic: "  App: {to: Web, arrivals: constant, rate: 4/s}"
    ).run()
    // Four of four cores are busy: eight would be half busy.
    let desired = try result.gauge("GroupDesiredCapacity", at: "Web")
    #expect(desired.level == 4 && desired.maximum == 4)
    #expect(try result.count("CapacityChanges", at: "Keep") == 1)
    #expect(try result.gauge("GroupInServiceInstances", at: "Web").level == 4)
    #expect(try result.count("ChangesToAlarm", at: "Keep-AlarmHigh") == 1)
  }

  @Test func `target tracking takes instances away after fifteen quiet minutes`() throws {
    let result = try Self.bench(
      Self.template("", Self.tracking), duration: "40 min",
      traffic: "  App: {to: Web, arrivals: constant, rate: 1/s}"
    ).run()
    // A quarter of four cores: one instance is half busy.
    #expect(try result.gauge("GroupDesiredCapacity", at: "Web").level == 1)
    #expect(try result.count("Terminations", at: "Web") == 1)
  }

  @Test func `target tracking waits until the metric shows what it took away`() throws {
    let result = try Self.bench(
      Self.template("", Self.tracking).replacing(
        "DesiredCapacity: '2'", with: "DesiredCapacity: '6'"),
      duration: "40 min", traffic: "  App: {to: Web, arrivals: constant, rate: 3.5/s}"
    ).run()
    // 29 % of twelve cores are busy, and of eight 44 %; six would be beyond the target.
    #expect(try result.gauge("GroupDesiredCapacity", at: "Web").level == 4)
    #expect(try result.count("CapacityChanges", at: "Keep") == 1)
  }

  @Test func `rule 11: target tracking does nothing without data`() throws {
    let result = try Self.bench(
      Self.template(
        "", Self.tracking.replacing("ASGAverageCPUUtilization", with: "ASGAverageNetworkIn"))
    ).run()
    #expect(try result.count("CapacityChanges", at: "Keep") == 0)
    #expect(try result.gauge("GroupDesiredCapacity", at: "Web").level == 2)
  }

  @Test func `rule 6: an alarm asks every minute for as long as it lasts`() throws {
    let steps =
      "PolicyType: StepScaling, EstimatedInstanceWarmup: 0, "
      + "StepAdjustments: [{MetricIntervalLowerBound: 0, ScalingAdjustment: 1}]"
    let result = try Self.bench(
      Self.template("", Self.alarm(steps)), duration: "4 min 30 s"
    ).run()
    // In ALARM from 2 min on.
    #expect(try result.count("CapacityChanges", at: "Rise") == 3)
    #expect(try result.gauge("GroupDesiredCapacity", at: "Web").level == 5)
  }

  @Test func `rule 9: a breach that goes on adds nothing while instances warm up`() throws {
    let steps =
      "PolicyType: StepScaling, EstimatedInstanceWarmup: 240, "
      + "StepAdjustments: [{MetricIntervalLowerBound: 0, ScalingAdjustment: 1}]"
    let result = try Self.bench(
      Self.template("", Self.alarm(steps)), duration: "8 min 30 s"
    ).run()
    // At 2 min, and again once the first has been in service for 4 min, at 7 min.
    #expect(try result.count("CapacityChanges", at: "Rise") == 2)
  }

  @Test func `rule 5: a simple policy waits for its cooldown`() throws {
    let result = try Self.bench(
      Self.template("", Self.alarm("ScalingAdjustment: 1, Cooldown: 150")), duration: "6 min 30 s"
    ).run()
    // At 2 min, and at 5 min: the pause lasts from 2 min 5 s to 4 min 35 s.
    #expect(try result.count("CapacityChanges", at: "Rise") == 2)
  }

  @Test func `rule 14: EventBridge hears of launches, terminations and lifecycle actions`() throws {
    let more = """
        Hook:
          Type: AWS::AutoScaling::LifecycleHook
          Properties: {AutoScalingGroupName: !Ref Web, HeartbeatTimeout: 600,
            LifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING'}
        Heard:
          Type: AWS::Events::Rule
          Properties:
            EventPattern: {source: [aws.autoscaling],
              detail: {AutoScalingGroupName: [{exists: true}]}}
            Targets: [{Id: One, Arn: !GetAtt Pager.Arn}]
      """
    let result = try Self.bench(
      Self.template("", more), duration: "5 min",
      pager: "{steps: [{when: {detail-type: [EC2 Instance-launch Lifecycle Action]}, "
        + "steps: [CompleteLifecycleAction: Web]}]}",
      more: "faults: [{at: 60 s, terminate: Web}]"
    ).run()
    // The lost one is gone, another one waits, is let go on, and serves.
    #expect(try result.count("MatchedEvents", at: "default") == 3)
    #expect(try result.count("Invocations", at: "Pager") == 3)
    #expect(try result.gauge("GroupInServiceInstances", at: "Web").level == 2)
    #expect(try result.count("Replacements", at: "Web") == 1)
  }

  @Test func `a scheduled action gives a group another size`() throws {
    let more = """
        Night:
          Type: AWS::AutoScaling::ScheduledAction
          Properties: {AutoScalingGroupName: !Ref Web, MinSize: 0, DesiredCapacity: 0,
            Recurrence: '10 * * * *'}
        Morning:
          Type: AWS::AutoScaling::ScheduledAction
          Properties: {AutoScalingGroupName: !Ref Web, MinSize: 4, Recurrence: '20 * * * *'}
      """
    let bench = try Self.bench(Self.template("", more))
    let result = bench.run()
    let desired = try result.gauge("GroupDesiredCapacity", at: "Web")
    #expect(desired.level == 4 && desired.minimum == 0)
    #expect(try result.count("Launches", at: "Web") == 4)
  }

  @Test func `a zone that is lost is made up for in another one`() throws {
    let result = try Self.bench(
      Self.template(), duration: "5 min", more: "faults: [{at: 60 s, lose: zone, of: Web}]"
    ).run()
    #expect(try result.count("Replacements", at: "Web") == 1)
    #expect(try result.gauge("GroupInServiceInstances", at: "Web").level == 2)
  }

  @Test func `a group does what the scenario says of its launch template`() throws {
    let result = try Bench(
      template: Self.template(),
      scenario: """
        duration: 1 min
        calibration: ideal
        traffic: {App: {to: Web, arrivals: constant, rate: 1/s}}
        behavior: {Machine: {duration: 2 s, workers: 50}, Pager: {duration: 1 ms}}
        """
    ).run()
    #expect(try result.samples("Latency", at: "Web").minimum == 2_000_000_000)
  }

  @Test(arguments: [
    (", MinSize: '9'", "MinSize of Web is 9, and its MaxSize 6"),
    (", DesiredCapacity: '7'", "DesiredCapacity of Web is 7, out of range"),
    (", TerminationPolicies: [OldestInstanc]", "OldestInstanc of Web is no termination policy"),
    (", MaxInstanceLifetime: 3600", "MaxInstanceLifetime of Web is less than a day"),
    (", HealthCheckType: 'EBS, ELP'", "HealthCheckType of Web has ELP"),
    (
      ", InstanceMaintenancePolicy: {MinHealthyPercentage: 50, MaxHealthyPercentage: 200}",
      "the percentages of the InstanceMaintenancePolicy of Web are 150 apart"
    ),
  ])
  func `slips of a group are refused`(slip: String, problem: String) throws {
    let key = slip.split(separator: ":")[0].dropFirst(2)
    let text = Self.template(slip).replacing(
      "\(key): '\(key == "MinSize" ? 1 : 2)', ", with: "")
    #expect {
      _ = try Self.bench(text)
    } throws: { error in
      (error as? InputErrors)?.rendered.contains(problem) == true
    }
  }

  @Test(arguments: [
    ("PolicyType: StepScaling", "Rise has no StepAdjustments"),
    ("PolicyType: SimpleScaling", "Rise has no ScalingAdjustment"),
    ("PolicyType: TargetTrackingScaling", "Rise has no TargetTrackingConfiguration"),
    (
      "PolicyType: TargetTrackingScaling, TargetTrackingConfiguration: {TargetValue: 50}",
      "Rise has no metric"
    ),
    (
      "PolicyType: TargetTrackingScaling, TargetTrackingConfiguration: {TargetValue: 0, "
        + "PredefinedMetricSpecification: {PredefinedMetricType: ASGAverageCPUUtilization}}",
      "TargetValue of Rise is not above zero"
    ),
    (
      "PolicyType: TargetTrackingScaling, TargetTrackingConfiguration: {TargetValue: 50, "
        + "PredefinedMetricSpecification: {PredefinedMetricType: ASGAverageCPU}}",
      "ASGAverageCPU of Rise is no PredefinedMetricType"
    ),
    (
      "PolicyType: TargetTrackingScaling, TargetTrackingConfiguration: {TargetValue: 50, "
        + "PredefinedMetricSpecification: {PredefinedMetricType: ALBRequestCountPerTarget}}",
      "Rise counts requests, and has no ResourceLabel that names a target group"
    ),
    (
      "ScalingAdjustment: 1, MinAdjustmentMagnitude: 2",
      "Rise has a MinAdjustmentMagnitude, and changes no percentage"
    ),
  ])
  func `slips of a policy are refused`(slip: String, problem: String) throws {
    #expect {
      _ = try Self.bench(Self.template("", Self.alarm(slip)))
    } throws: { error in
      (error as? InputErrors)?.rendered.contains(problem) == true
    }
  }
}
