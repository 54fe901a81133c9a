import Bench
import Documents
import Studies
import Testing

@testable import Services

/// Replays as a scenario plans them.
struct ReplayScenarioTests {
  private static let template = """
    Resources:
      Orders: {Type: AWS::Events::EventBus, Properties: {Name: orders}}
      Second: {Type: AWS::Events::EventBus, Properties: {Name: second}}
      Kept:
        Type: AWS::Events::Archive
        Properties: {SourceArn: !GetAtt Orders.Arn, RetentionDays: 7}
      SecondKept: {Type: AWS::Events::Archive, Properties: {SourceArn: !GetAtt Second.Arn}}
      Work: {Type: AWS::SQS::Queue}
      ToWork:
        Type: AWS::Events::Rule
        Properties:
          EventBusName: !Ref Orders
          EventPattern: {source: [{exists: true}]}
          Targets: [{Id: W, Arn: !GetAtt Work.Arn}, {Id: S, Arn: !GetAtt Second.Arn}]
    """

  private func scenario(_ actions: String) -> String {
    """
    duration: 10 min
    drain: 30 min
    calibration: ideal
    traffic: {Shop: {to: Orders, rate: 1/s, arrivals: constant}}
    actions: \(actions)
    """
  }

  private func slips(_ actions: String) -> String {
    do throws(InputErrors) {
      _ = try Bench(template: Self.template, scenario: scenario(actions))
      return "none"
    } catch {
      return error.errors.map { $0.problem + ($0.remedy.map { " → " + $0 } ?? "") }
        .joined(separator: "\n")
    }
  }

  @Test func `a scenario replays a time of an archive, and the run waits for it`() throws {
    let bench = try Bench(
      template: Self.template,
      scenario: scenario("[{at: 25 min, replay: Kept, from: 2 min, to: 5 min}]"))
    #expect(bench.notes.isEmpty)
    let result = bench.run()
    #expect(try result.count("EventsReplayed", at: "Kept") == 180)
    #expect(try result.edge(from: "Kept", to: "Orders").acknowledged == 180)
    let sent = try result.edge(from: "Shop", to: "Orders").acknowledged
    #expect(try result.edge(from: "Orders", to: "Work").entered == sent + 180)
    #expect(try result.units("EventBridge events replayed", at: "Kept") == 180)
    #expect(result.episodes.map { $0.kind.name } == ["replayBegan", "replayEnded"])
  }

  @Test func `a replayed event that is forwarded is not kept by the archive of the other bus`()
    throws
  {
    let bench = try Bench(
      template: Self.template, scenario: scenario("[{at: 25 min, replay: Kept, to: 5 min}]"))
    let result = bench.run()
    let sent = try result.edge(from: "Shop", to: "Orders").acknowledged
    let replayed = try result.count("EventsReplayed", at: "Kept")
    #expect(replayed > 290)
    #expect(try result.edge(from: "Orders", to: "Second").entered == sent + replayed)
    #expect(try result.count("EventsArchived", at: "SecondKept") == sent)
  }

  @Test func `a replay that begins before its events have settled is remarked on`() throws {
    let bench = try Bench(
      template: Self.template, scenario: scenario("[{at: 14 min, replay: Kept, to: 5 min}]"))
    #expect(
      bench.notes == [
        "the replay of Kept begins less than 10 min after its last events: AWS advises to wait so "
          + "long, as events reach an archive late, and those that did not are missing"
      ])
  }

  @Test func `a replay begins before it ends`() {
    #expect(
      slips("[{at: 25 min, replay: Kept, from: 5 min, to: 5 min}]")
        == "Parameter EventEndTime is not valid. Reason: EventStartTime must be before "
        + "EventEndTime. → give a to after from")
  }

  @Test(arguments: [
    ("{at: 1 min}", "actions are a list, and not a map → begin each with a dash"),
    (
      "[now]",
      "an action is a map, and not text → for example {at: 20 min, redrive: OrderDLQ, rate: 100/s}"
    ),
    (
      "[{at: 1 min}]",
      "this action does not say what is done → name it with replay, redrive, purge, enable, disable"
    ),
    ("[{at: 1 min, replays: Kept}]", "replays is no kind of action → did you mean replay?"),
    (
      "[{at: 1 min, restart: Kept}]",
      "restart is no kind of action → known are replay, redrive, purge, enable, disable"
    ),
    (
      "[{at: 1 min, replay: Kept, purge: Work}]",
      "this action is two: replay and purge → list them one by one"
    ),
    (
      "[{replay: Kept, to: 1 min}]",
      "this action does not say when it is done → for example at: 20 min"
    ),
    (
      "[{at: 20 min, replay: Kept}]",
      "this replay does not say which events it sends → for example from: 0 min, to: 10 min"
    ),
    (
      "[{at: 20 min, replay: Kept, until: 1 min}]",
      "the action replay has no until → known are at, replay, from, to, rules"
    ),
    (
      "[{at: 20 min, replay: Kapt, to: 1 min}]",
      "the action replay names Kapt, which this design does not have → did you mean Kept?"
    ),
    (
      "[{at: 20 min, replay: Work, to: 1 min}]",
      "Work takes no action replay → it takes redrive, purge"
    ),
    (
      "[{at: 20 min, purge: Orders}]",
      "Orders takes no action purge → it is of type AWS::Events::EventBus, which takes none"
    ),
    (
      "[{at: 20 min, replay: Kept, to: 1 min, rules: [ToWrok]}]",
      "the action replay names ToWrok, which this design does not have → did you mean ToWork?"
    ),
    (
      "[{at: 20 min, replay: Kept, to: 1 min, rules: [Work]}]",
      "the action replay names Work, which is no rule of Orders → choose ToWork"
    ),
    (
      "[{at: 20 min, replay: SecondKept, to: 1 min, rules: [ToWork]}]",
      "the action replay names ToWork, which is no rule of Second → the bus has no rules"
    ),
    (
      "[{at: 20 min, replay: Kept, to: 1 min, rules: ToWork}]",
      "rules are a list, and not text → for example rules: [ToLedger]"
    ),
  ])
  func `slips of actions are told`(actions: String, expected: String) {
    #expect(slips(actions) == expected)
  }

  @Test func `an archive names its bus`() {
    let template = "Resources:\n  Kept: {Type: AWS::Events::Archive}\n  Q: {Type: AWS::SQS::Queue}"
    do throws(InputErrors) {
      _ = try Bench(
        template: template, scenario: "duration: 1 min\ntraffic: {A: {to: Q, rate: 1/s}}")
      Issue.record("it was taken")
    } catch {
      #expect(error.errors[0].problem == "Kept has no SourceArn")
      #expect(error.errors[0].remedy == "give the ARN of the bus whose events are kept")
    }
  }
}
