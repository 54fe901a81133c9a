import Blueprints
import Documents

/// With which keys objects are encrypted: `BucketEncryption` of a bucket.
struct BucketEncryptionSettings: Settings {
  var rules: [BucketEncryptionRule] = []

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.list(
      "ServerSideEncryptionConfiguration", &rules, "How objects are encrypted: one rule.")
  }
}

/// A rule of a bucket's encryption, of which AWS takes only one.
struct BucketEncryptionRule: Settings {
  var standard: BucketEncryptionStandard?
  var hasBucketKey = false

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.group("ServerSideEncryptionByDefault", &standard, "How objects are encrypted.")
    try visitor.visit(
      "BucketKeyEnabled", &hasBucketKey,
      "Whether the bucket keeps a key for a time, so that KMS is asked seldom.")
  }
}

/// How objects are encrypted that do not say it themselves.
struct BucketEncryptionStandard: Settings {
  var algorithm = "AES256"

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.choice(
      "SSEAlgorithm", &algorithm, among: ["AES256", "aws:kms", "aws:kms:dsse"],
      "With a key of S3, which costs nothing, or with one of KMS.")
    visitor.ignored("KMSMasterKeyID")
  }
}
