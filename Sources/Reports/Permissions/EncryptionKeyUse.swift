import Blueprints
import Documents

/// The key of KMS with which a resource encrypts, and what its callers need of that key.
///
/// Sources: the developer guides of SQS (sqs-key-management), SNS (sns-key-management), Kinesis
/// (permissions-user-key-KMS) and S3 (UsingKMSEncryption) at docs.aws.amazon.com.
struct EncryptionKeyUse {
  /// Whose key it is.
  enum Key: Equatable {
    /// AWS manages it, by its alias: roles of the account may use it, services may not, and nobody
    /// can change its policy.
    case managed(String)
    /// A key of the template, by its logical id.
    case own(String)
    /// A key that the template does not hold.
    case elsewhere
  }

  let key: Key

  /// The key of a resource; nil where it has none that anybody must be let at.
  init?(of resource: Resource, _ directory: Directory) {
    guard let text = Self.property(of: resource)?.text else { return nil }
    if let alias = text.firstRange(of: "alias/aws/") {
      key = .managed(String(text[alias.lowerBound...]))
    } else if case .one(let index) = directory.meant(by: text, among: ["AWS::KMS::Key"]) {
      key = .own(directory.resources[index].logicalID)
    } else {
      key = .elsewhere
    }
  }

  /// Where a resource names its key.
  private static func property(of resource: Resource) -> Document? {
    let properties = resource.properties
    switch resource.type {
    case "AWS::SQS::Queue", "AWS::SNS::Topic": return properties["KmsMasterKeyId"]
    case "AWS::Kinesis::Stream": return properties["StreamEncryption"]?["KeyId"]
    case "AWS::S3::Bucket":
      let rules = properties["BucketEncryption"]?["ServerSideEncryptionConfiguration"]?.list
      return rules?.first?["ServerSideEncryptionByDefault"]?["KMSMasterKeyID"]
    default: return nil
    }
  }

  /// What has to be allowed on the key to whoever is to do some actions on the resource.
  static func actions(for actions: [String]) -> [String] {
    var needed: [String] = []
    for action in actions {
      let parts: [String] =
        switch action {
        case "sqs:SendMessage", "sns:Publish": ["kms:GenerateDataKey", "kms:Decrypt"]
        case "kinesis:PutRecord", "kinesis:PutRecords", "s3:PutObject": ["kms:GenerateDataKey"]
        case "sqs:ReceiveMessage", "kinesis:GetRecords", "kinesis:SubscribeToShard",
          "s3:GetObject":
          ["kms:Decrypt"]
        default: []
        }
      needed += parts.filter { !needed.contains($0) }
    }
    return needed
  }
}
