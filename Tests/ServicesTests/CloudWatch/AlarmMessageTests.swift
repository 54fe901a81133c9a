import Bench
import Documents
import Kernel
import Testing

@testable import Blueprints
@testable import Services

/// What alarms tell topics, functions and EventBridge.
@Suite struct AlarmMessageTests {
  private static func message(_ template: String, _ label: String) throws -> [String] {
    let bench = try AlarmRunTests.bench(template)
    _ = bench.run()
    return bench.world.kinds.filter { $0.label == label }.compactMap { kind in
      let occasion = EventContent.Occasion(
        Name(root: 0), moment: "2026-01-01T00:03:00Z")
      return kind.content.map { String(decoding: $0.json(on: occasion), as: UTF8.self) }
    }
  }

  @Test func `a topic gets AWS's message`() throws {
    let messages = try Self.message(
      AlarmRunTests.alarm(
        periods: AlarmRunTests.twoOfThree, ", AlarmActions: [!Ref News], AlarmName: Too many"),
      "Backlog ALARM")
    let arn = "arn:aws:cloudwatch:us-east-1:123456789012:alarm:Too many"
    let reason =
      "Threshold Crossed: 2 out of the last 3 datapoints were greater than the threshold "
      + "(100.0) (minimum 2 datapoints for OK -> ALARM transition)."
    let head =
      #"{"AlarmName":"Too many","AlarmDescription":null,"AWSAccountId":"123456789012","#
      + #""NewStateValue":"ALARM","NewStateReason":"\#(reason)","#
      + #""StateChangeTime":"2026-01-01T00:03:00Z","Region":"US East (N. Virginia)","#
      + #""AlarmArn":"\#(arn)","OldStateValue":"OK","OKActions":[],"AlarmActions":["#
    let tail =
      #""InsufficientDataActions":[],"Trigger":{"#
      + #""MetricName":"ApproximateNumberOfMessagesVisible","Namespace":"AWS/SQS","#
      + #""StatisticType":"Statistic","Statistic":"MAXIMUM","Unit":null,"Dimensions":["#
    let rest =
      #""Period":60,"EvaluationPeriods":3,"DatapointsToAlarm":2,"#
      + #""ComparisonOperator":"GreaterThanThreshold","Threshold":100.0,"#
      + #""TreatMissingData":"missing","EvaluateLowSampleCountPercentile":""}}"#
    #expect(messages.count == 1)
    #expect(messages[0].hasPrefix(head))
    #expect(messages[0].contains(tail))
    #expect(messages[0].hasSuffix(rest))
  }

  @Test func `a subscription sees the state in the message's body`() throws {
    let filter =
      "TopicArn: !Ref News, FilterPolicyScope: MessageBody, "
      + "FilterPolicy: {NewStateValue: [STATE], Trigger: {Period: [60]}},"
    for (state, count) in [("ALARM", 1), ("OK", 0)] {
      let template = (AlarmRunTests.resources + AlarmRunTests.alarm(", AlarmActions: [!Ref News]"))
        .replacing("TopicArn: !Ref News,", with: filter.replacing("STATE", with: state))
      let result = try Bench(
        template: template,
        scenario: """
          duration: 10 min
          drain: 0 s
          calibration: ideal
          traffic: {App: {to: Orders, rate: 1/s, arrivals: constant}}
          """
      ).run()
      #expect(try result.count("Invocations", at: "Pager") == Int64(count))
    }
  }

  @Test func `a function gets AWS's event`() throws {
    let messages = try Self.message(
      AlarmRunTests.alarm(", AlarmActions: [!GetAtt Pager.Arn], AlarmDescription: It grows"),
      "Backlog ALARM")
    #expect(messages.count == 1)
    #expect(messages[0].hasPrefix(#"{"source":"aws.cloudwatch","alarmArn":"arn:aws:cloudwatch:"#))
    #expect(messages[0].contains(#","alarmData":{"alarmName":""#))
    #expect(messages[0].contains(#""state":{"value":"ALARM","reason":"Threshold Crossed: 3 out"#))
    #expect(messages[0].contains(#""previousState":{"value":"OK"}"#))
    #expect(messages[0].contains(#""configuration":{"description":"It grows","metrics":[{"#))
  }

  @Test func `reasons tell how many datapoints of how many`() {
    let evaluation = AlarmEvaluation(periods: 3, breaches: 3, treatment: .breaching)
    let reason = AlarmReason(evaluation: evaluation, comparison: .atMost, threshold: 0.5)
    #expect(
      reason.text(for: .ok, seeing: [.missing, .within, .breaching, .breaching])
        == "Threshold Crossed: 1 out of the last 3 datapoints was not less than or equal to the "
        + "threshold (0.5) (minimum 1 datapoint for ALARM -> OK transition).")
    #expect(
      reason.text(for: .alarm, seeing: [.missing, .missing, .missing])
        == "Threshold Crossed: no datapoints were received for 3 periods and 3 missing datapoints "
        + "were treated as [Breaching].")
    #expect(
      reason.text(for: .insufficientData, seeing: [.missing])
        == "Insufficient Data: 3 datapoints were unknown.")
  }
}
