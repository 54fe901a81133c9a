import Bench
import Documents
import Testing

@testable import Services

/// What is wrong with an alarm, and what is said of it.
@Suite struct AlarmSlipTests {
  private static func found(_ resources: String) -> (slips: String, notes: [String]) {
    do throws(InputErrors) {
      return ("none", try AlarmRunTests.bench(resources).notes)
    } catch {
      let slips = error.errors.map { $0.problem + ($0.remedy.map { " → " + $0 } ?? "") }
      return (slips.joined(separator: "\n"), [])
    }
  }

  private static let sound =
    "Namespace: AWS/SQS, MetricName: NumberOfMessagesSent, Statistic: Sum, Period: 60, "
    + "Dimensions: [{Name: QueueName, Value: !GetAtt Orders.QueueName}], EvaluationPeriods: 3, "
    + "ComparisonOperator: GreaterThanThreshold, Threshold: 1"

  private static func found(in properties: String) -> (slips: String, notes: [String]) {
    found("  Backlog: {Type: AWS::CloudWatch::Alarm, Properties: {\(properties)}}\n")
  }

  private static func slips(_ part: String, _ replacement: String) -> String {
    found(in: sound.replacing(part, with: replacement)).slips
  }

  private static func notes(_ part: String, _ replacement: String) -> [String] {
    found(in: sound.replacing(part, with: replacement)).notes
  }

  @Test func `a sound alarm is read without a word`() {
    #expect(Self.found(in: Self.sound).slips == "none")
    #expect(Self.found(in: Self.sound).notes.isEmpty)
    #expect(Self.slips("Threshold: 1", "Threshold: '1.5', Tags: []") == "none")
    #expect(Self.slips("!GetAtt Orders.QueueName", "Orders") == "none")
  }

