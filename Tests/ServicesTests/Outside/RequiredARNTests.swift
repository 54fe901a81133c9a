import Bench
import Documents
import Testing

/// Where AWS takes only an ARN, the name or the URL that `Ref` gives is refused.
@Suite struct RequiredARNTests {
  private static let url = "https://sqs.us-east-1.amazonaws.com/123456789012/work"
  private static let work = "\(url) is a URL, and AWS wants an ARN → use !GetAtt Work.Arn"

  private func slip(_ type: String, _ properties: String) -> String? {
    do {
      _ = try Bench(
        template: """
          Resources:
            Work: {Type: AWS::SQS::Queue, Properties: {QueueName: work}}
            Code:
              Type: AWS::Lambda::Function
              Properties: {Runtime: python3.13, FunctionName: code}
            Items:
              Type: AWS::DynamoDB::Table
              Properties:
                TableName: items
                AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                KeySchema: [{AttributeName: id, KeyType: HASH}]
                BillingMode: PAY_PER_REQUEST
            News: {Type: AWS::SNS::Topic, Properties: {TopicName: news}}
            Subject: {Type: \(type), Properties: \(properties)}
          """, scenario: "duration: 1 min")
      return nil
    } catch {
      return error.errors.map { $0.problem + ($0.remedy.map { " → " + $0 } ?? "") }
        .joined(separator: "\n")
    }
  }

  private func target(_ arn: String, _ more: String = "") -> String? {
    slip(
      "AWS::Events::Rule",
      "{EventPattern: {source: [a]}, Targets: [{Id: a, Arn: \(arn)\(more)}]}")
  }

  private func schedule(_ arn: String, _ more: String = "") -> String? {
    slip(
      "AWS::Scheduler::Schedule",
      "{ScheduleExpression: rate(1 hour), FlexibleTimeWindow: {Mode: 'OFF'}, "
        + "Target: {Arn: \(arn), RoleArn: x\(more)}}")
  }

  @Test func `rules and schedules take ARNs of targets and of dead-letter queues`() {
    let aside = ", DeadLetterConfig: {Arn: !Ref Work}"
    #expect(target("!Ref Work") == Self.work)
    #expect(target("!GetAtt Work.Arn", aside) == Self.work)
    #expect(target("!GetAtt Work.Arn") == nil)
    #expect(target("!Ref News") == nil)
    #expect(
      target("!GetAtt News.TopicName")
        == "news is a name, and AWS wants an ARN → use !Ref News")
    #expect(
      target("!Ref Code") == "code is a name, and AWS wants an ARN → use !GetAtt Code.Arn")
    #expect(schedule("!Ref Work") == Self.work)
    #expect(schedule("!GetAtt Work.Arn", aside) == Self.work)
    #expect(schedule("!GetAtt Work.Arn") == nil)
    #expect(
      schedule("!Ref Code") == "code is a name, and AWS wants an ARN → use !GetAtt Code.Arn")
  }

  @Test func `subscriptions take ARNs of queues and functions`() {
    let type = "AWS::SNS::Subscription"
    let start = "{TopicArn: !Ref News, Protocol:"
    let policy = "RedrivePolicy: {deadLetterTargetArn: !Ref Work}"
    #expect(slip(type, "\(start) sqs, Endpoint: !Ref Work}") == Self.work)
    #expect(slip(type, "\(start) sqs, Endpoint: !GetAtt Work.Arn, \(policy)}") == Self.work)
    #expect(
      slip(type, "\(start) lambda, Endpoint: !Ref Code}")
        == "code is a name, and AWS wants an ARN → use !GetAtt Code.Arn")
    #expect(slip(type, "\(start) lambda, Endpoint: !GetAtt Code.Arn}") == nil)
  }

  @Test func `mappings and queues take ARNs of queues`() {
    let type = "AWS::Lambda::EventSourceMapping"
    #expect(slip(type, "{EventSourceArn: !Ref Work, FunctionName: !Ref Code}") == Self.work)
    #expect(
      slip(type, "{EventSourceArn: !Ref Items, FunctionName: !Ref Code}")
        == "items is a name, and AWS wants an ARN → use !GetAtt Items.Arn")
    #expect(slip(type, "{EventSourceArn: !GetAtt Work.Arn, FunctionName: !Ref Code}") == nil)
    #expect(
      slip(
        "AWS::SQS::Queue",
        "{RedrivePolicy: {deadLetterTargetArn: !Ref Work, maxReceiveCount: 3}}") == Self.work)
  }

  @Test func `buckets take ARNs of whom they tell`() {
    func notification(_ list: String) -> String? {
      slip("AWS::S3::Bucket", "{NotificationConfiguration: {\(list)}}")
    }
    #expect(
      notification("QueueConfigurations: [{Event: 's3:ObjectCreated:*', Queue: !Ref Work}]")
        == Self.work)
    #expect(
      notification("LambdaConfigurations: [{Event: 's3:ObjectCreated:*', Function: !Ref Code}]")
        == "code is a name, and AWS wants an ARN → use !GetAtt Code.Arn")
  }
}
