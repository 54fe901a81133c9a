import Testing

@testable import Services

@Suite struct SimpleTableAndConnectorTests {
  @Test func `a simple table is on demand and has one key`() throws {
    #expect(
      try lines("Resources: {T: {Type: AWS::Serverless::SimpleTable}}") == [
        #"T DynamoDB::Table {"AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],"#
          + #""KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],"#
          + #""BillingMode":"PAY_PER_REQUEST"}"#
      ])
  }

  @Test func `a simple table with a throughput is provisioned`() throws {
    let found = try lines(
      """
      Resources:
        T:
          Type: AWS::Serverless::SimpleTable
          Properties:
            TableName: orders
            PrimaryKey: {Name: n, Type: Number}
            ProvisionedThroughput: {ReadCapacityUnits: 5, WriteCapacityUnits: 6}
      """)
    #expect(
      found == [
        #"T DynamoDB::Table {"TableName":"orders","AttributeDefinitions":"#
          + #"[{"AttributeName":"n","AttributeType":"N"}],"#
          + #""KeySchema":[{"AttributeName":"n","KeyType":"HASH"}],"#
          + #""ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":6}}"#
      ])
  }

  private let ends = """
    Resources:
      Q: {Type: AWS::SQS::Queue, Properties: {QueueName: q}}
      T: {Type: AWS::SNS::Topic, Properties: {TopicName: t}}
      F:
        Type: AWS::Serverless::Function
        Properties: {FunctionName: f, Role: !GetAtt R.Arn}
        Connectors:
          ToQueue: {Properties: {Destination: {Id: Q}, Permissions: [Write]}}
      R: {Type: AWS::IAM::Role, Properties: {RoleName: r}}

    """

  @Test func `a connector of a function becomes a policy on its role`() throws {
    let found = try lines(ends)
    #expect(
      found[3] == #"FToQueuePolicy IAM::ManagedPolicy {"PolicyDocument":{"Version":"2012-10-17","#
        + #""Statement":[{"Effect":"Allow","Action":["sqs:DeleteMessage","sqs:SendMessage","#
        + #""sqs:ChangeMessageVisibility"],"Resource":"arn:q"}]},"Roles":["r"]}"#)
  }

  @Test func `a connector from a topic permits on the side of the receiver`() throws {
    let found = try lines(
      ends + """
          C:
            Type: AWS::Serverless::Connector
            Properties: {Source: {Id: T}, Destination: [{Id: Q}, {Id: F}], Permissions: [Write]}
        """)
    #expect(found[5].hasPrefix("CDestination1QueuePolicy SQS::QueuePolicy "))
    #expect(
      found[6] == #"CDestination2WriteLambdaPermission Lambda::Permission {"Action":"#
        + #""lambda:InvokeFunction","FunctionName":"arn:f","Principal":"sns.amazonaws.com","#
        + #""SourceArn":"arn:sns:t"}"#)
  }

  @Test func `a connector between others is a remark`() throws {
    let read = try expanded(
      ends + """
          C:
            Type: AWS::Serverless::Connector
            Properties: {Source: {Id: R}, Destination: {Id: Q}, Permissions: [Write]}
        """)
    #expect(read.notes.map(\.text) == ["the connector C from R to Q is not modelled yet"])
  }
}
