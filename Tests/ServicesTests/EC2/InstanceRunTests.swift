import Bench
import Documents
import Kernel
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// Instances in whole scenarios: their states and events, who stops and starts them, their bill.
@Suite struct InstanceRunTests {
  private static let id = #"{"InstanceIds": ["${Web}"]}"#

  @Test func `an instance serves from the begin of the run, on the vCPUs of its type`() throws {
    let bench = try WebHost.bench(WebHost.template(), rate: "100/s")
    #expect(bench.notes.isEmpty, "\(bench.notes)")
    let result = bench.run()
    let edge = try result.edge(from: "Users", to: "Web")
    #expect(edge.acknowledged == edge.entered && edge.entered >= 119_999)
    // Half of two cores.
    let mean = try result.gauge("CPUUtilization", at: "Web").mean(upTo: result.end)
    #expect(abs((mean ?? 0) - 50) < 0.5)
    #expect(WebHost.changes(bench).isEmpty)
  }

  @Test func `rule 15: schedules stop and start an instance, which the default bus hears of`()
    throws
  {
    let bench = try WebHost.bench(
      WebHost.template(
        more: WebHost.schedule("Dawn", "stopInstances", Self.id)
          + WebHost.schedule("Dusk", minute: 10, "startInstances", Self.id)), rate: "1/s")
    let result = bench.run()
    #expect(WebHost.changes(bench) == ["stopping", "stopped", "pending", "running"])
    #expect(try result.edge(from: "Web", to: "default").acknowledged == 4)
    #expect(try result.edge(from: "default", to: "Changes").entered == 4)
    // From five minutes to ten minutes and fifteen seconds nobody answers.
    let failed = try result.edge(from: "Users", to: "Web").dropped[Edge.Loss.failed.rawValue]
    #expect((314...316).contains(failed))
    #expect(try result.gauge("RunningMachines", at: "Web").minimum == 0)
    // It ran for 300 s, and from 605 s to the end.
    let units = try result.units("EC2 m5.large instances", at: "Web")
    #expect(units >= 300 + 595 && units <= 300 + 660)
  }

  @Test func `an instance gives its launch template the type that it lacks`() throws {
    let bench = try WebHost.bench(
      WebHost.template(
        type: "InstanceType: t3.micro, LaunchTemplate: {LaunchTemplateId: !Ref Plan, Version: 1}",
        more: "  Plan: {Type: AWS::EC2::LaunchTemplate, Properties: {LaunchTemplateData: "
          + "{CreditSpecification: {CpuCredits: standard}, Monitoring: {Enabled: true}}}}\n"),
      rate: "1/s")
    let web = try #require(bench.world.node(labelled: "Web") as? Instance)
    let design = try #require(web.instances.design)
    #expect(design.type.name == "t3.micro" && design.isMonitored)
    #expect(design.type.credits?.isUnlimited == false)
  }

  @Test func `a terminated instance is gone for good`() throws {
    let bench = try WebHost.bench(
      WebHost.template(
        ", BlockDeviceMappings: [{Ebs: {VolumeSize: 100, VolumeType: gp3}}]",
        more: WebHost.schedule("End", "terminateInstances", Self.id)
          + WebHost.schedule("Late", minute: 10, "startInstances", Self.id)), rate: "1/s")
    let result = bench.run()
    #expect(WebHost.changes(bench) == ["shutting-down", "terminated"])
    #expect(try result.edge(from: "Late", to: "Web").dropped[Edge.Loss.refused.rawValue] == 1)
    #expect(try result.units("EC2 m5.large instances", at: "Web") == 300)
    // A hundred GB until it is gone.
    #expect(try result.units("EBS gp3 storage", at: "Web") == 100 * 308)
  }

  @Test func `an instance may begin stopped, and is paid from its start on`() throws {
    let result = try WebHost.bench(
      WebHost.template(
        ", BlockDeviceMappings: [{Ebs: {VolumeSize: 10}}]",
        more: WebHost.schedule("Dusk", "startInstances", Self.id)), rate: "1/s",
      behavior: "Web: {initially: stopped}"
    ).run()
    let failed = try result.edge(from: "Users", to: "Web").dropped[Edge.Loss.failed.rawValue]
    #expect((314...316).contains(failed))
    let seconds = try result.units("EC2 m5.large instances", at: "Web")
    let end = (result.end - .start).nanoseconds / 1_000_000_000
    #expect(abs(seconds - (end - 305)) <= 1)
    #expect(try result.units("EBS gp2 storage", at: "Web") == 10 * end)
  }

