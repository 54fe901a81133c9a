import Bench
import Documents
import Kernel
import Measures
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// ECS services on Fargate: what they serve, what they fetch, and how they scale.
@Suite struct ContainerServiceTests {
  private static func template(
    _ service: String = "", _ more: String = "", size: String = "Cpu: 256, Memory: 512",
    queue: String = "VisibilityTimeout: 60"
  ) -> String {
    """
    Resources:
      Orders: {Type: AWS::SQS::Queue, Properties: {\(queue)}}
      Cluster: {Type: AWS::ECS::Cluster}
      Task: {Type: AWS::ECS::TaskDefinition, Properties: {\(size)}}
      Shop:
        Type: AWS::ECS::Service
        Properties: {Cluster: !Ref Cluster, TaskDefinition: !Ref Task,
          LaunchType: FARGATE\(service)}
    \(more)

    """
  }

  private static func bench(
    _ template: String, does behavior: String, duration: String = "5 min",
    traffic: String = "App: {to: Shop, arrivals: constant, rate: 1/s}", more: String = ""
  ) throws(InputErrors) -> Bench {
    try Bench(
      template: template,
      scenario: """
        duration: \(duration)
        calibration: {base: ideal, ecs.start: 30 s, ecs.boot: 5 s, ecs.stop: 2 s}
        traffic: {\(traffic)}
        behavior: {Shop: \(behavior)}
        \(more)
        """)
  }

  private static let orders = "App: {to: Orders, arrivals: constant, rate: 1/s}"

  // MARK: Serving

  @Test func `tasks have the part of a core that their Cpu says`() throws {
    let result = try Self.bench(
      Self.template(), does: "{duration: 100 ms, workers: 10}",
      traffic: "App: {to: Shop, arrivals: constant, rate: 1/s}"
    ).run()
    #expect(try result.samples("Latency", at: "Shop").quantile(0.5) == 400_000_000)
  }

  @Test func `a task that is lost is replaced`() throws {
    let result = try Self.bench(
      Self.template(", DesiredCount: 3"), does: "{duration: 10 ms}",
      more: "faults: [{at: 60 s, terminate: Shop, count: 2}]"
    ).run()
    #expect(try result.count("TasksReplaced", at: "Shop") == 2)
    #expect(try result.count("TasksStarted", at: "Shop") == 2)
    #expect(try result.gauge("RunningTaskCount", at: "Shop").level == 3)
  }

  @Test func `a task costs its CPU and memory by the second`() throws {
    let result = try Self.bench(
      Self.template(", DesiredCount: 2", size: "Cpu: .5 vCPU, Memory: 1 GB"),
      does: "{duration: 10 ms}", duration: "1 h"
    ).run()
    #expect(try result.units("Fargate vCPU, x86", at: "Shop") == 2 * 3_600 * 512)
    #expect(try result.units("Fargate memory, x86", at: "Shop") == 2 * 3_600 * 1_024)
    let hour = TaskBill.x86.cost(of: 3_600 * 1_024)
    #expect(hour == 40_480)
  }

  @Test func `a task costs a minute at least`() throws {
    var bill = TaskBill()
    bill.begin(0, at: .start)
    bill.end(0, at: .start + .seconds(5))
    bill.begin(0, at: .start + .seconds(100))
    bill.end(0, at: .start + .milliseconds(190_500))
    #expect(bill.totalSeconds(until: .start + .hours(1)) == 60 + 91)
  }

  @Test(arguments: [
    ("Cpu: 256, Memory: 512", true), ("Cpu: 256, Memory: 2048", true),
    ("Cpu: 256, Memory: 3072", false), ("Cpu: 512, Memory: 512", false),
    ("Cpu: 1 vCPU, Memory: 2 GB", true), ("Cpu: 300, Memory: 512", false),
    ("Cpu: 4096, Memory: 30720", true), ("Cpu: 16384, Memory: 122880", true),
    ("Cpu: 16384, Memory: 40000", false),
  ])
  func `Fargate has certain sizes only`(size: String, exists: Bool) {
    let bench = try? Self.bench(Self.template(size: size), does: "{duration: 1 ms}")
    #expect((bench != nil) == exists)
  }

  // MARK: Fetching

