import Bench
import Documents
import Kernel
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// Alarms over the states of other alarms.
@Suite struct CompositeAlarmTests {
  // MARK: Rules

  /// What a rule says while the alarm `a` is in ALARM, `b` in OK and `c` has too little data.
  private static func holds(_ text: String) throws -> Bool {
    let reader = try AlarmRuleReader(text)
    return reader.rule.holds { index in
      switch reader.names[index] {
      case "a", "arn:aws:cloudwatch:us-east-1:123456789012:alarm:a": .alarm
      case "b", "b (old) \"x\"": .ok
      default: .insufficientData
      }
    }
  }

  @Test(arguments: [
    ("ALARM(a)", true), ("ALARM(\"a\")", true), ("OK(b)", true), ("INSUFFICIENT_DATA( c )", true),
    ("ALARM(b)", false), ("TRUE", true), ("FALSE", false), ("NOT ALARM(a)", false),
    ("NOT NOT ALARM(a)", true), ("ALARM(b) OR OK(b) AND ALARM(a)", true),
    ("(ALARM(a) OR ALARM(b)) AND ALARM(b)", false), ("ALARM(a) OR ALARM(b) AND ALARM(b)", true),
    ("NOT ALARM(b) AND ALARM(a)", true), ("NOT (ALARM(b) OR ALARM(a))", false),
    ("ALARM(arn:aws:cloudwatch:us-east-1:123456789012:alarm:a)", true),
    (#"OK("b (old) \"x\"")"#, true), ("  ALARM ( a )  OR\n FALSE ", true),
  ])
  func `a rule is read as AWS does, AND before OR`(text: String, wanted: Bool) throws {
    #expect(try Self.holds(text) == wanted)
  }

  @Test(arguments: [
    ("", "expected ALARM, OK, INSUFFICIENT_DATA, TRUE, FALSE, NOT or (", 0),
    ("ALARM(a) ALARM(b)", "expected AND, OR or the end of the rule", 9),
    ("ALARM a", "expected ( and the name of an alarm", 6),
    ("ALARM(\"a)", "a name has no closing quote", 9),
    ("ALARM(a", "expected )", 7), ("(TRUE", "expected )", 5),
    ("ALARM()", "expected the name of an alarm", 6),
    ("alarm(a)", "expected ALARM, OK, INSUFFICIENT_DATA, TRUE, FALSE, NOT or (", 0),
  ])
  func `a slip in a rule is found where it is`(text: String, problem: String, offset: Int) {
    #expect(throws: AlarmRuleReader.Slip(problem: problem, offset: offset)) {
      _ = try AlarmRuleReader(text)
    }
  }

  // MARK: Runs

  private static func composite(_ rule: String, _ more: String = "") -> String {
    """
      Both:
        Type: AWS::CloudWatch::CompositeAlarm
        Properties: {AlarmRule: !Sub '\(rule)'\(more)}

    """
  }

  /// In ALARM from the second minute with more than 100 messages on, and until the end.
  private static let backlog = AlarmRunTests.alarm(periods: AlarmRunTests.twoOfThree)
  /// In ALARM for each minute in which something was sent.
  private static let sends = AlarmRunTests.alarm(
    name: "Sends", metric: "NumberOfMessagesSent", statistic: "Statistic: Sum",
    periods: "EvaluationPeriods: 1", threshold: "GreaterThanThreshold, Threshold: 5")

  @Test func `it follows the alarms of its rule at the same moment`() throws {
    let result = try AlarmRunTests.bench(
      Self.backlog + Self.sends
        + Self.composite(
          #"ALARM("${Backlog}") AND NOT ALARM(${Sends.Arn})"#,
          ", AlarmActions: [!Ref News], OKActions: [!Ref News]"),
      traffic: "rate: 1/s, until: 5 min"
    ).run()
    // Backlog from 180 s on, Sends from 60 s to 360 s, when a minute without sends is over.
    let both = result.episodes.filter { $0.kind == .inAlarm }.map { ($0.begin - .start).seconds }
    #expect(both == [60, 180, 360])
    #expect(try result.count("ChangesToAlarm", at: "Both") == 1)
    #expect(try result.count("NumberOfMessagesPublished", at: "News") == 2)
  }

  @Test func `an alarm that suppresses actions leaves the state as it is`() throws {
    let result = try AlarmRunTests.bench(
      Self.backlog + Self.sends
        + Self.composite(
          "ALARM(${Backlog})",
          ", AlarmActions: [!Ref News], ActionsSuppressor: !GetAtt Sends.Arn, "
            + "ActionsSuppressorWaitPeriod: 30, ActionsSuppressorExtensionPeriod: 45"),
      traffic: "rate: 1/s, until: 5 min"
    ).run()
    #expect(try result.count("ChangesToAlarm", at: "Both") == 1)
    // Sends is over at 360 s; the rest of 45 s is over at 405 s.
    #expect(try result.edge(from: "Both", to: "News").acknowledged == 1)
    let published = try result.counts("NumberOfMessagesPublished", at: "News")
    #expect(published.firstIndex(of: 1) == 405)
  }

