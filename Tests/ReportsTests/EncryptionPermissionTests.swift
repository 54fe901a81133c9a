import Testing

@testable import Reports

/// What an encrypted queue asks of who sends to it and who reads it.
@Suite struct EncryptionPermissionTests {
  private static let use = """
    {Effect: Allow, Action: "sqs:*", Resource: "*"},
    {Effect: Allow, Action: "dynamodb:*", Resource: "*"}
    """

  private static func key(_ statements: String) -> String {
    """

      K:
        Type: AWS::KMS::Key
        Properties: {KeyPolicy: {Statement: [\(statements)]}}

    """
  }

  private static let account =
    "{Effect: Allow, Principal: {AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root'}, "
    + "Action: 'kms:*', Resource: '*'}"
  private static let topic =
    "{Effect: Allow, Principal: {Service: sns.amazonaws.com}, "
    + "Action: ['kms:GenerateDataKey*', 'kms:Decrypt'], Resource: '*'}"

  private static func findings(_ statements: String, key: String, of queue: String) throws
    -> [String]
  {
    let reading = try PermissionTests.reading(
      PermissionTests.role(statements) + PermissionTests.queuePolicy + key,
      queue: "{KmsMasterKeyId: \(queue)}")
    return reading.check.missing.map {
      "\($0.need.caller): \($0.actions.joined(separator: " ")) by \($0.holder), \($0.reason)"
    }
  }

  @Test func `a topic never gets past the key that AWS manages for queues`() throws {
    #expect(
      try Self.findings(Self.use, key: "", of: "alias/aws/sqs") == [
        "N: kms:GenerateDataKey kms:Decrypt by alias/aws/sqs, keyOfAWS"
      ])
  }

  @Test func `a key of one's own lets in whom its policy names`() throws {
    let open = Self.key("\(Self.account), \(Self.topic)")
    let decrypt = "\(Self.use), {Effect: Allow, Action: 'kms:Decrypt', Resource: !GetAtt K.Arn}"
    #expect(try Self.findings(decrypt, key: open, of: "!Ref K") == [])
    #expect(
      try Self.findings(decrypt, key: Self.key(Self.account), of: "!Ref K") == [
        "N: kms:GenerateDataKey kms:Decrypt by K, notAllowed"
      ])
  }

  @Test func `who reads an encrypted queue has to be let at its key`() throws {
    let open = Self.key("\(Self.account), \(Self.topic)")
    #expect(
      try Self.findings(Self.use, key: open, of: "!Ref K") == ["F: kms:Decrypt by R, notAllowed"])
  }

  @Test func `a role's own policy opens a key only where the key leaves it to the account`() throws
  {
    let decrypt = "\(Self.use), {Effect: Allow, Action: 'kms:Decrypt', Resource: !GetAtt K.Arn}"
    #expect(
      try Self.findings(decrypt, key: Self.key(Self.topic), of: "!Ref K") == [
        "F: kms:Decrypt by K, notAllowed"
      ])
    let named = "{Effect: Allow, Principal: {AWS: !GetAtt R.Arn}, Action: 'kms:*', Resource: '*'}"
    #expect(
      try Self.findings(Self.use, key: Self.key("\(Self.topic), \(named)"), of: "!Ref K") == [])
  }

  @Test func `the least policies open the key to the topic and to the role`() throws {
    let reading = try PermissionTests.reading(
      PermissionTests.role(Self.use) + PermissionTests.queuePolicy + Self.key(Self.account),
      queue: "{KmsMasterKeyId: !Ref K}")
    let statements = reading.least.policies.flatMap { policy in
      policy.statements.filter { $0.target == "K" }.map {
        "\(policy.holder) \($0.service ?? "-"): \($0.actions.joined(separator: " "))"
      }
    }
    #expect(
      statements == ["K sns: kms:GenerateDataKey kms:Decrypt", "R -: kms:Decrypt"])
  }

  @Test func `the policy of a queue may let in a role by its ARN`() throws {
    let policy = """
        O:
          Type: AWS::SQS::QueuePolicy
          Properties:
            Queues: [!Ref Q]
            PolicyDocument:
              Statement:
                Effect: Allow
                Principal: {AWS: !GetAtt R.Arn}
                Action: "sqs:*"
                Resource: "*"

      """
    let table = "{Effect: Allow, Action: 'dynamodb:*', Resource: '*'}"
    let without = try PermissionTests.reading(
      PermissionTests.role(table) + PermissionTests.queuePolicy)
    #expect(without.check.missing.count == 1)
    let reading = try PermissionTests.reading(
      PermissionTests.role(table) + PermissionTests.queuePolicy + policy)
    #expect(reading.check.missing.isEmpty)
  }
}
