import Bench
import Kernel
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// Instances that code and schedules launch, and how often they may ask.
@Suite struct RunInstancesTests {
  private static func launched(minute: Int = 10) -> String {
    """
      App:
        Type: AWS::EC2::LaunchTemplate
        Properties: {LaunchTemplateData: {InstanceType: m5.large}}
      Grow: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, Timeout: 120}}
      Alarm:
        Type: AWS::Scheduler::Schedule
        Properties:
          ScheduleExpression: at(2026-01-01T00:\(minute):00)
          FlexibleTimeWindow: {Mode: "OFF"}
          Target: {Arn: !GetAtt Grow.Arn, RoleArn: r}

    """
  }

  private static func behavior(
    _ steps: String, joins: String = ", joins: Web",
    with terms: String = "retries: none, errors: caught, "
  ) -> String {
    """
    Web: {duration: 10 ms}
      App: {duration: 10 ms\(joins)}
      Grow: {\(terms)steps: [\(steps)]}
    """
  }

  @Test func `what code launches boots, serves where its behavior says, and the load falls`()
    throws
  {
    let bench = try WebHost.bench(
      WebHost.template(more: Self.launched()), rate: "150/s",
      behavior: Self.behavior("RunInstances: App"))
    #expect(bench.notes.isEmpty, "\(bench.notes)")
    let result = bench.run()
    let edge = try result.edge(from: "Users", to: "Web")
    #expect(edge.acknowledged == edge.entered)
    // It is pending for 5 s and boots for 10; then it gets half of all requests.
    let own = try result.count("Requests", at: "App")
    #expect(abs(own - 75 * (600 - 15)) <= 2)
    #expect(WebHost.changes(bench) == ["pending", "running"])
    let mean = try result.gauge("CPUUtilization", at: "Web").mean(upTo: result.end)
    #expect(abs((mean ?? 0) - (75 * 615 + 37.5 * 585) / 1_200) < 1)
    #expect(try result.edge(from: "Grow", to: "App").acknowledged == 1)
  }

