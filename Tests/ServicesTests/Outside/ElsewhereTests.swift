import Bench
import Documents
import Testing

/// What of a template leads to another stack, which AWS accepts: it is left out with a note.
@Suite struct ElsewhereTests {
  private static let pattern = "EventPattern: {source: [shop]}"
  private static let targets = "Targets: [{Id: a, Arn: !GetAtt Work.Arn}]"

  private func notes(
    _ resources: String, _ scenario: String = ""
  ) throws(InputErrors) -> [String] {
    try Bench(
      template: """
        Resources:
          Work: {Type: AWS::SQS::Queue}
          Code: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13}}
          OrdersBus: {Type: AWS::Events::EventBus, Properties: {Name: orders-of-the-shop}}
        \(resources.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))
        """,
      scenario: "duration: 1 min\n\(scenario)"
    ).notes
  }

  private func slip(_ resources: String) -> String? {
    do {
      _ = try notes(resources)
      return nil
    } catch {
      return error.errors.map { $0.problem + ($0.remedy.map { " → " + $0 } ?? "") }
        .joined(separator: "\n")
    }
  }

  @Test(arguments: [
    ("shared-events", "shared-events"), ("aws.partner/x.com/1/y", "aws.partner/x.com/1/y"),
    ("'{{resolve:ssm:/bus}}'", "{{resolve:ssm:/bus}}"), ("!ImportValue shared", "imported"),
    (
      "arn:aws:events:us-east-1:123456789012:event-bus/other",
      "arn:aws:events:us-east-1:123456789012:event-bus/other"
    ),
  ])
  func `a rule of a bus elsewhere gets no event`(_ bus: String, _ text: String) throws {
    let rule = """
      Rule:
        Type: AWS::Events::Rule
        Properties: {EventBusName: \(bus), \(Self.pattern), \(Self.targets)}
      """
    #expect(
      try notes(rule, "imports: {shared: imported}")
        == ["\(text) is not part of the template: no event comes from it"])
  }

  @Test func `a bus that is nearly one of the template is a slip of the pen`() {
    let rule = """
      Rule:
        Type: AWS::Events::Rule
        Properties: {EventBusName: OrderBus, \(Self.pattern), \(Self.targets)}
      """
    #expect(slip(rule) == "OrderBus is no resource of this template → did you mean OrdersBus?")
  }

  @Test(arguments: [
    (
      "AWS::SNS::Subscription", "{TopicArn: ARN, Protocol: sqs, Endpoint: !GetAtt Work.Arn}",
      "sns:us-east-1:123456789012:shared"
    ),
    (
      "AWS::Lambda::EventSourceMapping", "{EventSourceArn: ARN, FunctionName: !Ref Code}",
      "sqs:us-east-1:123456789012:shared"
    ),
    (
      "AWS::Events::Archive", "{SourceArn: ARN}",
      "events:us-east-1:123456789012:event-bus/shared"
    ),
    (
      "AWS::EventsV2::Subscriber",
      "{EventBusArn: ARN, InvokeConfiguration: {TargetArn: !GetAtt Work.Arn}}",
      "events:us-east-1:123456789012:event-busv2/shared/1"
    ),
  ])
  func `what hears of somebody elsewhere hears nothing`(
    _ type: String, _ properties: String, _ name: String
  ) throws {
    let arn = "arn:aws:\(name)"
    let given = properties.split(separator: " ").map { $0 == "ARN," ? "'\(arn)'," : $0 }
    let whole = given.joined(separator: " ").replacing("ARN}", with: "'\(arn)'}")
    #expect(
      try notes("Wire: {Type: \(type), Properties: \(whole)}")
        == ["\(arn) is not part of the template: no event comes from it"])
  }

  @Test func `a source of the template that is not modelled is called by its name`() throws {
    #expect(
      try notes(
        """
        Stream: {Type: AWS::MSK::Cluster}
        Wire:
          Type: AWS::Lambda::EventSourceMapping
          Properties: {EventSourceArn: !GetAtt Stream.Arn, FunctionName: !Ref Code}
        """
      ).last == "Stream is AWS::MSK::Cluster, which is not modelled here: no event comes from it"
    )
  }

  @Test func `a name that is no ARN is a slip where it is near, and where it is not`() {
    func mapping(_ source: String) -> String? {
      slip(
        """
        Wire:
          Type: AWS::Lambda::EventSourceMapping
          Properties: {EventSourceArn: \(source), FunctionName: !Ref Code}
        """)
    }
    #expect(mapping("Wrok") == "Wrok is no resource of this template → did you mean Work?")
    #expect(
      mapping("elsewhere")
        == "elsewhere is no resource of this template → "
        + "name an SQS queue or a stream of the template")
  }

  @Test func `what a topic and a bucket send elsewhere is accepted there`() throws {
    let queue = "arn:aws:sqs:us-east-1:210987654321:shared"
    let function = "arn:aws:lambda:us-east-1:123456789012:function:other"
    let bench = try Bench(
      template: """
        Resources:
          News: {Type: AWS::SNS::Topic}
          Wire:
            Type: AWS::SNS::Subscription
            Properties: {TopicArn: !Ref News, Protocol: sqs, Endpoint: '\(queue)'}
          Files:
            Type: AWS::S3::Bucket
            Properties:
              NotificationConfiguration:
                LambdaConfigurations: [{Event: 's3:ObjectCreated:*', Function: '\(function)'}]
        """,
      scenario: """
        duration: 1 min
        calibration: ideal
        traffic:
          Shop: {to: News, rate: 1/s}
          Camera: {to: Files, rate: 1/s, body: {key: a.png}}
        """)
    #expect(
      Set(bench.notes) == [
        "\(queue) is not part of the template: it accepts everything, and what follows is left out",
        "\(function) is not part of the template: it accepts everything, and what follows is left "
          + "out",
      ])
    let result = bench.run()
    #expect(
      try result.edge(from: "News", to: "shared (sqs, 210987654321)").acknowledged > 30)
    #expect(try result.edge(from: "Files", to: "other (lambda function)").acknowledged > 30)
  }

  @Test func `dead letters may leave the template`() throws {
    let dead = "arn:aws:sqs:us-east-1:123456789012:dead"
    let bench = try Bench(
      template: """
        Resources:
          Work:
            Type: AWS::SQS::Queue
            Properties:
              VisibilityTimeout: 30
              RedrivePolicy: '{"deadLetterTargetArn": "\(dead)", "maxReceiveCount": 1}'
          Code: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, Timeout: 3}}
          Wire:
            Type: AWS::Lambda::EventSourceMapping
            Properties: {EventSourceArn: !GetAtt Work.Arn, FunctionName: !Ref Code}
        """,
      scenario: """
        duration: 5 min
        calibration: ideal
        traffic: {Shop: {to: Work, rate: 1/s}}
        behavior: {Code: {fails: 50 %}}
        """)
    #expect(
      bench.notes == [
        "\(dead) is not part of the template: it accepts everything, and what follows is left out"
      ])
    #expect(try bench.run().edge(from: "Work", to: "dead (sqs)").acknowledged > 30)
  }
}
