import Testing

@testable import Services

@Suite struct ServerlessFunctionTests {
  private let frame = """
    Resources:
      Q: {Type: AWS::SQS::Queue, Properties: {QueueName: q}}
      T: {Type: AWS::SNS::Topic, Properties: {TopicName: t}}
      F:
        Type: AWS::Serverless::Function
        Properties:
          FunctionName: f
          Role: arn:role

    """

  private func made(_ properties: String, parameters: String = "") throws -> [String] {
    let indented = properties.split(separator: "\n").map { "      " + $0 }.joined(separator: "\n")
    return Array(try lines(frame + indented, parameters: parameters).dropFirst(2))
  }

  @Test func `a SAM function becomes a function and keeps what both have`() throws {
    #expect(
      try made("Runtime: python3.13\nTimeout: 9\nCodeUri: src/\nTracing: Active") == [
        #"F Lambda::Function {"FunctionName":"f","Runtime":"python3.13","Timeout":9,"#
          + #""Code":{"S3Key":"src/"},"TracingConfig":{"Mode":"Active"},"Role":"arn:role"}"#
      ])
  }

  @Test func `globals merge: maps into maps, lists behind lists, scalars give way`() throws {
    let globals = """
      Globals:
        Function:
          Timeout: 5
          MemorySize: 512
          Layers: [a]
          Environment: {Variables: {X: 1, Y: 2}}
      """
    #expect(
      try made(
        "Timeout: 9\nLayers: [b]\nEnvironment: {Variables: {Y: 3}}", parameters: globals) == [
          #"F Lambda::Function {"Timeout":9,"MemorySize":512,"Layers":["a","b"],"#
            + #""Environment":{"Variables":{"X":1,"Y":3}},"FunctionName":"f","Role":"arn:role"}"#
        ])
  }

  @Test func `an SQS event becomes an event source mapping with its settings`() throws {
    let found = try made(
      """
      Events:
        Orders:
          Type: SQS
          Properties:
            Queue: !GetAtt Q.Arn
            BatchSize: 5
            MaximumBatchingWindowInSeconds: 1
            FunctionResponseTypes: [ReportBatchItemFailures]
            ScalingConfig: {MaximumConcurrency: 7}
            FilterCriteria: {Filters: []}
            ProvisionedPollerConfig: {MinimumPollers: 2}
            Enabled: false
      """)
    #expect(
      found[1] == #"FOrders Lambda::EventSourceMapping {"EventSourceArn":"arn:q","#
        + #""FunctionName":"f","BatchSize":5,"MaximumBatchingWindowInSeconds":1,"#
        + #""FunctionResponseTypes":["ReportBatchItemFailures"],"#
        + #""ScalingConfig":{"MaximumConcurrency":7},"FilterCriteria":{"Filters":[]},"#
        + #""ProvisionedPollerConfig":{"MinimumPollers":2},"Enabled":false}"#)
    #expect(found.count == 2)
  }

  @Test func `an SNS event becomes a subscription and a permission`() throws {
    let found = try made(
      """
      Events:
        News:
          Type: SNS
          Properties: {Topic: !Ref T, FilterPolicy: {a: [b]}, FilterPolicyScope: MessageBody}
      """)
    #expect(
      Array(found.dropFirst()) == [
        #"FNews SNS::Subscription {"TopicArn":"arn:sns:t","Protocol":"lambda","#
          + #""Endpoint":"arn:f","FilterPolicy":{"a":["b"]},"FilterPolicyScope":"MessageBody"}"#,
        #"FNewsPermission Lambda::Permission {"Action":"lambda:InvokeFunction","#
          + #""FunctionName":"f","Principal":"sns.amazonaws.com","SourceArn":"arn:sns:t"}"#,
      ])
  }

  @Test func `an SNS event through a queue makes the queue, its policy and the mapping`() throws {
    let found = try made(
      """
      Events:
        News: {Type: SNS, Properties: {Topic: !Ref T, SqsSubscription: true}}
      """)
    #expect(found[1].hasPrefix("FNewsQueue SQS::Queue {}"))
    #expect(found[2].hasPrefix("FNewsQueuePolicy SQS::QueuePolicy {\"Queues\":[\"https://"))
    #expect(
      found[3].hasPrefix(#"FNews SNS::Subscription {"TopicArn":"arn:sns:t","Protocol":"sqs","#))
    #expect(found[4].hasPrefix("FNewsEventSourceMapping Lambda::EventSourceMapping "))
    #expect(found[4].hasSuffix(#""FunctionName":"f","BatchSize":"10","Enabled":true}"#))
  }

  @Test func `an SNS event through a queue of the template uses that queue`() throws {
    let found = try made(
      """
      Events:
        News:
          Type: SNS
          Properties:
            Topic: !Ref T
            SqsSubscription: {QueueArn: !GetAtt Q.Arn, QueueUrl: !Ref Q, BatchSize: 3}
      """)
    #expect(
      found[2] == #"FNews SNS::Subscription {"TopicArn":"arn:sns:t","Protocol":"sqs","#
        + #""Endpoint":"arn:q"}"#)
    #expect(
      found[3] == #"FNewsEventSourceMapping Lambda::EventSourceMapping {"EventSourceArn":"arn:q","#
        + #""FunctionName":"f","BatchSize":3,"Enabled":true}"#)
  }

  @Test func `a published alias is what events and their permissions call`() throws {
    let found = try made(
      """
      AutoPublishAlias: !Ref Name
      ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 4}
      Events: {O: {Type: SQS, Properties: {Queue: !GetAtt Q.Arn}}}
      """, parameters: "Parameters: {Name: {Type: String, Default: live}}")
    #expect(found[1].hasPrefix("FVersion"))
    #expect(found[1].hasSuffix(#" Lambda::Version {"FunctionName":"f"}"#))
    #expect(
      found[2] == #"FAliaslive Lambda::Alias {"Name":"live","FunctionName":"f","#
        + #""FunctionVersion":"1","#
        + #""ProvisionedConcurrencyConfig":{"ProvisionedConcurrentExecutions":4}}"#)
    #expect(found[3].hasSuffix(#"{"EventSourceArn":"arn:q","FunctionName":"arn:f:live"}"#))
  }

  @Test func `what SAM generates can be referred to by SAM's names`() throws {
    let found = try lines(
      frame + """
              AutoPublishAlias: live
          G: {Type: AWS::SQS::Queue, Properties: {A: !Ref F.Alias, B: !Sub '${F.Version}'}}
        """)
    #expect(found.last == #"G SQS::Queue {"A":"arn:f:live","B":"arn:f:1"}"#)
  }

  @Test func `asynchronous invocation keeps its settings and makes missing destinations`() throws {
    let found = try made(
      """
      EventInvokeConfig:
        MaximumRetryAttempts: 1
        DestinationConfig:
          OnSuccess: {Type: SQS}
          OnFailure: {Type: SNS, Destination: !Ref T}
      """)
    #expect(found[1] == "FEventInvokeConfigOnSuccessQueue SQS::Queue {}")
    #expect(
      found[2].hasPrefix(
        #"FEventInvokeConfig Lambda::EventInvokeConfig {"FunctionName":"f","#
          + #""Qualifier":"$LATEST","MaximumRetryAttempts":1,"DestinationConfig":"#))
    #expect(found[2].contains(#""OnFailure":{"Destination":"arn:sns:t"}"#))
  }

  @Test func `a function without a role gets one with what it needs`() throws {
    let found = try lines(
      """
      Resources:
        Q: {Type: AWS::SQS::Queue, Properties: {QueueName: q}}
        F:
          Type: AWS::Serverless::Function
          Properties:
            DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt Q.Arn}
            Policies:
              - AWSXrayWriteOnlyAccess
              - SQSSendMessagePolicy: {QueueName: q}
              - Statement: {Effect: Allow, Action: s3:GetObject, Resource: '*'}
            Events: {O: {Type: SQS, Properties: {Queue: !GetAtt Q.Arn}}}
      """)
    #expect(found[1].contains(#""DeadLetterConfig":{"TargetArn":"arn:q"}"#))
    let role = found[2]
    #expect(role.hasPrefix("FRole IAM::Role "))
    for part in [
      "service-role/AWSLambdaBasicExecutionRole", "service-role/AWSLambdaSQSQueueExecutionRole",
      "aws:policy/AWSXrayWriteOnlyAccess", #""Action":["sqs:SendMessage*"],"#,
      #""Resource":["arn:aws:sqs:us-east-1:123456789012:q"]"#, #""Action":"s3:GetObject""#,
      #""Action":"sqs:SendMessage","Resource":"arn:q""#, "FRolePolicy2",
    ] {
      #expect(role.contains(part), "\(part)")
    }
  }

  @Test func `the role that SAM makes may reach the destinations of events`() throws {
    let found = try lines(
      """
      Resources:
        T: {Type: AWS::SNS::Topic, Properties: {TopicName: t}}
        F:
          Type: AWS::Serverless::Function
          Properties:
            EventInvokeConfig:
              DestinationConfig:
                OnSuccess: {Type: SQS}
                OnFailure: {Type: SNS, Destination: !Ref T}
      """)
    let role = try #require(found.first { $0.hasPrefix("FRole ") })
    #expect(role.contains(#""Action":"sqs:SendMessage","Resource":"arn:"#))
    #expect(role.contains(#""Action":"sns:Publish","Resource":"arn:sns:t""#))
  }

  @Test func `generated resources share the function's condition`() throws {
    let found = try lines(
      """
      Conditions: {No: !Equals [a, b]}
      Resources:
        Q: {Type: AWS::SQS::Queue, Properties: {QueueName: q}}
        F:
          Type: AWS::Serverless::Function
          Condition: No
          Properties: {Events: {O: {Type: SQS, Properties: {Queue: !GetAtt Q.Arn}}}}
      """)
    #expect(found == [#"Q SQS::Queue {"QueueName":"q"}"#])
  }

  @Test func `what SAM makes for routes and addresses can be referred to`() throws {
    let read = try expanded(
      """
      Resources:
        F:
          Type: AWS::Serverless::Function
          Properties:
            Role: arn:role
            FunctionUrlConfig: {AuthType: NONE}
            Events: {Get: {Type: Api, Properties: {Path: /, Method: get}}}
        G:
          Type: AWS::Serverless::Function
          Properties: {Role: arn:role, Events: {Two: {Type: HttpApi}}}
      Outputs:
        A: {Value: !Sub 'https://${ServerlessRestApi}/${ServerlessHttpApi}'}
        B: {Value: !GetAtt FUrl.FunctionUrl}
      """)
    #expect(
      read.resources.map { $0.logicalID } == [
        "F", "FGetMethod", "FGetPermissionProd", "FUrl", "G", "GTwoIntegration", "GTwoRoute",
        "GTwoPermission", "ServerlessRestApi", "ServerlessRestApiProdStage", "ServerlessHttpApi",
        "ServerlessHttpApiApiGatewayDefaultStage",
      ])
    #expect(read.outputs[1].value.text == "{FUrl.FunctionUrl}")
  }

  @Test func `an event that is not modelled yet says so`() throws {
    let read = try expanded(
      frame + """
              DeploymentPreference: {Type: Canary}
              Events:
                Get: {Type: WebSocket, Properties: {Path: /}}
        """)
    #expect(
      read.notes.map(\.text) == [
        "DeploymentPreference of F is not modelled yet",
        "the event Get of F, of type WebSocket, is not modelled yet",
      ])
  }
}
