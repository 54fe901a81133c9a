import Bench
import Kernel
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// Instances whose credits run out, and the alarms that watch their CPU.
@Suite struct CreditRunTests {
  private static func alarm(_ name: String = "Busy", period: Int, periods: Int) -> String {
    """
      \(name):
        Type: AWS::CloudWatch::Alarm
        Properties:
          Namespace: AWS/EC2
          MetricName: CPUUtilization
          Dimensions: [{Name: InstanceId, Value: !Ref Web}]
          Statistic: Average
          Period: \(period)
          EvaluationPeriods: \(periods)
          Threshold: 70
          ComparisonOperator: GreaterThanThreshold

    """
  }

  /// A web server that is 95 % busy on one core.
  private static func bench(
    _ type: String, _ more: String = "", calibration: String = WebHost.times, minutes: Int = 60,
    _ faults: String = ""
  ) throws -> Bench {
    try WebHost.bench(
      WebHost.template(
        type: "InstanceType: \(type)", ", Monitoring: true\(more)",
        more: alarm(period: 60, periods: 3)),
      duration: "\(minutes) min", rate: "9.5/s",
      behavior: "Web: {duration: 100 ms, workers: 50, queue: {capacity: 1000}}",
      calibration: calibration, faults)
  }

  @Test
  func `rule 17: when credits run out the alarm goes back to OK, and the service is saturated`()
    throws
  {
    let result = try Self.bench("t2.micro").run()
    // 30 credits last for 30 / (0.95 - 0.1) = 35.3 min; the alarm falls a minute after that.
    let alarms = AlarmRunTests.alarms(result)
    #expect(alarms.count == 1 && alarms[0][0] == 180)
    let end = try #require(alarms[0][1])
    #expect((35.3 * 60...40 * 60).contains(end))
    #expect(try result.gauge("CPUUtilization", at: "Web").level <= 10)
    #expect(try result.gauge("QueueLength", at: "Web").maximum == 1_000)
    #expect(try result.gauge("CPUCreditBalance", at: "Web").level == 0)
    #expect(try result.count("Throttles", at: "Web") > 5_000)
  }

  @Test func `an unlimited T3 works on, in debt`() throws {
    let result = try Self.bench("t3.micro").run()
    #expect(AlarmRunTests.alarms(result).isEmpty)
    #expect(try result.count("Throttles", at: "Web") == 0)
    // Two cores earn 12 credits in an hour; 0.95 of one spends 57.
    #expect((44...47).contains(try result.gauge("CPUSurplusCreditBalance", at: "Web").maximum))
    #expect(try result.units("EC2 CPU credits", at: "Web") == 0)
  }

  @Test func `a standard T3 has no credits to begin with`() throws {
    let result = try Self.bench(
      "t3.micro", ", CreditSpecification: {CPUCredits: standard}", minutes: 20
    ).run()
    // A tenth of two cores is all that it has.
    #expect(try result.gauge("QueueLength", at: "Web").maximum == 1_000)
    #expect(try result.gauge("CPUUtilization", at: "Web").level <= 10)
  }

  @Test func `a fault empties the credits at a moment`() throws {
    let result = try Self.bench(
      "t2.micro", minutes: 20, "faults: [{at: 5 min, credits: Web}]"
    ).run()
    let alarms = AlarmRunTests.alarms(result)
    #expect(alarms == [[180, 360]])
    #expect(try result.count("Throttles", at: "Web") > 1_000)
  }

  private static let id = #"{"InstanceIds": ["${Web}"]}"#

  @Test func `a reboot gives a lowered core no speed back`() throws {
    let result = try WebHost.bench(
      WebHost.template(
        type: "InstanceType: t2.micro",
        more: WebHost.schedule(minute: 8, "rebootInstances", Self.id)),
      duration: "20 min", rate: "9.5/s",
      behavior: "Web: {duration: 100 ms, workers: 50, queue: {capacity: 1000}}",
      "faults: [{at: 5 min, credits: Web}]"
    ).run()
    #expect(try result.gauge("CPUUtilization", at: "Web").level <= 10)
    #expect(try result.gauge("QueueLength", at: "Web").level > 900)
  }

