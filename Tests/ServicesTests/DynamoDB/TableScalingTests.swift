import Bench
import Documents
import Kernel
import Measures
import Studies
import Testing

@testable import Blueprints
@testable import Services

struct TableScalingTests {
  private static func template(
    _ dimension: String = "dynamodb:table:WriteCapacityUnits", id: String = "table/${T}",
    _ more: String = "", mode: String = "PROVISIONED",
    policy: String = "PolicyType: TargetTrackingScaling, "
      + "TargetTrackingScalingPolicyConfiguration: {TargetValue: 70, "
      + "PredefinedMetricSpecification: "
      + "{PredefinedMetricType: DynamoDBWriteCapacityUtilization}}"
  ) -> String {
    let throughput =
      mode == "PROVISIONED"
      ? "ProvisionedThroughput: {ReadCapacityUnits: 5, WriteCapacityUnits: 10}," : ""
    return """
      Resources:
        T:
          Type: AWS::DynamoDB::Table
          Properties: {BillingMode: \(mode), \(throughput) \(more)
            KeySchema: [{AttributeName: id, KeyType: HASH}]}
        Bounds:
          Type: AWS::ApplicationAutoScaling::ScalableTarget
          Properties: {ServiceNamespace: dynamodb, ScalableDimension: '\(dimension)',
            ResourceId: !Sub '\(id)', MinCapacity: 10, MaxCapacity: 400}
        Keep:
          Type: AWS::ApplicationAutoScaling::ScalingPolicy
          Properties: {ScalingTargetId: !Ref Bounds, \(policy)}
      """
  }

  private static func bench(
    _ template: String, rate: String = "35/s", duration: String = "30 min",
    calibration: String = "base: ideal", more: String = ""
  ) throws(InputErrors) -> Bench {
    try Bench(
      template: template,
      scenario: """
        duration: \(duration)
        calibration: {\(calibration)}
        traffic: {App: {to: T, arrivals: constant, rate: \(rate)\(more)}}
        """)
  }

  /// The provisioned writes of the table, or of one of its indexes, at the end.
  private func provisioned(_ result: RunResult, _ index: String = "") throws -> Int64 {
    for instrument in try #require(result.nodes.first { $0.label == "T" }).instruments
    where instrument.measure.name == "ProvisionedWriteCapacityUnits" && instrument.detail == index {
      if case .gauge(let gauge) = instrument.keeper { return gauge.gauge.level }
    }
    return -1
  }

  @Test func `two minutes above the target add what brings the use back to it`() throws {
    let before = try Self.bench(Self.template(), duration: "119 s").run()
    #expect(try provisioned(before) == 10)
    let result = try Self.bench(Self.template(), duration: "125 s").run()
    // 35 writes a second are 70 % of 50.
    #expect(try provisioned(result) == 50)
    #expect(try result.count("ChangesToAlarm", at: "Keep-AlarmHigh") == 1)
  }

  @Test func `an update takes minutes, in which nothing more is asked for`() throws {
    let slow = "base: ideal, dynamodb.update: 3 min"
    let before = try Self.bench(Self.template(), duration: "299 s", calibration: slow).run()
    #expect(try provisioned(before) == 10)
    let result = try Self.bench(Self.template(), duration: "305 s", calibration: slow).run()
    #expect(try provisioned(result) == 50)
  }

  @Test func `fifteen minutes far below the target take capacity away`() throws {
    func level(_ duration: String) throws -> Int64 {
      try provisioned(
        Self.bench(
          Self.template(), rate: "7/s", duration: duration,
          more: ", spikes: [{at: 0 s, for: 5 min, rate: 35/s}]"
        ).run())
    }
    #expect(try level("18 min") == 50)
    #expect(try level("22 min") == 10)
  }

  @Test func `an index is scaled by its own use`() throws {
    let result = try Self.bench(
      Self.template(
        "dynamodb:index:WriteCapacityUnits", id: "table/${T}/index/A",
        "GlobalSecondaryIndexes: [{IndexName: A, ProvisionedThroughput: "
          + "{ReadCapacityUnits: 5, WriteCapacityUnits: 20}}],"), rate: "35/s", duration: "200 s"
    ).run()
    #expect(try provisioned(result, "A") == 50)
    #expect(try provisioned(result) == 10)
  }

