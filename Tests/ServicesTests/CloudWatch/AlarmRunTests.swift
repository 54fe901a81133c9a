import Bench
import Documents
import Kernel
import Measures
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// Alarms in whole architectures.
@Suite struct AlarmRunTests {
  static let resources = """
    Resources:
      Orders: {Type: AWS::SQS::Queue}
      News: {Type: AWS::SNS::Topic}
      Pager: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13}}
      Wire:
        Type: AWS::SNS::Subscription
        Properties: {TopicArn: !Ref News, Protocol: lambda, Endpoint: !GetAtt Pager.Arn}

    """

  static func alarm(
    name: String = "Backlog", metric: String = "ApproximateNumberOfMessagesVisible",
    statistic: String = "Statistic: Maximum", periods: String = "EvaluationPeriods: 3",
    threshold: String = "GreaterThanThreshold, Threshold: 100", _ more: String = ""
  ) -> String {
    """
      \(name):
        Type: AWS::CloudWatch::Alarm
        Properties: {Namespace: AWS/SQS, MetricName: \(metric), \(statistic), Period: 60,
          Dimensions: [{Name: QueueName, Value: !GetAtt Orders.QueueName}], \(periods),
          ComparisonOperator: \(threshold)\(more)}

    """
  }

  static let twoOfThree = "EvaluationPeriods: 3, DatapointsToAlarm: 2"

  static func bench(
    _ more: String, traffic: String = "rate: 1/s", calibration: String = "ideal",
    duration: String = "20 min", behavior: String = "{Pager: {duration: 1 ms}}", seed: Int = 7
  ) throws(InputErrors) -> Bench {
    try Bench(
      template: resources + more,
      scenario: """
        duration: \(duration)
        drain: 0 s
        seed: \(seed)
        calibration: \(calibration)
        traffic: {App: {to: Orders, arrivals: constant, \(traffic)}}
        behavior: \(behavior)
        """)
  }

  /// When an alarm was in ALARM, in seconds.
  static func alarms(_ result: RunResult) -> [[Double?]] {
    result.episodes.filter { $0.kind == .inAlarm }.map { episode in
      [(episode.begin - .start).seconds, episode.end.map { ($0 - .start).seconds }]
    }
  }

  @Test func `a backlog over 100 for two of three minutes reaches the pager in the right minute`()
    throws
  {
    let result = try Self.bench(
      Self.alarm(periods: Self.twoOfThree, ", AlarmActions: [!Ref News]")
    ).run()
    // The minutes from 1 and from 2 on have more than 100; the second is over after 180 s.
    #expect(Self.alarms(result) == [[180, nil]])
    #expect(try result.count("ChangesToOK", at: "Backlog") == 1)
    #expect(try result.count("ChangesToAlarm", at: "Backlog") == 1)
    #expect(try result.edge(from: "Backlog", to: "News").acknowledged == 1)
    #expect(try result.edge(from: "News", to: "Pager").acknowledged == 1)
    #expect(try result.count("Invocations", at: "Pager") == 1)
    #expect(result.consumers.first { $0.label == "Pager" }?.completed == 1)
  }

  @Test func `the delay of the metric and the phase of the alarm come on top`() throws {
    let result = try Self.bench(
      Self.alarm(periods: Self.twoOfThree),
      calibration: "{base: ideal, cloudwatch.delivery: 60 s, cloudwatch.phase: 17 s}"
    ).run()
    #expect(Self.alarms(result) == [[257, nil]])
  }

  @Test(arguments: 1...12)
  func `rule 10: three minutes beyond the threshold are found after 3 to 6 minutes`(
    seed: Int
  ) throws {
    // The level stays above the threshold from some second of a minute on.
    let begin = 60 + 5 * seed
    let result = try Self.bench(
      Self.alarm(statistic: "Statistic: Minimum"),
      traffic: "rate: 1/h, spikes: [{at: \(begin) s, for: 1 s, rate: 1000/s}]",
      calibration: "aws-2026",
      seed: seed
    ).run()
    let found = try #require(Self.alarms(result).first?[0]) - Double(begin)
    #expect(found >= 180 + 60 && found <= 60 + 180 + 60 + 60 + 1)
  }

  @Test func `rule 10: a period of five minutes is found after 5 to 11 minutes`() throws {
    let alarm = Self.alarm(statistic: "Statistic: Minimum", periods: "EvaluationPeriods: 1")
      .replacing("Period: 60", with: "Period: 300")
    for seed in 1...6 {
      let begin = 60 + 9 * seed
      let result = try Self.bench(
        alarm, traffic: "rate: 1/h, spikes: [{at: \(begin) s, for: 1 s, rate: 1000/s}]",
        calibration: "aws-2026", seed: seed
      ).run()
      let found = try #require(Self.alarms(result).first?[0]) - Double(begin)
      #expect(found >= 300 && found <= 660)
    }
  }

