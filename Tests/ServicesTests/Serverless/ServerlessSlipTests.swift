import Testing

@testable import Services

@Suite struct ServerlessSlipTests {
  private func function(_ properties: String) throws -> String {
    let head = "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      "
    return try slip(head + properties)
  }

  @Test func `a misspelled property of a function is refused`() throws {
    #expect(
      try function("MemorySze: 5") == "5:7: F has no property MemorySze → did you mean MemorySize?")
  }

  @Test func `a setting beside the properties of an event is refused`() throws {
    #expect(
      try function("Events: {A: {Type: SQS, BatchSize: 5}}")
        == "5:31: BatchSize stands beside the Properties of the event A → write "
        + "Events.A.Properties.BatchSize")
  }

  @Test func `an unknown event type is refused`() throws {
    #expect(
      try function("Events: {A: {Type: SQ}}")
        == "5:26: there is no event type SQ → did you mean SQS?")
  }

  @Test func `an event needs a type`() throws {
    #expect(
      try function("Events: {A: {}}")
        == "5:16: the event A of F has no Type → write Type: SQS or another")
  }

  @Test func `an SQS event needs its queue`() throws {
    #expect(
      try function("Events: {A: {Type: SQS, Properties: {}}}")
        == "5:43: the event A of F has no Queue → write Queue: !GetAtt Name.Arn")
  }

  @Test func `an SNS event needs its topic`() throws {
    #expect(
      try function("Events: {A: {Type: SNS, Properties: {Topics: x}}}")
        == "5:43: the event A of F has no Topic → write Topic: !Ref Name")
  }

  @Test func `a misspelled property of an event is refused`() throws {
    #expect(
      try function("Events: {A: {Type: SQS, Properties: {Queue: q, BatchSiz: 3}}}")
        == "5:54: the event A of F has no property BatchSiz → did you mean BatchSize?")
  }

  @Test func `a queue between topic and function needs both its names`() throws {
    #expect(
      try function(
        "Events: {A: {Type: SNS, Properties: {Topic: t, SqsSubscription: {QueueArn: q}}}}")
        == "5:71: SqsSubscription of the event A needs QueueArn and QueueUrl "
        + "→ give both, or write true for a queue of its own")
  }

  @Test func `a dead-letter queue is a queue or a topic`() throws {
    #expect(
      try function("DeadLetterQueue: {Type: S3, TargetArn: x}")
        == "5:31: the DeadLetterQueue of F cannot be S3 → choose SQS or SNS")
  }

  @Test func `provisioned concurrency needs an alias`() throws {
    #expect(
      try function("ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 1}")
        == "5:37: ProvisionedConcurrencyConfig of F needs an alias → add AutoPublishAlias: live")
  }

  @Test func `an alias has a name`() throws {
    #expect(
      try function("AutoPublishAlias: [a]")
        == "5:25: AutoPublishAlias of F takes a name, found a list "
        + "→ give a text or a Ref to a parameter")
  }

  @Test func `a destination is of a kind that Lambda knows`() throws {
    #expect(
      try function("EventInvokeConfig: {DestinationConfig: {OnFailure: {Type: Kinesis}}}")
        == "5:65: OnFailure cannot be Kinesis "
        + "→ choose from EventBridge, Lambda, S3Bucket, SNS, SQS")
  }

  @Test func `only queues and topics are made for a destination`() throws {
    #expect(
      try function("EventInvokeConfig: {DestinationConfig: {OnFailure: {Type: Lambda}}}")
        == "5:47: OnFailure of F names no destination "
        + "→ give a Destination, or Type: SQS or SNS for a new one")
  }

  @Test func `a policy template needs its parameter`() throws {
    #expect(
      try function("Policies: [SQSPollerPolicy: {Queue: q}]")
        == "5:18: SQSPollerPolicy needs QueueName → write QueueName: !Ref …")
  }

  @Test func `a key of a simple table has one of three types`() throws {
    #expect(
      try slip(
        """
        Resources:
          T:
            Type: AWS::Serverless::SimpleTable
            Properties: {PrimaryKey: {Name: id, Type: Text}}
        """) == "4:47: the key of T cannot be of type Text → choose String, Number or Binary")
  }

  @Test func `a connector names resources that exist, and permissions`() throws {
    let head = "Resources:\n  C:\n    Type: AWS::Serverless::Connector\n    Properties: "
    #expect(
      try slip(head + "{Source: {Id: D}, Permissions: [Read]}")
        == "4:31: there is no resource D → choose from C")
    #expect(
      try slip(head + "{Permissions: [Reed]}")
        == "4:32: C cannot permit Reed → choose Read or Write")
  }
}