  @Test func `workers fetch, work and delete`() throws {
    let result = try Self.bench(
      Self.template(), does: "{polls: Orders, waits: 200 ms}", traffic: Self.orders
    ).run()
    let sent = try result.count("NumberOfMessagesSent", at: "Orders")
    #expect(sent > 290)
    #expect(result.consumers.first { $0.label == "Shop" }?.completed == sent)
    #expect(try result.count("NumberOfMessagesDeleted", at: "Orders") == sent)
    #expect(try result.edge(from: "Orders", to: "Shop").acknowledged == sent)
  }

  @Test func `as many batches are worked on at once as there are workers`() throws {
    let result = try Self.bench(
      Self.template(), does: "{polls: {queue: Orders, batch: 1}, workers: 3, waits: 2 s}",
      traffic: Self.orders
    ).run()
    #expect(try result.gauge("ActiveWorkers", at: "Shop").maximum == 2)
    let slow = try Self.bench(
      Self.template(), does: "{polls: {queue: Orders, batch: 1}, workers: 3, waits: 6 s}",
      traffic: Self.orders
    ).run()
    #expect(try slow.gauge("ActiveWorkers", at: "Shop").maximum == 3)
  }

  @Test func `a message comes again when its work takes longer than its visibility timeout`()
    throws
  {
    let result = try Self.bench(
      Self.template(queue: "VisibilityTimeout: 5"),
      does: "{polls: Orders, waits: 12 s, workers: 9}",
      duration: "70 s", traffic: "App: {to: Orders, arrivals: constant, rate: 1/min}"
    ).run()
    // Received at once, 5 s and 10 s later; the first receipt is stale when its work is done.
    #expect(try result.count("NumberOfMessagesReceived", at: "Orders") >= 3)
    #expect(try result.gauge("ActiveWorkers", at: "Shop").maximum >= 2)
  }

  @Test func `tasks that die leave their messages to come back`() throws {
    let result = try Self.bench(
      Self.template(", DesiredCount: 2", queue: "VisibilityTimeout: 30"),
      does: "{polls: {queue: Orders, batch: 5}, waits: 3 s}", duration: "3 min",
      traffic: "App: {to: Orders, arrivals: constant, rate: 10/min}",
      more: "faults: [{at: 61 s, terminate: Shop, count: 2}]\ndrain: 10 min"
    ).run()
    let sent = try result.count("NumberOfMessagesSent", at: "Orders")
    #expect(result.consumers.first { $0.label == "Shop" }?.completed == sent)
    #expect(try result.count("NumberOfMessagesReceived", at: "Orders") > sent)
    #expect(try result.count("NumberOfMessagesDeleted", at: "Orders") == sent)
  }

  @Test func `two services may share the messages of a queue`() throws {
    let other = """
        Second:
          Type: AWS::ECS::Service
          Properties: {Cluster: !Ref Cluster, TaskDefinition: !Ref Task, LaunchType: FARGATE}
      """
    let result = try Self.bench(
      Self.template("", other),
      does: "{polls: {queue: Orders, batch: 1}, waits: 3 s, workers: 1}, "
        + "Second: {polls: {queue: Orders, batch: 1}, waits: 3 s, workers: 1}",
      traffic: Self.orders
    ).run()
    let done = ["Shop", "Second"].map { label in
      result.consumers.first { $0.label == label }?.completed ?? 0
    }
    #expect(done.allSatisfy { $0 > 95 }, "\(done)")
  }

  @Test func `a request on which a service fails that polls too has failed`() throws {
    let result = try Self.bench(
      Self.template(), does: "{polls: Orders, waits: 10 ms, fails: 100 %}"
    ).run()
    let edge = try result.edge(from: "App", to: "Shop")
    #expect(edge.acknowledged == 0 && edge.entered > 290)
    #expect(try result.count("Failures", at: "Shop") == edge.entered)
  }

  @Test func `what a worker fails on is not deleted`() throws {
    let result = try Self.bench(
      Self.template(queue: "VisibilityTimeout: 1"),
      does: "{polls: Orders, waits: 10 ms, fails: 20 %}", duration: "2 min", traffic: Self.orders,
      more: "drain: 2 min"
    ).run()
    let consumer = try #require(result.consumers.first { $0.label == "Shop" })
    #expect(consumer.completed == 119 && consumer.failed > 5)
    #expect(try result.count("NumberOfMessagesDeleted", at: "Orders") == 119)
  }