  @Test func `rule 9: actions run once per transition`() throws {
    // Sent in the third minute alone, so a sum over two minutes is high for two evaluations.
    let result = try Self.bench(
      Self.alarm(
        metric: "NumberOfMessagesSent", statistic: "Statistic: Sum",
        periods: "EvaluationPeriods: 2, DatapointsToAlarm: 1",
        threshold: "GreaterThanOrEqualToThreshold, Threshold: 10",
        ", AlarmActions: [!Ref News], OKActions: [!Ref News], "
          + "InsufficientDataActions: [!Ref News]"),
      traffic: "rate: 1/h, spikes: [{at: 130 s, for: 40 s, rate: 1/s}]"
    ).run()
    #expect(Self.alarms(result) == [[180, 300]])
    // To OK, to ALARM and back.
    #expect(try result.count("NumberOfMessagesPublished", at: "News") == 3)
    #expect(try result.samples("TimeInAlarm", at: "Backlog").maximum == 120_000_000_000)
  }

  @Test func `an alarm begins with too little data`() throws {
    let bench = try Self.bench(Self.alarm(", AlarmActions: [!Ref News]"), duration: "30 s")
    let result = bench.run()
    let alarm = try #require(bench.world.node(labelled: "Backlog") as? Alarm)
    #expect(alarm.course.state == .insufficientData)
    #expect(try result.count("ChangesToOK", at: "Backlog") == 0)
  }

  @Test func `no actions are done where they are disabled, and EventBridge hears all the same`()
    throws
  {
    let rule = """
        Heard:
          Type: AWS::Events::Rule
          Properties:
            EventPattern:
              source: [aws.cloudwatch]
              detail-type: [CloudWatch Alarm State Change]
              detail: {alarmName: [{exists: true}], state: {value: [ALARM]},
                previousState: {value: [OK]},
                configuration: {metrics: {metricStat: {metric: {namespace: [AWS/SQS]}}}}}
            Targets: [{Id: One, Arn: !GetAtt Pager.Arn}]

      """
    let result = try Self.bench(
      Self.alarm(", AlarmActions: [!Ref News], ActionsEnabled: false") + rule
    ).run()
    #expect(try result.count("NumberOfMessagesPublished", at: "News") == 0)
    #expect(try result.count("MatchedEvents", at: "default") == 1)
    #expect(try result.count("UnmatchedEvents", at: "default") == 1)
    #expect(try result.count("Invocations", at: "Pager") == 1)
  }

  @Test func `without a rule nothing goes to the default bus`() throws {
    #expect(try Self.bench(Self.alarm()).world.node(labelled: "default") == nil)
  }

  @Test func `a function is invoked asynchronously, and its permission names its own principal`()
    throws
  {
    let bench = try Self.bench(Self.alarm(", AlarmActions: [!GetAtt Pager.Arn]"))
    #expect(
      bench.notes == [
        "Backlog invokes Pager only where a permission of the function names "
          + "lambda.alarms.cloudwatch.amazonaws.com"
      ])
    let result = bench.run()
    #expect(try result.count("AsyncEventsReceived", at: "Pager") == 1)
    #expect(try result.edge(from: "Backlog", to: "Pager").inlets == 1)
  }

  @Test func `a FIFO topic gets all messages of an alarm as one group`() throws {
    let more = """
        Ordered: {Type: AWS::SNS::Topic, Properties: {FifoTopic: true,
          ContentBasedDeduplication: true}}
        Line: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true,
          ContentBasedDeduplication: true}}
        OrderedWire:
          Type: AWS::SNS::Subscription
          Properties: {TopicArn: !Ref Ordered, Protocol: sqs, Endpoint: !GetAtt Line.Arn}

      """
    let result = try Self.bench(Self.alarm(", AlarmActions: [!Ref Ordered]") + more).run()
    #expect(try result.count("NumberOfMessagesSent", at: "Line") == 1)
  }

  @Test func `a month of an alarm costs ten cents for each metric`() throws {
    let result = try Self.bench(Self.alarm()).run()
    #expect(try result.units("CloudWatch standard alarms", at: "Backlog") == 1_200)
    #expect(Alarm.standard.cost(of: 730 * 3_600) == 100_000)
    #expect(Alarm.highResolution.cost(of: 730 * 3_600) == 300_000)
  }

  @Test func `an alarm changes nothing of what else happens`() throws {
    let without = try Self.bench("", calibration: "aws-2026").run()
    let with = try Self.bench(Self.alarm(), calibration: "aws-2026").run()
    #expect(without.fingerprint == with.fingerprint)
    #expect(without.arrivals == with.arrivals)
  }
}
