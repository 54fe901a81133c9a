import Bench
import Blueprints
import Testing

@testable import Reports
@testable import Studies

/// What the run used, against what small templates allow.
@Suite struct PermissionTests {
  /// A topic, a queue, a function and a table, with whatever permissions a test gives.
  static func reading(
    _ permissions: String, role: String = "Role: !GetAtt R.Arn, ", queue: String = "{}"
  ) throws -> PermissionReading {
    let template = """
      Resources:
        N: {Type: AWS::SNS::Topic}
        Q: {Type: AWS::SQS::Queue, Properties: \(queue)}
        S:
          Type: AWS::SNS::Subscription
          Properties: {TopicArn: !Ref N, Protocol: sqs, Endpoint: !GetAtt Q.Arn}
        F:
          Type: AWS::Lambda::Function
          Properties: {\(role)Runtime: python3.13, Timeout: 3}
        M:
          Type: AWS::Lambda::EventSourceMapping
          Properties: {EventSourceArn: !GetAtt Q.Arn, FunctionName: !Ref F}
        T:
          Type: AWS::DynamoDB::Table
          Properties:
            BillingMode: PAY_PER_REQUEST
            AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
            KeySchema: [{AttributeName: id, KeyType: HASH}]

      """ + permissions
    let result = try Bench(
      template: template,
      scenario: """
        {duration: 5 s, calibration: ideal, traffic: {App: {to: N, rate: 2/s}},
         behavior: {F: {steps: [{PutItem: T}]}}}
        """
    ).run()
    return PermissionReading(Subject(title: "Shop", runs: [result]))
  }

  static func role(_ statements: String, managed: String = "[]") -> String {
    """
      R:
        Type: AWS::IAM::Role
        Properties:
          ManagedPolicyArns: \(managed)
          Policies:
            - PolicyName: all
              PolicyDocument:
                Statement: [\(statements)]

    """
  }

  static let queuePolicy = """
      P:
        Type: AWS::SQS::QueuePolicy
        Properties:
          Queues: [!Ref Q]
          PolicyDocument:
            Statement:
              Effect: Allow
              Principal: {Service: sns.amazonaws.com}
              Action: sqs:SendMessage
              Resource: !GetAtt Q.Arn
              Condition: {ArnEquals: {"aws:SourceArn": !Ref N}}

    """
  private static let poller =
    "['arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole']"
  private static let put =
    "{Effect: Allow, Action: 'dynamodb:PutItem', Resource: !GetAtt T.Arn}"

  static func missing(_ reading: PermissionReading) -> [String] {
    reading.check.missing.map {
      "\($0.need.caller) on \($0.need.target.label): \($0.actions.joined(separator: ", "))"
    }
  }

  private static func unused(_ reading: PermissionReading) -> [String] {
    reading.check.unused.map { "\($0.holder) \($0.origin): \($0.actions.joined(separator: ", "))" }
  }

  @Test func `policies that allow just what was used leave nothing to say`() throws {
    let reading = try Self.reading(Self.role(Self.put, managed: Self.poller) + Self.queuePolicy)
    #expect(Self.missing(reading) == [])
    #expect(Self.unused(reading) == [])
    #expect(reading.check.unchecked.isEmpty)
    #expect(reading.check.allowed == 3)
    #expect(reading.check.conditional == ["P"])
  }

  @Test func `an action that no statement allows is missing`() throws {
    let read = "{Effect: Allow, Action: ['dynamodb:GetItem'], Resource: !GetAtt T.Arn}"
    let reading = try Self.reading(Self.role(read, managed: Self.poller) + Self.queuePolicy)
    #expect(Self.missing(reading) == ["F on T: dynamodb:PutItem"])
    #expect(Self.unused(reading) == ["R R: dynamodb:GetItem"])
  }

  @Test func `a queue without a policy lets no topic send`() throws {
    let reading = try Self.reading(Self.role(Self.put, managed: Self.poller))
    #expect(Self.missing(reading) == ["N on Q: sqs:SendMessage"])
    let section = try #require(PermissionSection.rows(missing: reading.check).first)
    #expect(section.note == "MISSING: Q does not allow it, so in AWS this fails")
  }

  @Test(arguments: [
    ("{Effect: Allow, Action: 'dynamodb:*', Resource: '*'}", true),
    ("{Effect: Allow, Action: 'DynamoDB:Put?tem', Resource: 'arn:aws:dynamodb:*:*:table/*'}", true),
    ("{Effect: Allow, Action: 'dynamodb:*', Resource: 'arn:aws:dynamodb:*:*:table/other'}", false),
    ("{Effect: Allow, NotAction: 'dynamodb:DeleteItem', Resource: '*'}", true),
    ("{Effect: Allow, NotAction: 'dynamodb:Put*', Resource: '*'}", false),
  ])
  func `wildcards and exceptions are evaluated`(statement: String, isAllowed: Bool) throws {
    let reading = try Self.reading(Self.role(statement, managed: Self.poller) + Self.queuePolicy)
    #expect(Self.missing(reading).isEmpty == isAllowed)
  }