  @Test func `suppression waits, rests, and forgets what was undone`() {
    func at(_ seconds: Int64) -> Instant { .start + .seconds(seconds) }
    let rise = AlarmChange(from: .ok, to: .alarm, because: "")
    let fall = AlarmChange(from: .alarm, to: .ok, because: "")
    var suppression = ActionSuppression(wait: .seconds(60), rest: .seconds(30))
    #expect(
      suppression.changed(
        AlarmChange(from: .insufficientData, to: .ok, because: ""), at: at(0))
        == .perform(AlarmChange(from: .insufficientData, to: .ok, because: "")))
    // Nobody suppresses: it waits, then acts.
    #expect(suppression.changed(rise, at: at(100)) == .wait(until: at(160)))
    #expect(suppression.verdict(at: at(160)) == .perform(rise))
    #expect(suppression.changed(fall, at: at(200)) == .perform(fall))
    // It is over before the wait is.
    #expect(suppression.changed(rise, at: at(300)) == .wait(until: at(360)))
    #expect(suppression.changed(fall, at: at(330)) == .nothing)
    #expect(suppression.verdict(at: at(360)) == .nothing)
    // The suppressor comes in time, and acts are done a while after it has gone.
    #expect(suppression.changed(rise, at: at(400)) == .wait(until: at(460)))
    #expect(suppression.suppressorChanged(isInAlarm: true, at: at(430)) == .nothing)
    #expect(suppression.verdict(at: at(460)) == .nothing)
    #expect(suppression.suppressorChanged(isInAlarm: false, at: at(500)) == .wait(until: at(530)))
    #expect(suppression.verdict(at: at(530)) == .perform(rise))
  }

  @Test func `a composite alarm begins by judging its rule`() throws {
    let result = try AlarmRunTests.bench(
      Self.backlog + Self.composite("INSUFFICIENT_DATA(${Backlog})")
    ).run()
    #expect(AlarmRunTests.alarms(result).first == [0, 60])
  }

  @Test func `a month of a composite alarm costs fifty cents`() throws {
    let result = try AlarmRunTests.bench(
      Self.backlog + Self.composite("ALARM(${Backlog})")
    ).run()
    #expect(try result.units("CloudWatch composite alarms", at: "Both") == 1_200)
    #expect(CompositeAlarm.price.cost(of: 730 * 3_600) == 500_000)
  }

  // MARK: Slips

  private static func found(_ resources: String) -> (slips: String, notes: [String]) {
    do throws(InputErrors) {
      return ("none", try AlarmRunTests.bench(backlog + resources).notes)
    } catch {
      let slips = error.errors.map { $0.problem + ($0.remedy.map { " → " + $0 } ?? "") }
      return (slips.joined(separator: "\n"), [])
    }
  }

  @Test func `alarms that depend on themselves are not evaluated`() throws {
    let circle =
      Self.composite("NOT ALARM(Other)")
      + Self.composite("ALARM(Both)").replacing("Both:", with: "Other:")
    let bench = try AlarmRunTests.bench(Self.backlog + circle)
    #expect(
      bench.notes
        == ["Both", "Other"].map {
          "\($0) depends on itself: CloudWatch stops to evaluate it, and it keeps its state"
        })
    let result = bench.run()
    #expect(try result.count("ChangesToAlarm", at: "Both") == 0)
    #expect(try result.count("ChangesToOK", at: "Other") == 0)
    let alone = try AlarmRunTests.bench(Self.backlog + Self.composite("NOT ALARM(Both)"))
    #expect(alone.notes.count == 1)
    #expect(try alone.run().count("ChangesToAlarm", at: "Both") == 0)
  }

  @Test func `what is wrong with a composite alarm is named`() {
    #expect(
      Self.found("  Both: {Type: AWS::CloudWatch::CompositeAlarm, Properties: {}}\n").slips
        == "Both has no AlarmRule → for example ALARM(\"TooSlow\")")
    #expect(
      Self.found(Self.composite("ALARM(Backlog")).slips
        == "the AlarmRule of Both is wrong after 13 characters → expected )")
    #expect(
      Self.found(Self.composite("ALARM(Baklog)")).slips
        == "Both names Baklog, which is no alarm → did you mean Backlog?")
    #expect(
      Self.found(Self.composite("ALARM(Orders)")).slips
        == "Both names Orders, which is no alarm → it is of type AWS::SQS::Queue")
    #expect(
      Self.found(Self.composite("ALARM(elsewhere)")).notes
        == [
          "elsewhere is no alarm of this template: to Both it stays in INSUFFICIENT_DATA"
        ])
  }
}
