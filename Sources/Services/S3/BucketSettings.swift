import Blueprints
import Documents

/// The properties of `AWS::S3::Bucket`.
struct BucketSettings: Settings {
  /// Whether earlier versions of objects are kept.
  struct Versioning: Settings {
    var status = "Suspended"

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.choice(
        "Status", &status, among: ["Enabled", "Suspended"],
        "Whether events tell of versions; with either word a delete leaves a marker.")
    }
  }

  var notifications: NotificationSettings?
  var encryption: BucketEncryptionSettings?
  var versioning: Versioning?

  /// Whether a delete leaves a marker: also where versions were kept once, and are no longer.
  var marksDeletions: Bool { versioning != nil }
  /// Whether earlier versions of objects are kept.
  var isVersioned: Bool { versioning?.status == "Enabled" }

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.group(
      "NotificationConfiguration", &notifications, "Who is told of what happens to objects.")
    try visitor.group("VersioningConfiguration", &versioning, "Whether versions are kept.")
    try visitor.group("BucketEncryption", &encryption, "With which keys objects are encrypted.")
    visitor.notYet("LifecycleConfiguration", "objects stay as they are")
    visitor.notYet("ReplicationConfiguration", "nothing is copied to other buckets")
    visitor.notYet("IntelligentTieringConfigurations", "objects stay as they are")
    visitor.notYet("AccelerateConfiguration", "uploads are as fast as any")
    visitor.ignored(
      "AbacStatus", "AccessControl", "AnalyticsConfigurations", "BucketName",
      "BucketNamePrefix", "BucketNamespace", "CorsConfiguration", "InventoryConfigurations",
      "LoggingConfiguration", "MetadataConfiguration", "MetadataTableConfiguration",
      "MetricsConfigurations", "ObjectLockConfiguration", "ObjectLockEnabled",
      "OwnershipControls", "PublicAccessBlockConfiguration", "Tags", "WebsiteConfiguration")
  }
}