  @Test func `instances that join nothing are told of, unless their template is called`() throws {
    let notes = try WebHost.bench(
      WebHost.template(more: Self.launched()),
      behavior: Self.behavior("RunInstances: App", joins: "")
    ).notes
    #expect(
      notes == [
        "instances of App join nothing: say in its behavior where they sign up for requests"
      ])
    let called = try WebHost.bench(
      WebHost.template(more: Self.launched()),
      behavior: Self.behavior("RunInstances: App", joins: ""),
      traffic: "Others: {to: App, rate: 1/s}")
    #expect(called.notes.isEmpty)
    let result = called.run()
    let edge = try result.edge(from: "Others", to: "App")
    #expect(edge.acknowledged > 400 && edge.dropped[Edge.Loss.failed.rawValue] > 400)
  }

  @Test func `a template without a type runs nothing, and what is not in the cost is said`() throws
  {
    let template = WebHost.template(
      ", BlockDeviceMappings: [{Ebs: {VolumeSize: 4, VolumeType: io2}}]",
      more: Self.launched().replacing("{InstanceType: m5.large}", with: "{ImageId: ami-1}"))
    let bench = try WebHost.bench(
      template, rate: "1/s", behavior: Self.behavior("RunInstances: App"))
    #expect(
      bench.notes == [
        "the price of io2 volumes of Web is not in the cost",
        "App has no InstanceType: every request for instances of it is refused",
      ])
    #expect(try bench.run().edge(from: "Grow", to: "App").dropped[Edge.Loss.refused.rawValue] == 1)
  }

  @Test func `instances of a template may run when the run begins, and serve in turn`() throws {
    let bench = try WebHost.bench(
      WebHost.template(more: Self.launched()), rate: "1/s",
      behavior: """
        Web: {duration: 10 ms}
          App: {duration: 10 ms, initially: 4}
        """, traffic: "Others: {to: App, rate: 10/s, arrivals: constant}")
    let result = bench.run()
    #expect(try result.gauge("ServingMachines", at: "App").level == 4)
    let edge = try result.edge(from: "Others", to: "App")
    #expect(edge.acknowledged == edge.entered)
    #expect(try result.units("EC2 m5.large instances", at: "App") >= 4 * 1_200)
  }

  @Test func `code terminates the oldest instance of a template`() throws {
    let bench = try WebHost.bench(
      WebHost.template(more: Self.launched()), rate: "1/s",
      behavior: Self.behavior(
        "RunInstances: App, RunInstances: App, wait: 60 s, TerminateInstances: App"
          .split(separator: ", ").map { "{\($0)}" }.joined(separator: ", ")))
    let result = bench.run()
    #expect(try result.gauge("RunningMachines", at: "App").maximum == 2)
    #expect(try result.gauge("RunningMachines", at: "App").level == 1)
    #expect(WebHost.changes(bench).count == 6)
  }

  @Test func `requests that come too often are turned away, and SDKs try again`() throws {
    let runs = Array(repeating: "RunInstances: App", count: 8).map { "{\($0)}" }
    let steps = "{parallel: [\(runs.joined(separator: ", "))]}"
    let bench = try WebHost.bench(
      WebHost.template(more: Self.launched()), rate: "1/s",
      behavior: Self.behavior(steps), calibration: "\(WebHost.times), ec2.throttling: true")
    let result = bench.run()
    let edge = try result.edge(from: "Grow", to: "App")
    #expect(edge.dropped[Edge.Loss.throttled.rawValue] == 3)
    #expect(try result.gauge("RunningMachines", at: "App").maximum == 5)
    let patient = try WebHost.bench(
      WebHost.template(more: Self.launched()), rate: "1/s",
      behavior: Self.behavior(steps, with: "retries: {attempts: 9, base: 1 s, jitter: none}, "),
      calibration: "\(WebHost.times), ec2.throttling: true"
    ).run()
    #expect(try patient.gauge("RunningMachines", at: "App").maximum == 8)
  }

  @Test func `a schedule runs so many instances, and starts several in one request`() throws {
    let template = WebHost.template(
      more: Self.launched()
        + WebHost.schedule(
          "Three", "runInstances",
          #"{"LaunchTemplate": {"LaunchTemplateId": "${App}"}, "MinCount": 1, "MaxCount": 3}"#)
        + WebHost.schedule(
          "Stop", minute: 6, "stopInstances", #"{"InstanceIds": ["${Web}", "${Two}"]}"#)
        + "  Two: {Type: AWS::EC2::Instance, Properties: {InstanceType: m5.large}}\n")
    let bench = try WebHost.bench(template, rate: "1/s", behavior: Self.behavior("wait: 0 s"))
    let result = bench.run()
    #expect(try result.gauge("RunningMachines", at: "App").level == 3)
    #expect(try result.gauge("RunningMachines", at: "Web").level == 0)
    #expect(try result.gauge("RunningMachines", at: "Two").level == 0)
    #expect(try result.edge(from: "Stop", to: "Web + Two").acknowledged == 1)
  }

  @Test(arguments: [
    (
      "startInstances", #"{"InstanceIds": ["${Changes}"]}"#,
      "InstanceIds in the Input of Clerk names Changes, which is not an EC2 instance → it is of "
        + "type AWS::SQS::Queue"
    ),
    (
      "runInstances", #"{"LaunchTemplate": {"LaunchTemplateId": "${Web}"}}"#,
      "LaunchTemplate in the Input of Clerk names Web, which is no launch template → it is of type "
        + "AWS::EC2::Instance"
    ),
    (
      "stopInstances", #"{"InstanceIds": ["Wbe"]}"#,
      "Wbe is no resource of this template → did you mean Web?"
    ),
  ])
  func `a call that names something else is refused`(call: String, input: String, slip: String) {
    #expect(
      WebHost.slip {
        try WebHost.bench(WebHost.template(more: WebHost.schedule("Clerk", call, input)))
      }
        == slip)
  }

  @Test func `a call without instances is refused by AWS each time`() throws {
    let bench = try WebHost.bench(
      WebHost.template(more: WebHost.schedule("Clerk", "startInstances", "{}")), rate: "1/s")
    #expect(bench.notes.contains { $0.contains("ec2:startInstances refuses every call of Clerk") })
  }

  // MARK: E10

  private func interface(_ world: World, _ label: String = "A") -> InstanceInterface {
    InstanceInterface(of: label, in: world)
  }

  /// How many of so many requests are taken, so many seconds into the run.
  private func taken(
    _ action: InstanceAction, _ requests: Int, of instances: Int64 = 1, after seconds: Double = 0,
    by interface: InstanceInterface, in world: World
  ) -> Int {
    world.run(until: Instant(nanoseconds: Int64(seconds * 1e9)))
    return (0..<requests).count { request in
      interface.answer(
        action, about: instances, Name(root: UInt64(request)), 0, in: world
      ).isDone
    }
  }

  @Test func `E10: a thousand instances are launched at once, and then two a second`() {
    let world = Stage().world
    let interface = interface(world)
    #expect(taken(.run, 2, of: 500, by: interface, in: world) == 2)
    #expect(taken(.run, 1, by: interface, in: world) == 0)
    #expect(taken(.run, 1, of: 20, after: 10, by: interface, in: world) == 1)
    #expect(taken(.run, 1, of: 1, after: 10, by: interface, in: world) == 0)
    #expect(taken(.run, 1, of: 2, after: 11, by: interface, in: world) == 1)
  }

  @Test func `E10: requests for one instance each are bounded first: five, then two a second`() {
    let world = Stage().world
    let interface = interface(world)
    #expect(taken(.run, 20, by: interface, in: world) == 5)
    #expect(taken(.run, 20, after: 1, by: interface, in: world) == 2)
    #expect(taken(.run, 20, after: 60, by: interface, in: world) == 5)
  }

  @Test(arguments: [
    (InstanceAction.run, 5, 2), (.start, 5, 2), (.stop, 50, 5), (.terminate, 100, 5),
    (.reboot, 50, 5),
  ])
  func `each action has a bucket of requests of its own`(
    action: InstanceAction, burst: Int, rate: Int
  ) {
    let world = Stage().world
    let interface = interface(world)
    #expect(taken(action, 500, by: interface, in: world) == burst)
    #expect(taken(action, 500, after: 1, by: interface, in: world) == rate)
    let other: InstanceAction = action == .run ? .start : .run
    #expect(taken(other, 1, after: 1, by: interface, in: world) == 1)
  }

  @Test(arguments: [
    (InstanceAction.run, Int64(2)), (.start, 2), (.stop, 20), (.terminate, 20),
  ])
  func `each action has a bucket of instances of its own`(action: InstanceAction, rate: Int64) {
    let world = Stage().world
    let interface = interface(world)
    #expect(taken(action, 1, of: 1_000, by: interface, in: world) == 1)
    #expect(taken(action, 1, of: rate + 1, after: 1, by: interface, in: world) == 0)
    #expect(taken(action, 1, of: rate, after: 1, by: interface, in: world) == 1)
  }

  @Test func `all resources of an account share the buckets, and ideal has none`() {
    let world = Stage().world
    #expect(taken(.run, 5, by: interface(world, "A"), in: world) == 5)
    #expect(taken(.run, 5, by: interface(world, "B"), in: world) == 0)
    let ideal = Stage("ideal").world
    #expect(taken(.run, 5_000, by: interface(ideal), in: ideal) == 5_000)
  }
}