  @Test func `a statement that denies comes before all that allow`() throws {
    let deny = Self.put + ", {Effect: Deny, Action: '*', Resource: !GetAtt T.Arn}"
    let reading = try Self.reading(Self.role(deny, managed: Self.poller) + Self.queuePolicy)
    #expect(reading.check.missing.map { $0.reason } == [.denied])
  }

  @Test func `a role from elsewhere, or a policy that nobody knows, is not checked`() throws {
    let reading = try Self.reading(
      Self.queuePolicy, role: "Role: 'arn:aws:iam::123456789012:role/other', ")
    #expect(Self.missing(reading) == [])
    #expect(reading.check.unchecked.map { $0.target.label } == ["Q", "T"])
    let open = try Self.reading(
      Self.role("", managed: "['arn:aws:iam::aws:policy/Unheard']") + Self.queuePolicy)
    #expect(Self.missing(open) == [])
    #expect(open.check.unchecked.count == 2)
  }

  @Test func `a template that says nothing of permissions is not checked`() throws {
    let reading = try Self.reading("", role: "")
    #expect(Self.missing(reading) == [])
    #expect(reading.check.unchecked.count == 3)
  }

  @Test func `code that has another function run needs the permission for it`() throws {
    let result = try Bench(
      template: """
        Resources:
          R: {Type: AWS::IAM::Role, Properties: {}}
          F:
            Type: AWS::Lambda::Function
            Properties: {Role: !GetAtt R.Arn, Runtime: python3.13}
          G:
            Type: AWS::Lambda::Function
            Properties: {Role: !GetAtt R.Arn, Runtime: python3.13}
        """,
      scenario: """
        {duration: 5 s, calibration: ideal, traffic: {App: {to: F, rate: 2/s}},
         behavior: {F: {steps: [{Invoke: G}]}}}
        """
    ).run()
    let reading = PermissionReading(Subject(title: "Shop", runs: [result]))
    #expect(Self.missing(reading) == ["F on G: lambda:InvokeFunction"])
  }

  @Test func `SAM writes the permissions of its events and policy templates`() throws {
    let result = try Bench(
      template: """
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Q: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 60}}
          T: {Type: AWS::Serverless::SimpleTable}
          F:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Policies: [{DynamoDBWritePolicy: {TableName: !Ref T}}]
              Events: {Q: {Type: SQS, Properties: {Queue: !GetAtt Q.Arn}}}
        """,
      scenario: """
        {duration: 5 s, calibration: ideal, traffic: {App: {to: Q, rate: 2/s}},
         behavior: {F: {steps: [{PutItem: T}]}}}
        """
    ).run()
    let reading = PermissionReading(Subject(title: "Shop", runs: [result]))
    #expect(Self.missing(reading) == [])
    #expect(reading.check.allowed == 2)
    #expect(Self.unused(reading) == ["FRole FRole: dynamodb:UpdateItem, dynamodb:BatchWriteItem"])
  }

  @Test func `the least policies are documents of IAM`() throws {
    let reading = try Self.reading(Self.role(Self.put, managed: Self.poller) + Self.queuePolicy)
    let json = JSONFormat.text(of: reading.least.fact)
    #expect(json.contains("\"Version\": \"2012-10-17\""))
    #expect(json.contains("\"Sid\": \"T\""))
    #expect(json.contains("\"Service\": \"sns.amazonaws.com\""))
    #expect(json.contains("\"aws:SourceArn\": \"arn:aws:sns:us-east-1:123456789012:"))
    #expect(reading.least.policies.map { $0.holder } == ["App", "Q", "R"])
  }

  @Test func `an id of a statement has letters and digits alone, whatever the name`() {
    var needs: [(need: PermissionNeed, principal: Principal?)] = []
    for (client, target) in [("a\"b\\", "x\"},{</script>"), ("a\"b\\", "x,\u{1b}[31m")] {
      needs.append(
        (
          PermissionNeed(
            caller: client, owner: nil,
            target: NodeReading([
              RunResult.NodeResult(
                label: target, number: 0, declaration: ShopDeclarations.queue, instruments: [],
                charges: [], ceilings: [])
            ]), actions: ["sqs:SendMessage"], keyActions: []), .outsider(client)
        ))
    }
    let json = JSONFormat.text(of: LeastPolicies(needs, Directory([])).fact)
    #expect(json.contains("\"Sid\": \"xscript\""))
    #expect(json.contains("\"Sid\": \"x31m\""))
    #expect(!json.unicodeScalars.contains("\u{1b}"))
  }

  @Test(arguments: [
    ("sqs:SendMessage", "sqs:*", true), ("sqs:SendMessage", "sqs:Send?essage", true),
    ("sqs:SendMessage", "SQS:sendmessage", true), ("sqs:SendMessage", "sqs:Receive*", false),
    ("sqs:SendMessage", "*Message", true), ("sqs:SendMessage", "sqs:Send*e*x", false),
    ("", "*", true), ("a", "", false),
  ])
  func `patterns of IAM match as IAM does`(action: String, pattern: String, fits: Bool) {
    #expect(PolicyStatement.matches(action, pattern, ignoringCase: true) == fits)
  }
}
