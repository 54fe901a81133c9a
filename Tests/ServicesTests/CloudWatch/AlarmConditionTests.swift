import Bench
import Documents
import Kernel
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// Alarms on metrics that come and go, on other services, and on what acts by itself.
@Suite struct AlarmConditionTests {
  private static func alarm(
    _ metric: String, _ more: String, threshold: String = "GreaterThanThreshold, Threshold: 0"
  ) -> String {
    """
      Watch:
        Type: AWS::CloudWatch::Alarm
        Properties: {\(metric), Period: 60, ComparisonOperator: \(threshold), \(more)}

    """
  }

  private static func errors(_ more: String) -> String {
    alarm(
      "Namespace: AWS/Lambda, MetricName: Errors, Statistic: Sum, "
        + "Dimensions: [{Name: FunctionName, Value: !Ref Pager}]", more)
  }

  /// The pager runs from 60 s to 120 s, and fails in the second half of that.
  private static func run(_ alarm: String) throws -> RunResult {
    try Bench(
      template: AlarmRunTests.resources + alarm,
      scenario: """
        duration: 20 min
        drain: 0 s
        calibration: ideal
        traffic:
          App: {to: News, rate: 1/h, arrivals: constant,
            spikes: [{at: 61 s, for: 118 s, rate: 1/s}]}
        behavior: {Pager: {duration: 1 ms}}
        faults: [{at: 61 s, for: 59 s, fail: Pager, share: 100 %}]
        """
    ).run()
  }

  @Test func `errors that stop while runs go on are zero, and end the alarm`() throws {
    let result = try Self.run(Self.errors("EvaluationPeriods: 1"))
    #expect(try result.count("Errors", at: "Pager") > 0)
    let alarms = AlarmRunTests.alarms(result)
    #expect(alarms.count == 1 && alarms[0][0] == 120)
    #expect(try #require(alarms[0][1]) > 120)
  }

  @Test func `a metric that stops is treated as the alarm says`() throws {
    func changes(_ treatment: String) throws -> [Int64] {
      let result = try Self.run(
        Self.errors("EvaluationPeriods: 1, TreatMissingData: \(treatment)"))
      return try ["ToOK", "ToAlarm", "ToInsufficientData"].map {
        try result.count("Changes" + $0, at: "Watch")
      }
    }
    // With breaching it is an alarm from the first evaluation on, and again at the end.
    #expect(try changes("breaching") == [1, 2, 0])
    #expect(try changes("notBreaching") == [2, 1, 0])
    #expect(try changes("missing") == [1, 1, 1])
    #expect(try changes("ignore") == [1, 1, 0])
  }

  @Test func `rule 9: old datapoints are looked at again after the metric has stopped`() throws {
    // One of three is enough. As nothing follows, the range of five reaches back to it.
    let result = try Self.run(Self.errors("EvaluationPeriods: 3, DatapointsToAlarm: 1"))
    let alarms = AlarmRunTests.alarms(result)
    #expect(alarms.count == 1)
    // In the evaluation at 360 s the minute with errors is the oldest of five periods.
    #expect(alarms[0] == [120, 420])
  }

  @Test func `a namespace that is not modelled has missing data`() throws {
    let result = try Self.run(
      Self.alarm(
        "Namespace: Shop, MetricName: Orders, Statistic: Sum",
        "EvaluationPeriods: 3, TreatMissingData: breaching"))
    #expect(AlarmRunTests.alarms(result) == [[0, nil]])
  }

  @Test func `alarms on DynamoDB keep their state while data is missing, unless told otherwise`()
    throws
  {
    func treatment(_ more: String, namespace: String = "AWS/DynamoDB") throws
      -> AlarmEvaluation.Treatment
    {
      let stage = Stage("ideal")
      let site = stage.site(
        "Watch",
        properties: "{Namespace: \(namespace), MetricName: UserErrors, Statistic: Sum, "
          + "Period: 60, EvaluationPeriods: 1, ComparisonOperator: GreaterThanThreshold, "
          + "Threshold: 1\(more)}")
      return try AlarmTerms.read(site.settings(AlarmSettings.self), at: site).rule.treatment
    }
    #expect(try treatment("") == .ignore)
    #expect(try treatment(", TreatMissingData: breaching") == .breaching)
    #expect(try treatment("", namespace: "AWS/SQS") == .missing)
  }

