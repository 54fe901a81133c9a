import Testing

@testable import Services

/// The events of SAM functions that stand for rules.
@Suite struct RuleEventTests {
  private func function(_ event: String) -> String {
    "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n"
      + "      Role: arn:role\n      FunctionName: f\n      Events:\n        Paid: \(event)"
  }

  @Test func `an event of a rule is a rule with the function as its target, and a permission`()
    throws
  {
    let made = try lines(
      function(
        """
        {Type: EventBridgeRule, Properties: {RuleName: paid, EventBusName: orders, \
        State: DISABLED, \
        Pattern: {source: [shop]}, InputPath: $.detail, \
        RetryPolicy: {MaximumRetryAttempts: 3}, DeadLetterConfig: {Arn: arn:dead}}}
        """))
    #expect(made.count == 3)
    #expect(
      made[1] == #"FPaid Events::Rule {"EventBusName":"orders","EventPattern":{"source":["shop"]},"#
        + #""Name":"paid","State":"DISABLED","Targets":[{"Id":"FPaidLambdaTarget","#
        + #""Arn":"arn:f","InputPath":"$.detail","RetryPolicy":{"MaximumRetryAttempts":3},"#
        + #""DeadLetterConfig":{"Arn":"arn:dead"}}]}"#)
    #expect(
      made[2] == #"FPaidPermission Lambda::Permission {"Action":"lambda:InvokeFunction","#
        + #""FunctionName":"f","Principal":"events.amazonaws.com","SourceArn":"arn:paid"}"#)
  }

  @Test func `the older event is the same rule, and may be disabled by Enabled`() throws {
    let made = try lines(
      function(
        "{Type: CloudWatchEvent, Properties: {Enabled: false, Pattern: {source: [aws.ec2]}}}"))
    #expect(made[1].contains(#""EventPattern":{"source":["aws.ec2"]},"State":"DISABLED""#))
  }

  @Test func `a dead-letter queue of type SQS is made with the policy that it needs`() throws {
    let made = try lines(
      function(
        """
        {Type: EventBridgeRule, Properties: {Pattern: {source: [shop]}, Target: {Id: mine}, \
        DeadLetterConfig: {Type: SQS, QueueLogicalId: Lost}}}
        """))
    #expect(made.contains { $0.hasPrefix("Lost SQS::Queue") })
    #expect(made.contains { $0.hasPrefix("FPaidQueuePolicy SQS::QueuePolicy") })
    let rule = made.first { $0.hasPrefix("FPaid Events::Rule") } ?? ""
    #expect(rule.contains(#""Id":"mine""#) && rule.contains(#""DeadLetterConfig":{"Arn":"arn:"#))
  }

  @Test func `an event of a rule needs its pattern, and takes its own properties only`() throws {
    #expect(
      try slip(function("{Type: EventBridgeRule, Properties: {}}"))
        == "8:51: the event Paid of F has no Pattern → for example Pattern: {source: [shop]}")
    #expect(
      try slip(function("{Type: EventBridgeRule, Properties: {Pattern: {}, Enabled: true}}"))
        .contains("the event Paid of F has no property Enabled → choose from DeadLetterConfig,"))
    #expect(
      try slip(function("{Type: CloudWatchEvent, Properties: {Pattern: {}, Stat: DISABLED}}"))
        .hasSuffix("the event Paid of F has no property Stat → did you mean State?"))
  }

  @Test func `the dead-letter queue of an event is given by its ARN or made`() throws {
    func config(_ config: String) throws -> String {
      try slip(
        function(
          "{Type: EventBridgeRule, Properties: {Pattern: {}, DeadLetterConfig: \(config)}}"))
    }
    #expect(
      try config("{QueueLogicalId: Q}").hasSuffix(
        "DeadLetterConfig of the event Paid needs Arn or Type "
          + "→ give the ARN of a queue, or Type: SQS for a new one"))
    #expect(
      try config("{Type: SNS}").hasSuffix(
        "the DeadLetterConfig of the event Paid cannot be SNS → choose SQS"))
  }
}
