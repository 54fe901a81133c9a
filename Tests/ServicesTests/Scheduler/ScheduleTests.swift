import Kernel
import Testing

@testable import Blueprints
@testable import Services

/// The rules of EventBridge Scheduler: when it invokes, and what it does where that fails.
@Suite struct ScheduleTests {
  // MARK: When

  @Test func `a schedule invokes its target at the times of its expression`() throws {
    let table = Timetable()
    let queue = table.doorkeeper("Queue")
    try table.schedule("Often", "rate(5 minutes)")
    try table.begin()
    table.run(to: 601)
    #expect(queue.seconds == [0, 300, 600])
    #expect(table.count("InvocationAttemptCount", at: "Often") == 3)
    #expect(table.edge(from: "Often").acknowledged == 3)
  }

  @Test func `cron counts by the clocks of its time zone`() throws {
    let table = Timetable()
    let queue = table.doorkeeper("Queue")
    try table.schedule(
      "Nightly", "cron(0 23 * * ? *)", "ScheduleExpressionTimezone: Europe/Berlin")
    try table.begin()
    table.run(to: 86_400)
    #expect(queue.seconds == [36_000])
  }

  @Test func `an invocation fires somewhere within its minute`() throws {
    let table = Timetable(calibration: "aws-2026")
    let queue = table.doorkeeper("Queue")
    try table.schedule("Often", "rate(1 minute)")
    try table.begin()
    table.run(to: 6_000)
    let lateness = queue.seconds.enumerated().map { $0.element - Double($0.offset) * 60 }
    #expect(queue.seconds.count >= 100)
    #expect((lateness.min() ?? -1) >= 0 && (lateness.max() ?? 99) < 60)
    #expect((lateness.max() ?? 0) > 50 && (lateness.min() ?? 60) < 10)
  }

  @Test func `a flexible window spreads invocations over its length`() throws {
    let table = Timetable()
    let queue = table.doorkeeper("Queue")
    try table.schedule(
      "Daily", "rate(1 day)", window: "{Mode: FLEXIBLE, MaximumWindowInMinutes: 120}")
    try table.begin()
    table.run(to: 100 * 86_400)
    let lateness = queue.seconds.enumerated().map { $0.element - Double($0.offset) * 86_400 }
    #expect(queue.seconds.count >= 99)
    #expect((lateness.min() ?? -1) >= 0 && (lateness.max() ?? 9e9) <= 7_200)
    #expect((lateness.max() ?? 0) > 6_000 && (lateness.min() ?? 9e9) < 1_200)
  }

  @Test func `nothing is invoked before StartDate and after EndDate`() throws {
    let table = Timetable()
    let queue = table.doorkeeper("Queue")
    try table.schedule(
      "Often", "rate(10 minutes)",
      "StartDate: \"2026-11-20T12:05:00Z\"\nEndDate: \"2026-11-20T12:30:00Z\"")
    try table.begin()
    table.run(to: 7_200)
    #expect(queue.seconds == [300, 900, 1_500])
  }

  @Test func `dates do not bound a schedule of one moment`() throws {
    let table = Timetable()
    let queue = table.doorkeeper("Queue")
    try table.schedule(
      "Once", "at(2026-11-20T13:00:00)", "EndDate: \"2026-11-20T12:30:00Z\"")
    try table.begin()
    table.run(to: 7_200)
    #expect(queue.seconds == [3_600])
  }

  @Test func `a disabled schedule invokes nothing, nor does a stopped one`() throws {
    let table = Timetable()
    let queue = table.doorkeeper("Queue")
    try table.schedule("Off", "rate(1 minute)", "State: DISABLED")
    let stopped = try table.schedule("Stopped", "rate(1 minute)")
    try table.begin()
    stopped.apply(.stop(true), in: table.stage.world)
    table.run(to: 150)
    #expect(queue.moments.isEmpty)
    stopped.apply(.stop(false), in: table.stage.world)
    table.run(to: 200)
    #expect(queue.seconds == [180])
  }

  @Test func `a schedule does not wait for its previous invocation`() throws {
    let table = Timetable()
    let queue = table.doorkeeper("Queue", .unavailable)
    try table.schedule("Often", "rate(1 minute)")
    try table.begin()
    table.run(to: 119)
    #expect(Set(queue.roots).count == 2)
    #expect(table.edge(from: "Often").held == 2)
  }

  // MARK: Quota

  @Test func `what exceeds the quota of the account waits, and is not dropped`() throws {
    let table = Timetable(["scheduler.invocationRate": .count(1)])
    let queue = table.doorkeeper("Queue")
    for label in ["A", "B", "C"] { try table.schedule(label, "at(2026-11-20T12:01:00)") }
    try table.begin()
    table.run(to: 100)
    #expect(queue.seconds == [60, 61, 62])
    let waited = ["A", "B", "C"].map { table.count("InvocationThrottleCount", at: $0) }
    #expect(waited == [0, 1, 1])
  }