  @Test func `a month of an idle t2.micro with 8 GB costs 9 dollars and 11 cents`() throws {
    let result = try WebHost.bench(
      WebHost.template(
        type: "InstanceType: t2.micro",
        ", BlockDeviceMappings: [{Ebs: {VolumeSize: 8, VolumeType: gp3}}]"),
      duration: "730 h", rate: "1/d", calibration: "base: ideal"
    ).run()
    let charges = result.nodes.first { $0.label == "Web" }?.charges ?? []
    let cost = charges.reduce(0) { $0 + $1.microdollars }
    #expect((9_105_000...9_112_000).contains(cost))
  }

  @Test func `detailed monitoring costs 2 dollars and 10 cents a month`() throws {
    let result = try WebHost.bench(
      WebHost.template(", Monitoring: true"), duration: "730 h", rate: "1/d",
      calibration: "base: ideal"
    ).run()
    let charges = result.nodes.first { $0.label == "Web" }?.charges ?? []
    let cost = charges.first { $0.price.item == "EC2 detailed monitoring" }?.microdollars ?? 0
    #expect((2_099_000...2_101_000).contains(cost))
  }

  @Test(arguments: [(10.0, Int64(60)), (60, 60), (60.5, 61), (300, 300)])
  func `each start is paid by the second, a minute at least`(
    seconds: Double, units: Int64
  ) throws {
    var bill = InstanceBill()
    bill.begin(0, at: .start)
    let end = Instant(nanoseconds: Int64(seconds * 1e9))
    bill.end(0, at: end)
    bill.end(0, at: end + .hours(1))
    let type = try #require(InstanceType(named: "t3.micro"))
    let charges = bill.charges(
      for: InstanceDesign(type: type), spotPrice: 1, surplus: 0, until: end + .hours(2))
    #expect(charges.map(\.units) == [units])
    bill.begin(0, at: end + .hours(2))
    // What still runs may yet fill its minute, and a month is reckoned from what it ran.
    let open = bill.charges(
      for: InstanceDesign(type: type), spotPrice: 1, surplus: 0,
      until: end + .hours(2) + .seconds(20))
    #expect(open.map(\.units) == [units + 20])
    let again = bill.charges(
      for: InstanceDesign(type: type), spotPrice: 1, surplus: 1_500, until: end + .hours(3))
    #expect(again.map(\.units) == [units + 3_600, 1_500])
    // A credit and a half of a vCPU-hour at 5 cents.
    #expect(again[1].microdollars == 1_250)
  }