  @Test func `a percentile of few samples counts or not, as the alarm says`() throws {
    func alarms(_ more: String) throws -> [[Double?]] {
      AlarmRunTests.alarms(
        try Self.run(
          Self.alarm(
            "Namespace: AWS/Lambda, MetricName: Duration, ExtendedStatistic: p99, "
              + "Dimensions: [{Name: FunctionName, Value: !Ref Pager}]",
            "EvaluationPeriods: 1" + more,
            threshold: "GreaterThanOrEqualToThreshold, Threshold: 1")))
    }
    // No minute has the 1,000 samples that a p99 takes.
    #expect(try alarms("").count == 1)
    #expect(try alarms(", EvaluateLowSampleCountPercentile: ignore").isEmpty)
  }

  @Test func `minutes are those of the calendar, whenever the run begins`() throws {
    let bench = try Bench(
      template: AlarmRunTests.resources
        + AlarmRunTests.alarm(
          metric: "NumberOfMessagesSent", statistic: "Statistic: Sum",
          periods: "EvaluationPeriods: 1",
          threshold: "GreaterThanOrEqualToThreshold, Threshold: 60"),
      scenario: """
        duration: 10 min
        start: 2026-03-01T10:00:20Z
        drain: 0 s
        calibration: ideal
        traffic: {App: {to: Orders, rate: 1/s, arrivals: constant}}
        """)
    // The first minute has 40 s left; the next one is the first with 60 messages.
    #expect(AlarmRunTests.alarms(bench.run()) == [[100, nil]])
  }

  // MARK: Actions

  /// A policy that remembers what alarms said.
  private final class Policy: Node, AlarmAction {
    let card: NodeCard
    let isRepeated: Bool
    var signals: [(second: Double, signal: AlarmSignal)] = []

    init(_ label: String, isRepeated: Bool, in world: World) {
      card = NodeCard(
        label,
        Declaration(
          type: "policy", title: "Policy", summary: "Scales.",
          identity: Identity(ref: "{name}", arn: "{name}")), in: world)
      self.isRepeated = isRepeated
    }

    var alarmAction: (any AlarmAction)? { self }

    func act(_ signal: AlarmSignal, in world: World) {
      signals.append(((world.now - .start).seconds, signal))
    }
  }

  @Test(arguments: [true, false])
  func `an action of Auto Scaling is done every minute of the alarm, others at its begin`(
    isRepeated: Bool
  ) throws {
    let stage = Stage("ideal")
    let policy = stage.add(Policy("ScaleOut", isRepeated: isRepeated, in: stage.world))
    let instance = stage.add(Policy("Instance", isRepeated: false, in: stage.world))
    let queue = stage.add(Queue(QueueSettings(), label: "Orders", in: stage.world))
    let properties = """
      {Namespace: AWS/SQS, MetricName: NumberOfMessagesSent, Statistic: Sum, Period: 60,
       Dimensions: [{Name: QueueName, Value: Orders}, {Name: InstanceId, Value: Instance}],
       EvaluationPeriods: 1, ComparisonOperator: GreaterThanThreshold, Threshold: 1,
       AlarmActions: [ScaleOut, "arn:aws:automate:us-east-1:ec2:reboot"]}
      """
    let site = stage.site("Watch", properties: properties)
    let settings = site.settings(AlarmSettings.self)
    let alarm = Alarm(
      settings, try AlarmTerms.read(settings, at: site), label: "Watch", in: stage.world)
    stage.world.add(alarm)
    stage.world.seal()
    for node in stage.world.nodes {
      try node.connect(node === alarm ? site : stage.site(node.label))
    }
    stage.world.start()
    for second in stride(from: 30, to: 300, by: 10) {
      stage.run(to: Double(second))
      _ = stage.call(queue, 0)
    }
    stage.run(to: 600)
    #expect(policy.signals.map { $0.second } == (isRepeated ? [60, 120, 180, 240, 300] : [60]))
    #expect(policy.signals[0].signal.value == 3)
    #expect(policy.signals[0].signal.threshold == 1)
    #expect(policy.signals.map { $0.signal.isRepeated }.filter { $0 }.count == (isRepeated ? 4 : 0))
    #expect(instance.signals.map { $0.signal.verb } == ["reboot"])
  }
}
