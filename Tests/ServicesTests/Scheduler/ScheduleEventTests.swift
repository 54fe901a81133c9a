import Testing

@testable import Services

/// The events of SAM functions that stand for schedules.
@Suite struct ScheduleEventTests {
  private func function(_ event: String) -> String {
    "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n"
      + "      Role: arn:role\n      FunctionName: f\n      Events:\n        Night: \(event)"
  }

  @Test func `Schedule is a rule with the function as its target, and a permission`() throws {
    let made = try lines(
      function(
        """
        {Type: Schedule, Properties: {Schedule: rate(1 day), Name: night, Enabled: false, \
        Input: '{}', RetryPolicy: {MaximumRetryAttempts: 3}, DeadLetterConfig: {Arn: arn:dead}}}
        """))
    #expect(made.count == 3)
    #expect(
      made[1] == #"FNight Events::Rule {"ScheduleExpression":"rate(1 day)","Name":"night","#
        + #""State":"DISABLED","Targets":[{"Id":"FNightLambdaTarget","Arn":"arn:f","Input":"{}","#
        + #""RetryPolicy":{"MaximumRetryAttempts":3},"DeadLetterConfig":{"Arn":"arn:dead"}}]}"#)
    #expect(made[2].hasPrefix("FNightPermission Lambda::Permission"))
  }

  @Test func `ScheduleV2 is a schedule with a role that may invoke the function`() throws {
    let made = try lines(
      function(
        """
        {Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 day), \
        ScheduleExpressionTimezone: Europe/Berlin, State: DISABLED}}
        """))
    #expect(made.count == 3)
    #expect(
      made[1].hasPrefix("FNightRole IAM::Role") && made[1].contains("lambda:InvokeFunction"))
    #expect(
      made[2].hasPrefix(
        #"FNight Scheduler::Schedule {"ScheduleExpression":"rate(1 day)","#
          + #""ScheduleExpressionTimezone":"Europe/Berlin","State":"DISABLED","#
          + #""FlexibleTimeWindow":{"Mode":"OFF"},"Target":{"Arn":"arn:f","RoleArn":"arn:"#))
  }

  @Test func `a dead-letter queue of type SQS is made with the policy that it needs`() throws {
    for type in ["Schedule, Properties: {Schedule", "ScheduleV2, Properties: {ScheduleExpression"] {
      let made = try lines(
        function("{Type: \(type): rate(1 day), DeadLetterConfig: {Type: SQS}}}"))
      #expect(made.contains { $0.hasPrefix("FNightQueue SQS::Queue") })
      #expect(made.contains { $0.hasPrefix("FNightQueuePolicy SQS::QueuePolicy") })
    }
  }

  @Test func `an event needs its expression, and takes its own properties only`() throws {
    #expect(
      try slip(function("{Type: Schedule, Properties: {}}"))
        == "8:45: the event Night of F has no Schedule → for example Schedule: rate(5 minutes)")
    #expect(
      try slip(function("{Type: ScheduleV2, Properties: {ScheduleExpression: x, Enabled: true}}"))
        .contains("the event Night of F has no property Enabled"))
    #expect(
      try slip(function("{Type: Schedule, Properties: {Schedule: x, DeadLetterConfig: {}}}"))
        .contains("DeadLetterConfig of the event Night needs Arn or Type"))
    #expect(
      try slip(
        function("{Type: Schedule, Properties: {Schedule: x, DeadLetterConfig: {Type: SNS}}}")
      ).contains("the DeadLetterConfig of the event Night cannot be SNS → choose SQS"))
  }
}