  @Test func `two minutes before a Spot Instance is taken away, the default bus hears of it`()
    throws
  {
    let bench = try WebHost.bench(
      WebHost.template(
        type: "LaunchTemplate: {LaunchTemplateId: !Ref Cheap, Version: 1}",
        more: """
            Cheap:
              Type: AWS::EC2::LaunchTemplate
              Properties:
                LaunchTemplateData:
                  InstanceType: m5.large
                  InstanceMarketOptions: {MarketType: spot}
          """
      ), rate: "1/s",
      calibration: WebHost.times + ", ec2.spotLife: 10 min")
    let result = bench.run()
    #expect(
      WebHost.changes(bench) == ["terminate", "shutting-down", "terminated"])
    let price = result.nodes.first { $0.label == "Web" }?.charges.first?.price
    #expect(price?.item == "EC2 m5.large Spot instances" && price?.microdollars == 38_400)
    #expect(try result.units("EC2 m5.large Spot instances", at: "Web") == 600)
    let warning = bench.world.kinds.first {
      $0.content?["detail-type"]?.text == "EC2 Spot Instance Interruption Warning"
    }
    #expect(warning != nil)
  }

  @Test func `events tell of an instance what AWS tells`() throws {
    let bench = try WebHost.bench(
      WebHost.template(more: WebHost.schedule("Dawn", "stopInstances", Self.id)), rate: "1/s")
    _ = bench.run()
    let event = bench.world.kinds.first { $0.content?["source"]?.text == "aws.ec2" }?.content
    #expect(event?["detail-type"]?.text == "EC2 Instance State-change Notification")
    let id = event?["detail"]?["instance-id"]?.text ?? ""
    #expect(id.hasPrefix("i-spillway-Web-"))
    #expect(
      event?["resources"]?.items?.first?.text
        == "arn:aws:ec2:us-east-1:123456789012:instance/\(id)")
    #expect(
      event?["detail"]
        == .map([.init("instance-id", .text(id)), .init("state", .text("stopping"))]))
  }

  @Test func `status checks fail each minute while the host is impaired, and recover mends it`()
    throws
  {
    let bench = try WebHost.bench(
      WebHost.template(
        more: """
            Mend:
              Type: AWS::CloudWatch::Alarm
              Properties:
                Namespace: AWS/EC2
                MetricName: StatusCheckFailed_System
                Dimensions: [{Name: InstanceId, Value: !Ref Web}]
                Statistic: Maximum
                Period: 60
                EvaluationPeriods: 2
                Threshold: 0
                ComparisonOperator: GreaterThanThreshold
                AlarmActions: [!Sub "arn:aws:automate:${AWS::Region}:ec2:recover"]
          """), duration: "30 min", rate: "1/s",
      "faults: [{at: 10 min, for: 15 min, stop: Web}]")
    let result = bench.run()
    // Two minutes are over at 12 min; then it boots for ten seconds.
    let failed = try result.edge(from: "Users", to: "Web").dropped[Edge.Loss.failed.rawValue]
    #expect((128...132).contains(failed))
    #expect(AlarmRunTests.alarms(result).count == 1)
    #expect(try result.gauge("StatusCheckFailed", at: "Web").maximum == 1)
  }

  @Test(arguments: [
    ("stop", ["stopping", "stopped"]), ("terminate", ["shutting-down", "terminated"]),
    ("reboot", []),
  ])
  func `an alarm stops, terminates or reboots its instance`(
    verb: String, states: [String]
  ) throws {
    let bench = try WebHost.bench(
      WebHost.template(
        ", Monitoring: true",
        more: """
            Idle:
              Type: AWS::CloudWatch::Alarm
              Properties:
                Namespace: AWS/EC2
                MetricName: CPUUtilization
                Dimensions: [{Name: InstanceId, Value: !Ref Web}]
                Statistic: Average
                Period: 60
                EvaluationPeriods: 3
                Threshold: 80
                ComparisonOperator: LessThanThreshold
                AlarmActions: ["arn:aws:automate:us-east-1:ec2:\(verb)"]
          """), rate: "1/s")
    let result = bench.run()
    #expect(WebHost.changes(bench) == states)
    let failed = try result.edge(from: "Users", to: "Web").dropped[Edge.Loss.failed.rawValue]
    #expect(verb == "reboot" ? (9...11).contains(failed) : failed > 900)
  }

  @Test func `an instance that nobody can reach is told of`() throws {
    let extra = """
        Lost: {Type: AWS::EC2::Instance, Properties: {InstanceType: t3.nano}}
        Spare: {Type: AWS::EC2::Instance, Properties: {InstanceType: t3.nano}}
      """
    let bench = try WebHost.bench(
      WebHost.template(more: extra),
      behavior: "Spare: {joins: Web}")
    #expect(
      bench.notes == ["nothing sends requests to Lost: say in its behavior what it joins"])
  }

  @Test(arguments: [
    (
      "InstanceType: m5.lrge", "",
      "m5.lrge is no instance type that is modelled → did you mean m5.large?"
    ),
    ("Monitoring: true", "", "Web has no InstanceType → for example InstanceType: t3.micro"),
    (
      "InstanceType: t3.micro, CreditSpecification: {CPUCredits: endless}", "",
      "CPU credits are standard or unlimited, and not endless → choose one of them"
    ),
    (
      "InstanceType: t3.micro, LaunchTemplate: {LaunchTemplateId: !Ref Changes}", "",
      "LaunchTemplate of Web is Changes, which is no launch template → it is of type "
        + "AWS::SQS::Queue"
    ),
    (
      "InstanceType: t3.micro", "Web: {joins: Changes}",
      "Changes takes no machines → it is of type AWS::SQS::Queue; name a target group, a fleet or "
        + "a service"
    ),
    (
      "InstanceType: t3.micro", "Web: {joins: {a: b}}",
      "joins names who shares requests out, and is a map → for example joins: WebTargets"
    ),
    (
      "InstanceType: t3.micro", "Web: {initially: asleep}",
      "an instance is initially running or stopped, and not asleep → write initially: running, or "
        + "initially: stopped"
    ),
    (
      "InstanceType: t3.micro", "Web: {wrkers: 5}",
      "the behavior of Web has no wrkers → did you mean workers?"
    ),
  ])
  func `a slip in an instance is named`(properties: String, behavior: String, slip: String) {
    let template = WebHost.template(type: properties)
    let behavior = behavior.isEmpty ? "Web: {duration: 1 ms}" : behavior
    let found = WebHost.slip { try WebHost.bench(template, behavior: behavior) }
    #expect(found?.contains(slip) == true, "\(found ?? "nothing")")
  }
}
