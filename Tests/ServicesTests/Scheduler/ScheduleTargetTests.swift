import Bench
import Documents
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// What schedules send, to whom, and what is refused.
@Suite struct ScheduleTargetTests {
  private static func bench(
    _ target: String, schedule: String = "ScheduleExpression: rate(10 minutes)",
    window: String = "{Mode: OFF}", resources: String = ""
  ) throws -> Bench {
    let template = """
      Resources:
        Jobs: {Type: AWS::SQS::Queue}
        News: {Type: AWS::SNS::Topic}
        Shop: {Type: AWS::Events::EventBus, Properties: {Name: shop}}
        Line:
          Type: AWS::SQS::Queue
          Properties: {FifoQueue: true, ContentBasedDeduplication: true}
        Worker: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13}}
        Later:
          Type: AWS::Scheduler::Schedule
          Properties:
            ScheduleExpression: at(2026-11-30T00:00:00)
            FlexibleTimeWindow: {Mode: OFF}
            Target: {Arn: !GetAtt Jobs.Arn}
        Often:
          Type: AWS::Scheduler::Schedule
          Properties:
            \(schedule)
            FlexibleTimeWindow: \(window)
            Target: \(target)
        \(resources)
      """
    let scenario = """
      duration: 25 min
      calibration: ideal
      start: 2026-11-20T12:00:00Z
      traffic: {App: {to: News, rate: 1/min}}
      """
    return try Bench(template: template, scenario: scenario)
  }

  private static func refusal(
    _ target: String = "{Arn: !GetAtt Jobs.Arn}",
    schedule: String = "ScheduleExpression: rate(10 minutes)", window: String = "{Mode: OFF}"
  ) -> String {
    do {
      return try bench(target, schedule: schedule, window: window).notes.last ?? ""
    } catch {
      let slip = (error as? InputErrors)?.errors.first
      return slip.map { $0.problem + ($0.remedy.map { " → " + $0 } ?? "") } ?? "\(error)"
    }
  }

  // MARK: Targets

  @Test(arguments: [
    ("!GetAtt Jobs.Arn", "Jobs", "NumberOfMessagesSent"),
    ("!Ref News", "News", "NumberOfMessagesPublished"),
    ("!GetAtt Worker.Arn", "Worker", "AsyncEventsReceived"),
  ])
  func `queues, topics and functions get the input`(
    arn: String, label: String, measure: String
  ) throws {
    let bench = try Self.bench("{Arn: \(arn), Input: '{\"job\": 1}'}")
    let result = bench.run()
    let app = label == "News" ? try result.edge(from: "App", to: "News").acknowledged : 0
    #expect(try result.count(measure, at: label) - app == 3)
    #expect(bench.world.kinds.contains { $0.content?["job"] == .number("1") })
  }

  @Test func `an event bus gets an event with the source and the type that the template gives`()
    throws
  {
    let bench = try Self.bench(
      "{Arn: !GetAtt Shop.Arn, Input: '{\"job\": 1}', "
        + "EventBridgeParameters: {DetailType: Due, Source: clock}}",
      resources: """
        OnDue:
            Type: AWS::Events::Rule
            Properties:
              EventBusName: !Ref Shop
              EventPattern: {source: [clock], detail-type: [Due], detail: {job: [1]}}
              Targets: [{Id: Jobs, Arn: !GetAtt Jobs.Arn}]
        """)
    let result = bench.run()
    #expect(try result.count("NumberOfMessagesSent", at: "Jobs") == 3)
    #expect(try result.units("EventBridge custom events", at: "Shop") == 3)
  }