  @Test func `capacity is decreased four times at once, then once an hour, 27 times a day`() {
    func decreases(from begin: Int64, until end: Int64) -> Int {
      let quota = DecreaseQuota()
      var count = 0
      for minute in stride(from: begin * 60, to: end * 60, by: 1) {
        if quota.take(at: CalendarMoment(nanoseconds: minute * 60_000_000_000)) { count += 1 }
      }
      return count
    }
    #expect(decreases(from: 0, until: 1) == 4)
    #expect(decreases(from: 0, until: 24) == 27)
    #expect(decreases(from: 24, until: 48) == 27)
    #expect(decreases(from: 9, until: 10) == 4)
    #expect(decreases(from: 23, until: 25) == 8)
  }

  @Test func `a table that is over its bounds is brought within them from the start`() throws {
    let result = try Self.bench(
      Self.template().replacing("MinCapacity: 10", with: "MinCapacity: 20"), rate: "1/s",
      duration: "1 min"
    ).run()
    #expect(try provisioned(result) == 20)
    #expect(try result.units("DynamoDB write capacity", at: "T") == 20 * 60_000)
  }

  @Test(arguments: [
    (
      "table/${T}", "dynamodb:table:WriteCapacity", "PROVISIONED",
      "dynamodb:table:WriteCapacity is no ScalableDimension of a table"
    ),
    (
      "${T}", "dynamodb:table:WriteCapacityUnits", "PROVISIONED",
      "is no table of this template"
    ),
    (
      "table/${T}/index/B", "dynamodb:index:WriteCapacityUnits", "PROVISIONED",
      "/index/B is no index of a table of this template"
    ),
    (
      "table/${T}", "dynamodb:table:WriteCapacityUnits", "PAY_PER_REQUEST",
      "T is paid per request, and nothing of it is scaled"
    ),
  ])
  func `what cannot be scaled is refused`(
    id: String, dimension: String, mode: String, problem: String
  ) {
    #expect {
      _ = try Self.bench(Self.template(dimension, id: id, mode: mode))
    } throws: { error in
      (error as? InputErrors)?.rendered.contains(problem) == true
    }
  }

  @Test func `a table does not scale in steps`() {
    #expect {
      _ = try Self.bench(Self.template(policy: "PolicyType: StepScaling"))
    } throws: { error in
      (error as? InputErrors)?.rendered.contains(
        "Keep scales in steps, and what is provisioned of a table only tracks a target") == true
    }
  }

  @Test func `an alarm reads the metric of one index, and notes one that there is not`() throws {
    func alarm(_ name: String, on index: String) -> String {
      """
        \(name):
          Type: AWS::CloudWatch::Alarm
          Properties: {Namespace: AWS/DynamoDB, MetricName: ConsumedWriteCapacityUnits,
            Statistic: Sum, Period: 60, EvaluationPeriods: 1, Threshold: 100,
            ComparisonOperator: GreaterThanThreshold, Dimensions: [
            {Name: TableName, Value: !Ref T}, {Name: GlobalSecondaryIndexName, Value: \(index)}]}
      """
    }
    let bench = try Bench(
      template: """
        Resources:
          T: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: PAY_PER_REQUEST,
            GlobalSecondaryIndexes: [{IndexName: A}, {IndexName: B}]}}
        \(alarm("OnA", on: "A"))
        \(alarm("OnB", on: "B"))
        \(alarm("OnC", on: "C"))
        """,
      scenario: """
        duration: 3 min
        calibration: ideal
        traffic: {App: {to: T, arrivals: constant, rate: 5/s, indexes: {B: none}}}
        """)
    #expect(
      bench.notes == [
        "T measures no ConsumedWriteCapacityUnits of C: OnC never gets data of it"
      ])
    let result = bench.run()
    #expect(try result.count("ChangesToAlarm", at: "OnA") == 1)
    #expect(try result.count("ChangesToAlarm", at: "OnB") == 0)
  }
}