  @Test func `idle workers pay for a receive each twenty seconds`() throws {
    let result = try Self.bench(
      Self.template(), does: "{polls: Orders, waits: 1 ms, workers: 2}", duration: "10 min 10 s",
      traffic: "App: {to: Orders, arrivals: constant, rate: 1/d}", more: "drain: 0 s"
    ).run()
    #expect(try result.count("NumberOfEmptyReceives", at: "Orders") == 2 * 30)
  }

  @Test(arguments: [
    ("{polls: Shop}", "Shop is no queue from which workers can fetch"),
    ("{polls: {batch: 5}}", "polls of Shop names no queue"),
    ("{polls: {queue: Orders, batch: 11}}", "batch"),
    ("{polls: {queue: Orders, wait: 0 s}}", "a receive waits for 1 to 20 s"),
    ("{polls: {queue: Orders, weight: 1}}", "weight"),
  ])
  func `slips of polls are refused`(behavior: String, problem: String) {
    #expect {
      _ = try Self.bench(Self.template(), does: behavior)
    } throws: { error in
      (error as? InputErrors)?.rendered.contains(problem) == true
    }
  }

  // MARK: Scaling

  private static func scaling(_ policy: String) -> String {
    """
      Bounds:
        Type: AWS::ApplicationAutoScaling::ScalableTarget
        Properties: {ServiceNamespace: ecs, ScalableDimension: 'ecs:service:DesiredCount',
          ResourceId: !Sub 'service/${Cluster}/${Shop.Name}', MinCapacity: 1, MaxCapacity: 8}
      Keep:
        Type: AWS::ApplicationAutoScaling::ScalingPolicy
        Properties: {ScalingTargetId: !Ref Bounds, \(policy)}
    """
  }

  @Test func `target tracking on CPU adds tasks`() throws {
    let result = try Self.bench(
      Self.template(
        ", DesiredCount: 2",
        Self.scaling(
          "PolicyType: TargetTrackingScaling, TargetTrackingScalingPolicyConfiguration: {"
            + "TargetValue: 60, ScaleOutCooldown: 60, ScaleInCooldown: 300, "
            + "PredefinedMetricSpecification: "
            + "{PredefinedMetricType: ECSServiceAverageCPUUtilization}}")),
      does: "{duration: 100 ms, workers: 10}", duration: "20 min",
      traffic: "App: {to: Shop, arrivals: constant, rate: 6/s}"
    ).run()
    // 6/s of 100 ms need 2.4 of the quarters of a core that tasks are: four are 60 % busy.
    #expect(try result.gauge("DesiredTaskCount", at: "Shop").level >= 4)
    #expect(try result.count("ChangesToAlarm", at: "Keep-AlarmHigh") >= 1)
  }

  @Test func `steps follow an alarm of one's own on the backlog`() throws {
    let alarm = """
        High:
          Type: AWS::CloudWatch::Alarm
          Properties: {Namespace: AWS/SQS, MetricName: ApproximateNumberOfMessagesVisible,
            Statistic: Maximum, Period: 60, EvaluationPeriods: 1, AlarmActions: [!Ref Keep],
            Dimensions: [{Name: QueueName, Value: !GetAtt Orders.QueueName}], Threshold: 100,
            ComparisonOperator: GreaterThanThreshold}
      """
    let result = try Self.bench(
      Self.template(
        "",
        Self.scaling(
          "PolicyType: StepScaling, StepScalingPolicyConfiguration: {Cooldown: 60, "
            + "AdjustmentType: ChangeInCapacity, StepAdjustments: ["
            + "{MetricIntervalLowerBound: 0, ScalingAdjustment: 2}]}") + "\n" + alarm),
      does: "{polls: {queue: Orders, batch: 1}, waits: 2 s}", duration: "15 min",
      traffic: "App: {to: Orders, arrivals: constant, rate: 3/s}"
    ).run()
    // Six workers keep up with 3/s of 2 s; the backlog shrinks with more.
    #expect(try result.gauge("DesiredTaskCount", at: "Shop").maximum >= 7)
    #expect(try result.gauge("ApproximateNumberOfMessagesVisible", at: "Orders").level < 100)
  }

  @Test func `a scalable target bounds the count from the start`() throws {
    let bench = try Self.bench(
      Self.template(", DesiredCount: 20", Self.scaling("PolicyType: PredictiveScaling")),
      does: "{duration: 1 ms}")
    #expect(bench.notes.contains { $0 == "predictive scaling is not modelled: Keep does nothing" })
    #expect(try bench.run().gauge("DesiredTaskCount", at: "Shop").level == 8)
  }
}
