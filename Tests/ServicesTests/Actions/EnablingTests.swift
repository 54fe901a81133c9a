import Bench
import Studies
import Testing

@testable import Services

/// An operator enables and disables what brings messages.
struct EnablingTests {
  private static let template = """
    Resources:
      Orders: {Type: AWS::Events::EventBus, Properties: {Name: orders}}
      Work: {Type: AWS::SQS::Queue}
      ToWork:
        Type: AWS::Events::Rule
        Properties:
          EventBusName: !Ref Orders
          EventPattern: {source: [{exists: true}]}
          Targets: [{Id: W, Arn: !GetAtt Work.Arn}]
      Worker: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, Timeout: 5}}
      ToWorker:
        Type: AWS::Lambda::EventSourceMapping
        Properties: {EventSourceArn: !GetAtt Work.Arn, FunctionName: !Ref Worker, Enabled: STATE}
      Ticks: {Type: AWS::SQS::Queue}
      Tick:
        Type: AWS::Events::Rule
        Properties:
          ScheduleExpression: rate(1 minute)
          State: RULE
          Targets: [{Id: T, Arn: !GetAtt Ticks.Arn}]
      Tocks: {Type: AWS::SQS::Queue}
      Tock:
        Type: AWS::Scheduler::Schedule
        Properties:
          ScheduleExpression: rate(1 minute)
          State: RULE
          FlexibleTimeWindow: {Mode: "OFF"}
          Target: {Arn: !GetAtt Tocks.Arn, RoleArn: arn}
    """

  private func run(
    _ actions: String, isOn: Bool = true, calibration: String = "ideal"
  ) throws -> RunResult {
    let template = Self.template.replacing("STATE", with: isOn ? "true" : "false")
      .replacing("RULE", with: isOn ? "ENABLED" : "DISABLED")
    return try Bench(
      template: template,
      scenario: """
        duration: 10 min
        calibration: \(calibration)
        traffic: {Shop: {to: Orders, rate: 1/s, arrivals: constant}}
        behavior: {Worker: {duration: 10 ms}}
        actions: \(actions)
        """
    ).run()
  }

  @Test func `a disabled rule matches nothing until it is enabled again`() throws {
    let result = try run("[{at: 2 min, disable: ToWork}, {at: 5 min, enable: ToWork}]")
    #expect((418...422).contains(try result.count("TriggeredRules", at: "ToWork")))
  }

  @Test func `2-2-17 a change of a rule takes a short period to have its effect`() throws {
    let result = try run("[{at: 2 min, disable: ToWork}]", calibration: "aws-2026")
    let matched = try result.count("TriggeredRules", at: "ToWork")
    #expect((121...180).contains(matched))
  }

  @Test func `a disabled mapping reads nothing until it is enabled again`() throws {
    let result = try run("[{at: 2 min, disable: ToWorker}, {at: 5 min, enable: ToWorker}]")
    let waiting = try result.gauge("ApproximateNumberOfMessagesVisible", at: "Work")
    #expect((179...181).contains(waiting.maximum))
    #expect(try result.edge(from: "Work", to: "Worker").held <= 1)
    let never = try run("[{at: 5 min, enable: ToWorker}]", isOn: false)
    #expect(
      (299...301).contains(
        try never.gauge("ApproximateNumberOfMessagesVisible", at: "Work").maximum))
  }

  @Test func `what is disabled fires at no time, and goes on at the next once it is enabled`()
    throws
  {
    let stopped = try run(
      "[{at: 150 s, disable: Tick}, {at: 150 s, disable: Tock}, {at: 330 s, enable: Tick}, "
        + "{at: 330 s, enable: Tock}]")
    let begun = try run(
      "[{at: 330 s, enable: Tick}, {at: 330 s, enable: Tock}, {at: 0 s, enable: ToWorker}]",
      isOn: false)
    for (source, label) in [("default", "Ticks"), ("Tock", "Tocks")] {
      let all = try run("[]").edge(from: source, to: label).entered
      #expect(try stopped.edge(from: source, to: label).entered == all - 3)
      #expect(try begun.edge(from: source, to: label).entered == 5)
    }
  }
}