  @Test func `a target that is not modelled takes every invocation, and that is said`() throws {
    let bench = try Self.bench("{Arn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Work'}")
    #expect(
      bench.notes.contains { $0.contains("is of states, which is not modelled as a target") })
    #expect(try bench.run().edge(from: "Often", to: "Work (states stateMachine)").acknowledged == 3)
  }

  @Test func `messages for a FIFO queue are of the group that the template gives`() throws {
    let bench = try Self.bench(
      "{Arn: !GetAtt Line.Arn, Input: '{}', SqsParameters: {MessageGroupId: nightly}}")
    #expect(try bench.run().count("NumberOfMessagesSent", at: "Line") == 3)
    #expect(bench.world.hasGroups)
    #expect(
      Self.refusal("{Arn: !GetAtt Line.Arn}") == "the target of Often is a FIFO queue, and has no "
        + "MessageGroupId → give SqsParameters: {MessageGroupId: …}")
  }

  // MARK: Inputs

  @Test func `words in the input stand for what differs from invocation to invocation`() throws {
    let stage = Stage("ideal")
    let text =
      #"{"at": "<aws.scheduler.scheduled-time>", "id": "x-<aws.scheduler.execution-id>-y","#
      + #" "try": "<aws.scheduler.attempt-number>", "other": "<aws.scheduler.nothing>"}"#
    let input = ScheduleInput(stage.reference(text), of: "Often", in: stage.world)
    let content = try #require(input.kind(mustBeJSON: true)?.content)
    #expect(content["at"] == .joined([.moment]))
    #expect(content["id"] == .joined([.text("x-"), .identity, .text("-y")]))
    #expect(content["try"] == .joined([.text("1")]))
    #expect(content["other"] == .text("<aws.scheduler.nothing>"))
  }

  @Test func `that all attempts have the number 1 is said`() throws {
    let bench = try Self.bench(
      "{Arn: !GetAtt Jobs.Arn, Input: '{\"try\": \"<aws.scheduler.attempt-number>\"}'}")
    #expect(
      bench.notes == [
        "<aws.scheduler.attempt-number> in the Input of Often is not modelled: it is 1 in every "
          + "attempt"
      ])
  }

  @Test func `without an input it is a standard event`() throws {
    let stage = Stage("ideal")
    let input = ScheduleInput(nil, of: "Often", in: stage.world)
    let content = try #require(input.kind(mustBeJSON: true)?.content)
    #expect(content["source"] == .text("aws.scheduler"))
    #expect(content["detail-type"] == .text("Scheduled Event"))
  }

  @Test func `an input for a function is JSON, and for a queue any text`() throws {
    #expect(
      Self.refusal("{Arn: !GetAtt Worker.Arn, Input: hello}")
        == "the Input of Often is no JSON: Lambda refuses every invocation")
    let bench = try Self.bench("{Arn: !GetAtt Jobs.Arn, Input: hello}")
    #expect(bench.world.kinds.contains { $0.body == .text && $0.size == 5 })
    #expect(try bench.run().count("NumberOfMessagesSent", at: "Jobs") == 3)
  }

  // MARK: Slips

  @Test func `what a schedule lacks is said`() {
    #expect(Self.refusal("{Input: x}") == "Often has no Target → give Target: {Arn: …, RoleArn: …}")
    #expect(
      Self.refusal(schedule: "State: ENABLED")
        == "Often has no ScheduleExpression → for example rate(5 minutes)")
    #expect(
      Self.refusal(window: "!Ref AWS::NoValue")
        == "Often has no FlexibleTimeWindow → write FlexibleTimeWindow: {Mode: \"OFF\"}")
    #expect(
      Self.refusal(window: "{Mode: FLEXIBLE}")
        == "the FlexibleTimeWindow of Often has no MaximumWindowInMinutes → choose from 1 to 1440")
    #expect(
      Self.refusal(window: "{Mode: FLEXIBLE, MaximumWindowInMinutes: 1441}")
        == "MaximumWindowInMinutes of Often.FlexibleTimeWindow is 1441, out of range → "
        + "choose from 1 to 1440")
    #expect(
      Self.refusal(window: "{Mode: OFF, MaximumWindowInMinutes: 5}")
        == "the FlexibleTimeWindow of Often is OFF, and has a MaximumWindowInMinutes → leave it "
        + "out, or choose FLEXIBLE")
    #expect(
      Self.refusal("{Arn: !GetAtt Shop.Arn}")
        == "the target of Often is an event bus, and its EventBridgeParameters are incomplete → "
        + "give EventBridgeParameters: {DetailType: …, Source: …}")
    #expect(
      Self.refusal("{Arn: !GetAtt Later.Arn}")
        == "Later takes no events from schedules → it is of type AWS::Scheduler::Schedule")
  }

  @Test func `times that AWS refuses are refused`() {
    func refusal(_ schedule: String) -> String { Self.refusal(schedule: schedule) }
    #expect(
      refusal("ScheduleExpression: rate(5)")
        == "Invalid Schedule Expression rate(5). Reason: a rate is a number, a space and a unit → "
        + "try it with spillway schedule")
    let rate = "ScheduleExpression: rate(1 day)\n      "
    #expect(
      refusal(rate + "ScheduleExpressionTimezone: Europe/Berln")
        == "there is no time zone Europe/Berln → did you mean Europe/Berlin?")
    #expect(
      refusal(rate + "StartDate: tomorrow")
        == "StartDate is tomorrow, which is no moment → write it like 2026-11-20T12:00:00Z")
    #expect(
      refusal(rate + "StartDate: 2026-11-21T00:00:00Z\n      EndDate: 2026-11-20T00:00:00Z")
        == "the EndDate of Often is not after its StartDate → choose a later one")
  }

  @Test func `dead letters go to a standard queue`() {
    func refusal(_ queue: String) -> String {
      Self.refusal("{Arn: !GetAtt Jobs.Arn, DeadLetterConfig: {Arn: \(queue)}}")
    }
    let remedy = " → dead letters of a schedule go to a standard queue"
    #expect(refusal("!Ref News") == "News is no SQS queue" + remedy)
    #expect(refusal("!GetAtt Line.Arn") == "Line is a FIFO queue" + remedy)
  }

  @Test func `an input is as long as AWS takes it`() throws {
    let table = Timetable()
    let long = String(repeating: "x", count: 262_145)
    let said = slip {
      try table.schedule("Often", "rate(1 day)", to: "{Arn: Queue, Input: \(long)}")
    }
    #expect(said == "the Input of Often has 262145 characters → AWS takes 262144 at most")
  }

  @Test func `a schedule whose time is over says so`() {
    #expect(
      Self.refusal(schedule: "ScheduleExpression: at(2026-11-20T11:59:59)")
        == "Often does not fire any more after 2026-11-20T12:00:00Z")
  }
}
