import Blueprints
import Testing

@testable import Templates

@Suite struct ResolutionTests {
  @Test func `a resource has the name that it is given, else one made from stack and logical id`()
    throws
  {
    let text = """
      Parameters: {Stage: {Type: String, Default: prod}}
      Resources:
        Named: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub 'orders-${Stage}'}}
        Unnamed: {Type: AWS::SQS::Queue}
        Ordered: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}
      """
    let first = try template(text).resources
    let second = try template(text).resources
    #expect(first[0].physicalName == "orders-prod")
    #expect(first[1].physicalName.hasPrefix("spillway-Unnamed-"))
    #expect(first[1].physicalName.count == "spillway-Unnamed-".count + 12)
    #expect(first[2].physicalName.hasSuffix(".fifo"))
    #expect(first.map(\.physicalName) == second.map(\.physicalName))
    #expect(first[0].arn == "arn:aws:sqs:us-east-1:123456789012:orders-prod")
    #expect(first[0].url == "https://sqs.us-east-1.amazonaws.com/123456789012/orders-prod")
  }

  @Test func `a name may be made from other names`() throws {
    let read = try template(
      """
      Resources:
        A: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub '${B.QueueName}-dead'}}
        B: {Type: AWS::SQS::Queue, Properties: {QueueName: orders}}
      """)
    #expect(read.resources[0].physicalName == "orders-dead")
  }

  @Test func `a resource is found however it is referred to`() throws {
    let read = try template(
      """
      Resources:
        Target: {Type: AWS::SQS::Queue, Properties: {QueueName: orders}}
        Asker:
          Type: AWS::SQS::Queue
          Properties:
            A: !Ref Target
            B: !GetAtt Target.Arn
            C: !Sub 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:orders'
            D: !Join [':', [arn, aws, sqs, !Ref AWS::Region, !Ref AWS::AccountId, orders]]
            E: orders
      """)
    let directory = Directory(read.resources)
    for entry in read.resources[1].properties.map?.entries ?? [] {
      #expect(directory.meant(by: entry.value.text ?? "") == .one(0), "\(entry.key)")
    }
    #expect(read.resources[1].properties.map?.count == 5)
    #expect(directory.meant(by: "order") == .none)
  }

  @Test func `the fields of an identity reach into properties`() throws {
    let read = try template(
      """
      Resources:
        Work: {Type: AWS::Lambda::Function, Properties: {FunctionName: work}}
        Live:
          Type: AWS::Lambda::Alias
          Properties: {Name: live, FunctionName: !GetAtt Work.Arn}
        Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: news}}
        Sub: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Topic}}
      """)
    #expect(read.resources[1].ref == "arn:aws:lambda:us-east-1:123456789012:function:work:live")
    let subscription = read.resources[3].ref
    #expect(subscription.hasPrefix("arn:aws:sns:us-east-1:123456789012:news:"))
    #expect(subscription.split(separator: ":").last?.count == 36)
  }

  @Test func `a construct's name is the last part of its path that is its own`() throws {
    let read = try template(
      """
      Resources:
        OrdersE3A: {Type: AWS::SQS::Queue, Metadata: {aws:cdk:path: Shop/Orders/Resource}}
        Dead9F1: {Type: AWS::SQS::Queue, Metadata: {aws:cdk:path: Shop/A/Dead}}
        Dead2C4: {Type: AWS::SQS::Queue, Metadata: {aws:cdk:path: Shop/B/Dead}}
      """)
    let directory = Directory(read.resources)
    #expect(directory.named("Orders") == .one(0))
    #expect(directory.named("Dead") == .several([1, 2]))
    #expect(directory.named("Dead2C4") == .one(2))
    #expect(directory.names == ["OrdersE3A", "Orders", "Dead9F1", "Dead2C4"])
  }

  @Test func `a setting given from outside changes the template as written`() throws {
    var circumstances = Circumstances()
    let five = try document("5")
    circumstances.overrides = [
      .init(["Q", "VisibilityTimeout"], five),
      .init(["Q", "RedrivePolicy", "maxReceiveCount"], five),
      .init(["Q", "Tags", "0", "Value"], five),
      .init(["Bare", "DelaySeconds"], five),
    ]
    let read = try template(
      """
      Resources:
        Q:
          Type: AWS::SQS::Queue
          Properties: {VisibilityTimeout: 30, Tags: [{Key: a, Value: b}]}
        Bare: {Type: AWS::SQS::Queue}
      """, under: circumstances)
    #expect(
      json(read.resources[0].properties)
        == #"{"VisibilityTimeout":5,"Tags":[{"Key":"a","Value":5}],"#
        + #""RedrivePolicy":{"maxReceiveCount":5}}"#)
    #expect(json(read.resources[1].properties) == #"{"DelaySeconds":5}"#)
  }

  @Test func `a type that no service declares is a remark, and so is an unknown macro`() throws {
    let read = try template(
      """
      Transform: [AWS::LanguageExtensions, Shop::Macro]
      Rules: {OnlyProd: {Assertions: []}}
      Resources:
        Vpc: {Type: AWS::EC2::VPC}
        News: {Type: AWS::SNS::Topc}
      """)
    #expect(
      read.notes.map { "\($0.place.line): \($0.text)" } == [
        "1: the transform Shop::Macro is not modelled",
        "2: the rule OnlyProd is not modelled",
        "4: AWS::EC2::VPC (Vpc) is not modelled",
        "5: AWS::SNS::Topc (News) is not modelled; did you mean AWS::SNS::Topic?",
      ])
    #expect(read.resources[0].ref == "{Vpc}")
  }

  @Test func `JSON templates read as YAML ones do`() throws {
    let read = try template(
      #"""
      {"Description": "d", "Resources": {"A": {"Type": "AWS::SQS::Queue", "Properties":
        {"V": {"Fn::Join": ["", [{"Ref": "AWS::Region"}, "!"]]}}}}}
      """#)
    #expect(read.description == "d")
    #expect(json(read.resources[0].properties) == #"{"V":"us-east-1!"}"#)
  }
}
