import Bench
import Testing

@testable import Services

/// What a template asks for and Spillway does not do, it says.
@Suite struct NotModelledTests {
  @Test func `what is read and not modelled yet is named, each with what happens instead`() throws {
    let template = """
      Resources:
        News:
          Type: AWS::SNS::Topic
          Properties: {FifoTopic: true, ArchivePolicy: {MessageRetentionPeriod: 7}}
        Work: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true, VisibilityTimeout: 60}}
        Wire:
          Type: AWS::SNS::Subscription
          Properties:
            TopicArn: !Ref News
            Protocol: sqs
            Endpoint: !GetAtt Work.Arn
            ReplayPolicy: {PointType: Timestamp}
        Worker: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13}}
        Live:
          Type: AWS::Lambda::Alias
          Properties:
            Name: live
            FunctionName: !Ref Worker
            FunctionVersion: "1"
            RoutingConfig: {AdditionalVersionWeights: []}
        Mapping:
          Type: AWS::Lambda::EventSourceMapping
          Properties:
            EventSourceArn: !GetAtt Work.Arn
            FunctionName: !Ref Worker
            ProvisionedPollerConfig: {MinimumPollers: 2}
      """
    let scenario = "{duration: 1 s, traffic: {App: {to: News, rate: 1/s, group: a}}}"
    let notes = try Bench(template: template, scenario: scenario).notes
    #expect(
      notes == [
        "the archive of News is not modelled: nothing can be replayed from it",
        "RoutingConfig of Live is not modelled yet: every request goes to the version of the alias",
        "the archive of News is not modelled: Wire replays nothing",
        "the price of provisioned event pollers is not known: those of Mapping are not in the cost",
      ])
  }

  @Test func `parameters of targets that are not modelled are no remark`() throws {
    let ignored = [
      "AppSyncParameters", "BatchParameters", "EcsParameters", "HttpParameters",
      "RedshiftDataParameters", "RunCommandParameters", "SageMakerPipelineParameters",
    ].map { "\($0): {a: b}" }.joined(separator: ", ")
    let template = """
      Resources:
        Work: {Type: AWS::SQS::Queue}
        Rule:
          Type: AWS::Events::Rule
          Properties:
            ScheduleExpression: rate(1 hour)
            Targets: [{Id: a, Arn: !GetAtt Work.Arn, RoleArn: x, \(ignored)}]
      """
    #expect(try Bench(template: template, scenario: "duration: 1 s").notes.isEmpty)
  }
}
