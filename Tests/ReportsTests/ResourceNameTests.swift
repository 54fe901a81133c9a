import Bench
import Studies
import Testing

@testable import Reports

/// The ARNs that policies have which are written for what a run did.
@Suite struct ResourceNameTests {
  private static func statements(
    _ template: String, traffic: String, behavior: String = ""
  ) throws -> [LeastPolicies.Statement] {
    let result = try Bench(
      template: template,
      scenario: """
        {duration: 5 s, calibration: ideal, traffic: {App: {\(traffic), rate: 2/s}}\(behavior)}
        """
    ).run()
    return PermissionReading(Subject(title: "Shop", runs: [result])).least.policies
      .flatMap { $0.statements }
  }

  private static func resources(
    of target: String, in statements: [LeastPolicies.Statement]
  ) -> [String: [String]] {
    var found: [String: [String]] = [:]
    for statement in statements where statement.target == target {
      for action in statement.actions { found[action] = statement.resources }
    }
    return found
  }

  @Test func `a log group that no template holds is named by its own ARN`() throws {
    let statements = try Self.statements(
      """
      Resources:
        Bus: {Type: AWS::Events::EventBus, Properties: {Name: bus}}
        Rule:
          Type: AWS::Events::Rule
          Properties:
            EventBusName: !Ref Bus
            EventPattern: {source: [{exists: true}]}
            Targets:
              - Id: log
                Arn: !Sub 'arn:aws:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/events/o'
      """, traffic: "to: Bus")
    let log = "arn:aws:logs:us-east-1:123456789012:log-group:/aws/events/o:*"
    #expect(
      Self.resources(of: "/aws/events/o (log group)", in: statements) == [
        "logs:CreateLogStream": [log], "logs:PutLogEvents": [log],
      ])
  }

  @Test func `the default bus has an ARN though no template holds it`() throws {
    let statements = try Self.statements(
      """
      Resources:
        R: {Type: AWS::IAM::Role, Properties: {}}
        F:
          Type: AWS::Lambda::Function
          Properties: {Role: !GetAtt R.Arn, Runtime: python3.13}
      """, traffic: "to: F", behavior: ", behavior: {F: {steps: [{PutEvents: default}]}}")
    #expect(
      Self.resources(of: "default", in: statements) == [
        "events:PutEvents": ["arn:aws:events:us-east-1:123456789012:event-bus/default"]
      ])
    let logs = try #require(statements.first { $0.target == "Logs" })
    #expect(logs.resources.count == 1)
    #expect(logs.resources[0].contains(":123456789012:log-group:/aws/lambda/"))
    #expect(logs.resources[0].hasSuffix(":*"))
  }

  @Test func `to list a bucket is allowed on the bucket, and to read on its objects`() throws {
    let statements = try Self.statements(
      """
      Resources:
        B: {Type: AWS::S3::Bucket, Properties: {BucketName: photos}}
        R: {Type: AWS::IAM::Role, Properties: {}}
        F:
          Type: AWS::Lambda::Function
          Properties: {Role: !GetAtt R.Arn, Runtime: python3.13}
      """, traffic: "to: F",
      behavior: ", behavior: {F: {steps: [{ListObjectsV2: B}, {GetObject: B}]}}")
    #expect(
      Self.resources(of: "B", in: statements) == [
        "s3:ListBucket": ["arn:aws:s3:::photos"], "s3:GetObject": ["arn:aws:s3:::photos/*"],
      ])
  }

  @Test func `the policy of a bucket lets in a role that has none of its own`() throws {
    func missing(_ policy: String) throws -> [String] {
      let result = try Bench(
        template: """
          Resources:
            B: {Type: AWS::S3::Bucket}
            R: {Type: AWS::IAM::Role, Properties: {}}
            F:
              Type: AWS::Lambda::Function
              Properties: {Role: !GetAtt R.Arn, Runtime: python3.13}
          \(policy)
          """,
        scenario: """
          {duration: 5 s, calibration: ideal, traffic: {App: {to: F, rate: 2/s}},
           behavior: {F: {steps: [{GetObject: B}]}}}
          """
      ).run()
      return PermissionReading(Subject(title: "Shop", runs: [result])).check.missing
        .flatMap { $0.actions }
    }
    let policy = """
        P:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref B
            PolicyDocument:
              Statement:
                Effect: Allow
                Principal: {AWS: !GetAtt R.Arn}
                Action: s3:GetObject
                Resource: !Sub '${B.Arn}/*'
      """
    #expect(try missing("") == ["s3:GetObject"])
    #expect(try missing(policy) == [])
  }

  @Test func `a shape with a field that nobody knows names nothing`() {
    #expect("a{x}b{y}".filled { $0 == "x" ? "1" : "2" } == "a1b2")
    #expect("a{x}b".filled { _ in nil } == nil)
    #expect("ab".filled { _ in nil } == "ab")
  }
}