  @Test func `what an alarm cannot do without is asked for`() {
    #expect(
      Self.slips("EvaluationPeriods: 3, ", "")
        == "Backlog has no EvaluationPeriods → give the number of periods that are considered")
    #expect(
      Self.slips("ComparisonOperator: GreaterThanThreshold, ", "")
        == "Backlog has no ComparisonOperator → for example GreaterThanThreshold")
    #expect(Self.slips(", Threshold: 1", "") == "Backlog has no Threshold → give a number")
    #expect(
      Self.slips("Threshold: 1", "Threshold: high")
        == "Threshold of Backlog is high → give a number")
    #expect(
      Self.slips("Threshold: 1", "Threshold: 1, ThresholdMetricId: band")
        == "Backlog has a ThresholdMetricId, and compares with no band → "
        + "leave it out, or choose a ComparisonOperator of bands")
    #expect(
      Self.slips("Period: 60, ", "") == "Backlog has no Period → give it in seconds, as 60")
    #expect(
      Self.slips("Namespace: AWS/SQS, ", "")
        == "Backlog has no Namespace → give Namespace and MetricName, or Metrics")
    #expect(
      Self.slips("Statistic: Sum, ", "")
        == "Backlog has no Statistic → give either Statistic or ExtendedStatistic")
    #expect(
      Self.slips("Statistic: Sum, ", "Statistic: Sum, ExtendedStatistic: p90, ")
        == "Backlog has two statistics → give either Statistic or ExtendedStatistic")
  }

  @Test func `numbers that do not fit together are refused`() {
    #expect(
      Self.slips("Threshold: 1", "Threshold: 1, DatapointsToAlarm: 4")
        == "DatapointsToAlarm of Backlog is 4, of 3 EvaluationPeriods → choose from 1 to 3")
    #expect(
      Self.slips("Period: 60", "Period: 90")
        == "Period of Backlog is 90 → choose 10, 20, 30 or a multiple of 60 up to 604800")
    #expect(
      Self.slips("EvaluationPeriods: 3", "EvaluationPeriods: 1441")
        == "EvaluationPeriods times Period of Backlog is 86460 s → "
        + "AWS looks back a day at most, 86400 s with this Period")
    #expect(
      Self.slips("Period: 60", "Period: 3600").contains("none"))
  }

  @Test func `a metric, a statistic or a resource that is misspelt is set right`() {
    #expect(
      Self.slips("NumberOfMessagesSent", "NumberOfMesagesSent")
        == "AWS::SQS::Queue has no metric NumberOfMesagesSent → "
        + "did you mean NumberOfMessagesSent?")
    #expect(
      Self.slips("Statistic: Sum", "Statistic: Summ")
        == "Summ of Backlog is no statistic → did you mean Sum?")
    #expect(
      Self.slips("!GetAtt Orders.QueueName", "Oders")
        == "QueueName of Backlog is Oders, which is no resource → did you mean Orders?")
    #expect(
      Self.slips("!GetAtt Orders.QueueName", "!Ref Pager")
        == "QueueName of Backlog is Pager, which has no metrics in AWS/SQS → "
        + "it is of type AWS::Lambda::Function")
    #expect(
      Self.slips("Threshold: 1", "Threshold: 1, TreatMissingData: breach")
        == "breach is no TreatMissingData of Backlog → "
        + "choose missing, ignore, breaching or notBreaching")
  }

  @Test func `what is not modelled is said, and never gets data`() {
    #expect(
      Self.notes("Namespace: AWS/SQS", "Namespace: Shop")
        == ["metrics of Shop are not modelled: Backlog never gets data of NumberOfMessagesSent"])
    #expect(
      Self.slips("Namespace: AWS/SQS", "Namespace: AWS/Sqs")
        == "AWS/Sqs of Backlog is no namespace → did you mean AWS/SQS?")
    #expect(
      Self.notes("!GetAtt Orders.QueueName", "!Ref Orders")
        == [
          "QueueName of Backlog is a URL, not a name: it never gets data of NumberOfMessagesSent"
        ])
    #expect(
      Self.notes("NumberOfMessagesSent", "SentMessageSize")
        == [
          "the metric SentMessageSize of AWS::SQS::Queue is not modelled: "
            + "Backlog never gets data of it"
        ])
    #expect(
      Self.notes("Statistic: Sum", "ExtendedStatistic: tm90")
        == ["the statistic tm90 is not modelled: Backlog stays in INSUFFICIENT_DATA"])
    #expect(
      Self.notes("Statistic: Sum", "ExtendedStatistic: p90")
        == [
          "percentiles of NumberOfMessagesSent are not modelled: "
            + "Backlog stays in INSUFFICIENT_DATA"
        ])
    #expect(
      Self.notes("GreaterThanThreshold", "GreaterThanUpperThreshold")
        == [
          "GreaterThanUpperThreshold of Backlog is not modelled: it stays in INSUFFICIENT_DATA"
        ])
    #expect(
      Self.found(in: "EvaluationCriteria: {PromQLCriteria: {Query: up}}").notes
        == [
          "the EvaluationCriteria of Backlog is not modelled: it stays in INSUFFICIENT_DATA"
        ])
    #expect(
      Self.notes("Period: 60", "Period: 10")
        == [
          "Backlog has a period of 10 s, and metrics of services have one value in a minute: "
            + "most of its periods have no data"
        ])
  }

  @Test func `actions are topics and functions, five for each state`() {
    func slips(_ actions: String) -> (slips: String, notes: [String]) {
      Self.found(in: Self.sound + ", AlarmActions: [\(actions)]")
    }
    #expect(
      slips("!GetAtt Orders.Arn").slips
        == "Orders takes no actions of alarms → "
        + "it is of type AWS::SQS::Queue; name a topic or a function")
    #expect(
      slips(Array(repeating: "!Ref News", count: 6).joined(separator: ", ")).slips
        == "AlarmActions of Backlog has 6 actions → AWS allows 5 for each state")
    #expect(
      slips("arn:aws:automate:us-east-1:ec2:stop").notes
        == ["Backlog cannot stop an EC2 instance: that is not modelled"])
    #expect(
      slips("arn:aws:swf:us-east-1:123456789012:action/actions/AWS_EC2.InstanceId.Reboot/1.0")
        .notes == ["Backlog cannot reboot an EC2 instance: that is not modelled"])
    #expect(
      slips("arn:aws:ssm:us-east-1:123456789012:opsitem:3").notes
        == [
          "AlarmActions of Backlog: arn:aws:ssm:us-east-1:123456789012:opsitem:3 is not "
            + "modelled, and nothing comes of it"
        ])
  }

  // MARK: Metric math

  private static let tail =
    "], EvaluationPeriods: 1, ComparisonOperator: GreaterThanThreshold, Threshold: 1"

  private static func metric(_ id: String, _ name: String, period: Int = 60) -> String {
    "{Id: \(id), ReturnData: false, MetricStat: {Stat: Sum, Period: \(period), Metric: "
      + "{Namespace: AWS/SQS, MetricName: \(name), "
      + "Dimensions: [{Name: QueueName, Value: !GetAtt Orders.QueueName}]}}}"
  }

  private static func math(_ entries: String) -> (slips: String, notes: [String]) {
    found(in: "Metrics: [" + entries + tail)
  }

  @Test func `an expression over metrics is reckoned each period`() throws {
    let properties =
      "Metrics: [" + Self.metric("sent", "NumberOfMessagesSent") + ", "
      + Self.metric("gone", "NumberOfMessagesDeleted")
      + ", {Id: e2, Expression: e1 / 2}, {Id: e1, Expression: sent - gone, ReturnData: false}"
      + Self.tail.replacing("Threshold: 1", with: "Threshold: 29")
    let bench = try AlarmRunTests.bench(
      "  Backlog: {Type: AWS::CloudWatch::Alarm, Properties: {\(properties)}}\n",
      traffic: "rate: 1/s")
    #expect(bench.notes.isEmpty)
    let result = bench.run()
    // 60 sent in a minute and none deleted, so the half is 30; in the first minute it is 29.5.
    #expect(AlarmRunTests.alarms(result) == [[60, nil]])
    #expect(try result.units("CloudWatch standard alarms", at: "Backlog") == 2 * 1_200)
  }

  @Test func `slips in Metrics are named`() {
    let sent = Self.metric("m1", "NumberOfMessagesSent")
    #expect(
      Self.math(sent).slips
        == "0 of the Metrics of Backlog have ReturnData → "
        + "set ReturnData: false of all but the one that the alarm watches")
    #expect(
      Self.math(sent + ", {Id: e1, Expression: m2 * 2}").slips
        == "no entry of Metrics of Backlog has the Id m2 → did you mean m1?")
    #expect(
      Self.math(sent + ", {Id: e1, Expression: e2}, {Id: e2, Expression: e1, ReturnData: false}")
        .slips == "the expressions of Backlog name each other → begin with one over metrics")
    #expect(
      Self.math(sent + ", {Id: e1, Expression: SUM(METRICS())}").notes
        == ["the expression SUM(METRICS()) is not modelled: Backlog stays in INSUFFICIENT_DATA"])
    #expect(
      Self.math(sent + ", " + Self.metric("m2", "NumberOfMessagesDeleted", period: 120)).slips
        == "the metrics of Backlog have 2 different periods → give all of them the same Period")
    #expect(
      Self.math(sent + ", {Id: m1, Expression: m1}").slips
        == "two Metrics of Backlog have the Id m1 → give each its own")
    #expect(
      Self.math("").slips
        == "Metrics of Backlog is empty → give a list of metrics and of an expression over them")
    #expect(
      Self.math(Self.metric("m1", "NumberOfMessagesSent", period: .max / 60 * 60)).slips
        == "Period of Backlog is 9223372036854775800 → "
        + "choose 10, 20, 30 or a multiple of 60 up to 604800")
    #expect(
      Self.math(sent + ", {Id: e1, Expression: m1, ReturnDta: true}").slips
        .hasPrefix("an entry of Metrics of Backlog has no property ReturnDta"))
    #expect(
      Self.math("{Id: m1}").slips
        == "m1 of Metrics of Backlog has neither MetricStat nor Expression → give one of them")
  }
}