  @Test func `a T3 finds its credits again when it is started`() throws {
    let result = try WebHost.bench(
      WebHost.template(
        type: "InstanceType: t3.micro", ", CreditSpecification: {CPUCredits: standard}",
        more: WebHost.schedule("Dawn", minute: 20, "stopInstances", Self.id)
          + WebHost.schedule("Dusk", minute: 21, "startInstances", Self.id)),
      duration: "30 min", rate: "1/d"
    ).run()
    // Twelve credits an hour, in all but the minute in which it was stopped.
    #expect(try result.gauge("CPUCreditBalance", at: "Web").maximum >= 5)
  }

  @Test func `what an instance owes is charged when it ends, and stays on the bill`() throws {
    let result = try WebHost.bench(
      WebHost.template(
        type: "InstanceType: t3.micro",
        more: WebHost.schedule(minute: 20, "terminateInstances", Self.id)),
      duration: "30 min", rate: "9.5/s", behavior: "Web: {duration: 100 ms, workers: 50}"
    ).run()
    // It spends 0.95 of a vCPU for 20 minutes, and earns 4 credits.
    let millicredits = try result.units("EC2 CPU credits", at: "Web")
    #expect((14_500...15_500).contains(millicredits))
    #expect(try result.gauge("CPUSurplusCreditBalance", at: "Web").level == 0)
  }

  @Test func `the cores are lowered little by little where the calibration says so`() throws {
    let fading = try Self.bench(
      "t2.micro", calibration: WebHost.times + ", ec2.creditFade: 15 min", minutes: 20,
      "faults: [{at: 5 min, credits: Web}]"
    ).run()
    // 70 % are left after five minutes.
    let end = try #require(AlarmRunTests.alarms(fading)[0][1])
    #expect((9 * 60...12 * 60).contains(end))
  }

  /// When an alarm of a web server first was in ALARM whose CPU became busy in the tenth minute, in
  /// minutes from then on.
  private func detection(
    monitored: Bool, period: Int, periods: Int, seed: Int
  ) throws -> Double {
    let result = try WebHost.bench(
      WebHost.template(
        monitored ? ", Monitoring: true" : "",
        more: Self.alarm(period: period, periods: periods)),
      duration: "40 min", rate: "1/s, spikes: [{at: 10 min, for: 30 min, rate: 19/s}]",
      behavior: "Web: {duration: 95 ms, workers: 50}", calibration: "base: aws-2026",
      "seed: \(seed)"
    ).run()
    let first = try #require(AlarmRunTests.alarms(result).first?[0])
    return first / 60 - 10
  }

  @Test(arguments: 1...6)
  func `rule 10: three minutes of detailed monitoring show within three to six minutes`(
    seed: Int
  ) throws {
    let minutes = try detection(monitored: true, period: 60, periods: 3, seed: seed)
    #expect((3...6.01).contains(minutes))
  }

  @Test(arguments: 1...6)
  func `rule 10: one period of basic monitoring shows within five to eleven minutes`(
    seed: Int
  ) throws {
    let minutes = try detection(monitored: false, period: 300, periods: 1, seed: seed)
    #expect((5...11.01).contains(minutes))
  }

  @Test func `metrics come each five minutes, and each minute with detailed monitoring`() throws {
    for (isDetailed, minutes) in [(false, Int64(5)), (true, 1)] {
      let bench = try WebHost.bench(
        WebHost.template(isDetailed ? ", Monitoring: true" : ""))
      let web = try #require(bench.world.node(labelled: "Web"))
      #expect(web.resolution(of: "CPUUtilization") == .minutes(minutes))
      #expect(web.resolution(of: "StatusCheckFailed") == .minutes(1))
      #expect(web.resolution(of: "CPUCreditBalance") == .minutes(5))
    }
  }

  @Test func `a stopped instance has no metrics`() throws {
    let result = try WebHost.bench(
      WebHost.template(
        ", Monitoring: true",
        more: Self.alarm(period: 60, periods: 3).replacing("Greater", with: "Less")
          + WebHost.schedule(minute: 10, "stopInstances", #"{"InstanceIds": ["${Web}"]}"#)),
      duration: "30 min", rate: "1/s", behavior: "Web: {duration: 1 ms}"
    ).run()
    #expect(try result.count("ChangesToInsufficientData", at: "Busy") == 1)
  }
}
