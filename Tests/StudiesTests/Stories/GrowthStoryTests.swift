import Bench
import Blueprints
import Kernel
import Testing

@testable import Studies

/// Stories of machines that came, and of the alarms that asked for them.
@Suite struct GrowthStoryTests {
  /// A group that keeps its CPU at half, beside an alarm that acts on nobody, while ten times as
  /// much comes as one instance can do.
  private static func group(_ size: String, faults: String = "") throws -> Story {
    let bench = try Bench(
      template: """
        Resources:
          Machine:
            Type: AWS::EC2::LaunchTemplate
            Properties: {LaunchTemplateData: {InstanceType: c5.large, Monitoring: {Enabled: true}}}
          Web:
            Type: AWS::AutoScaling::AutoScalingGroup
            Properties: {\(size), VPCZoneIdentifier: [a, b], DefaultInstanceWarmup: 60,
              LaunchTemplate: {LaunchTemplateId: !Ref Machine, Version: '1'}}
          Keep:
            Type: AWS::AutoScaling::ScalingPolicy
            Properties: {AutoScalingGroupName: !Ref Web, PolicyType: TargetTrackingScaling,
              TargetTrackingConfiguration: {TargetValue: 50.0,
                PredefinedMetricSpecification: {PredefinedMetricType: ASGAverageCPUUtilization}}}
          Watch:
            Type: AWS::CloudWatch::Alarm
            Properties: {Namespace: AWS/EC2, MetricName: CPUUtilization, Statistic: Average,
              Period: 60, EvaluationPeriods: 4, Threshold: 40,
              Dimensions: [{Name: AutoScalingGroupName, Value: !Ref Web}],
              ComparisonOperator: GreaterThanThreshold}
        """,
      scenario: """
        duration: 20 min
        drain: 0 s
        calibration: {base: ideal, ec2.pending: 5 s, ec2.boot: 15 s}
        traffic: {App: {to: Web, rate: 2/s, spikes: [{at: 2 min, for: 16 min, rate: 200/s}]}}
        behavior: {Web: {workers: 20, queue: {capacity: 20}, duration: 100 ms}}
        \(faults)
        """)
    return Story(of: bench.run())
  }

  @Test func `a group grew because the alarm of its policy went off, and no other`() throws {
    let story = try Self.group("MinSize: '1', MaxSize: '8', DesiredCapacity: '1'")
    #expect(story.line("alarmed", "Watch") != nil, "\(story.words)")
    #expect(story.chain("grew", "Web") == ["grew Web", "alarmed Keep-AlarmHigh"])
    let line = try #require(story.line("grew", "Web"))
    guard case .grew(let from, let to) = line.kind else { return }
    #expect(from == 1 && (3...8).contains(to))
  }

  @Test func `a machine that stands for a lost one came because of no alarm`() throws {
    let story = try Self.group(
      "MinSize: '2', MaxSize: '2', DesiredCapacity: '2'",
      faults: "faults: [{at: 10 min, terminate: Web}]")
    #expect(story.line("alarmed", "Keep-AlarmHigh") != nil, "\(story.words)")
    #expect(story.chain("grew", "Web") == ["grew Web"])
  }

  /// A function that launches an instance each time that an alarm goes off, after the fourth minute
  /// and after the eighth, while a shop gets too little.
  private static func launches() throws -> Story {
    let bench = try Bench(
      template: """
        Resources:
          Heap: {Type: AWS::SQS::Queue}
          Server:
            Type: AWS::EC2::LaunchTemplate
            Properties: {LaunchTemplateData: {InstanceType: c5.large}}
          Busy:
            Type: AWS::CloudWatch::Alarm
            Properties:
              Namespace: AWS/SQS
              MetricName: NumberOfMessagesSent
              Dimensions: [{Name: QueueName, Value: !GetAtt Heap.QueueName}]
              Statistic: Sum
              Period: 60
              EvaluationPeriods: 1
              Threshold: 100
              ComparisonOperator: GreaterThanThreshold
              AlarmActions: [!GetAtt Launch.Arn]
          Launch: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, Timeout: 60}}
        """,
      scenario: """
        duration: 15 min
        drain: 0 s
        calibration: {base: ideal, ec2.pending: 5 s, ec2.boot: 15 s}
        traffic:
          Noise:
            to: Heap
            rate: 0.1/s
            spikes: [{at: 3 min, for: 1 min, rate: 10/s}, {at: 7 min, for: 1 min, rate: 10/s}]
          Shop: {to: Orders, rate: 50/s, spikes: [{at: 1 min, for: 12 min, rate: 900/s}]}
        outside: {Orders: {workers: 10, queue: {capacity: 100}}}
        behavior:
          Orders: {duration: 50 ms}
          Server: {duration: 10 ms}
          Launch: {duration: 10 ms, steps: [{RunInstances: Server}]}
        """)
    return Story(of: bench.run())
  }

  @Test func `two launches near each other are told apart, each with the alarm that asked for it`()
    throws
  {
    let story = try Self.launches()
    let grown = story.lines.filter { $0.word == "grew Server" }
    #expect(grown.map { $0.kind } == [.grew(from: 0, to: 1), .grew(from: 1, to: 2)])
    let alarms = try grown.map { line in story.lines[try #require(line.cause)] }
    #expect(alarms.map { $0.word } == ["alarmed Busy", "alarmed Busy"])
    let waits = try zip(grown, alarms).map { line, alarm in
      try #require(line.begin) - #require(alarm.begin)
    }
    #expect(waits.allSatisfy { $0 >= .zero && $0 <= .minutes(1) }, "\(waits)")
  }
}