  @Test func `the quota is that of the region`() {
    #expect(ScheduleParameters.invocations(in: "eu-central-1") == 1_000)
    #expect(ScheduleParameters.invocations(in: "eu-north-1") == 500)
  }

  // MARK: Failures

  @Test func `a failed invocation is tried again at growing delays, 185 times in 24 hours`() throws
  {
    let table = Timetable(["events.retryCap": .span(.seconds(60))])
    let queue = table.doorkeeper("Queue", .throttled)
    try table.schedule("Once", "at(2026-11-20T12:00:00)")
    try table.begin()
    table.run(to: 90_000)
    #expect(queue.seconds.prefix(6).elementsEqual([0, 1, 3, 7, 15, 31]))
    #expect(queue.moments.count == 186)
    #expect(table.edge(from: "Once").dropped[Edge.Loss.retriesExhausted.rawValue] == 1)
    #expect(table.count("TargetErrorCount", at: "Once") == 186)
    #expect(table.count("TargetErrorThrottledCount", at: "Once") == 186)
    #expect(table.count("InvocationDroppedCount", at: "Once") == 1)
  }

  @Test func `after 24 hours an invocation is given up, whatever tries are left`() throws {
    let table = Timetable(["events.retryCap": .span(.hours(1))])
    let queue = table.doorkeeper("Queue", .unavailable)
    try table.schedule("Once", "at(2026-11-20T12:00:00)")
    try table.begin()
    table.run(to: 86_399)
    #expect(table.edge(from: "Once").held == 1)
    table.run(to: 86_400)
    #expect(table.edge(from: "Once").dropped[Edge.Loss.tooOld.rawValue] == 1)
    #expect(queue.moments.count < 40 && table.stage.world.messages.count == 0)
    #expect(table.count("TargetErrorThrottledCount", at: "Once") == 0)
  }

  @Test func `the retry policy says how often and how long`() throws {
    let table = Timetable()
    let queue = table.doorkeeper("Queue", .unavailable)
    try table.schedule(
      "Few", "at(2026-11-20T12:00:00)", to: "{Arn: Queue, RetryPolicy: {MaximumRetryAttempts: 2}}")
    try table.schedule(
      "Short", "at(2026-11-20T13:00:00)",
      to: "{Arn: Queue, RetryPolicy: {MaximumEventAgeInSeconds: 60}}")
    try table.begin()
    table.run(to: 3_000)
    #expect(queue.moments.count == 3)
    table.run(to: 4_000)
    #expect(queue.moments.count == 3 + 6)
    #expect(table.edge(from: "Short").dropped[Edge.Loss.tooOld.rawValue] == 1)
  }

  @Test func `a permanent error goes to the dead-letter queue at once`() throws {
    let table = Timetable()
    let queue = table.doorkeeper("Queue", .refused)
    let dead = table.doorkeeper("Dead")
    try table.schedule(
      "Once", "at(2026-11-20T12:00:00)", to: "{Arn: Queue, DeadLetterConfig: {Arn: Dead}}")
    try table.begin()
    table.run(to: 10)
    #expect(queue.moments.count == 1 && dead.seconds == [0])
    #expect(table.edge(from: "Once").deadLettered == 1)
    #expect(table.count("InvocationsSentToDeadLetterCount", at: "Once") == 1)
  }

  @Test func `what the dead-letter queue does not take is lost, and counted`() throws {
    let table = Timetable()
    _ = table.doorkeeper("Queue", .refused)
    _ = table.doorkeeper("Dead", .unavailable)
    try table.schedule(
      "Once", "at(2026-11-20T12:00:00)", to: "{Arn: Queue, DeadLetterConfig: {Arn: Dead}}")
    try table.begin()
    table.run(to: 10)
    #expect(table.count("InvocationsFailedToBeSentToDeadLetterCount", at: "Once") == 1)
    #expect(table.edge(from: "Once", to: "Dead").lost == 1)
    #expect(table.stage.world.messages.count == 0)
  }

  @Test func `an invocation may come twice`() throws {
    let table = Timetable(["scheduler.duplicates": .real(1)])
    let queue = table.doorkeeper("Queue")
    try table.schedule("Once", "at(2026-11-20T12:00:00)")
    try table.begin()
    table.run(to: 10)
    #expect(queue.roots.count == 2 && Set(queue.roots).count == 1)
    #expect(table.edge(from: "Once").duplicates == 1)
    #expect(table.stage.world.messages.count == 0)
  }

  // MARK: The bill

  @Test func `an invocation is billed once, however often it is tried`() throws {
    let table = Timetable()
    _ = table.doorkeeper("Queue", .unavailable)
    let schedule = try table.schedule("Often", "rate(1 hour)")
    try table.begin()
    table.run(to: 7_300)
    let charges = schedule.charges(until: table.stage.world.now)
    #expect(charges.map { $0.units } == [3])
    #expect(charges[0].price.cost(of: 1_000_000) == 1_000_000)
  }
}
