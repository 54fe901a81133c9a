import Blueprints
import Documents
import Kernel

/// The properties of `AWS::Kinesis::Stream`.
struct KinesisSettings: Settings {
  /// How the capacity of a stream comes about.
  struct Mode: Settings {
    /// The words for it.
    static let words = ["PROVISIONED", "ON_DEMAND"]

    var mode = "PROVISIONED"

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.choice(
        "StreamMode", &mode, among: Self.words,
        "Whether the template gives the shards, or AWS adds some as traffic grows.")
    }
  }

  /// With which key records are encrypted.
  struct Encryption: Settings {
    var type = "KMS"

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.choice(
        "EncryptionType", &type, among: ["KMS", "NONE"],
        "With a key of KMS, which every sender and every reader has it ask each five minutes.")
      visitor.ignored("KeyId")
    }
  }

  /// How long records are kept without a charge.
  static let freeRetention: Int64 = 24

  var shards: Int64?
  var mode: Mode?
  var retentionHours: Int64 = KinesisSettings.freeRetention
  var greatestRecord: Int64 = 1_024
  var encryption: Encryption?

  /// Whether AWS adds shards as traffic grows.
  var isOnDemand: Bool { mode?.mode == "ON_DEMAND" }
  /// How long a record is kept.
  var retention: TimeSpan { .hours(retentionHours) }

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit(
      "ShardCount", &shards, in: 1...20_000, "How many shards there are; only where provisioned.")
    try visitor.group("StreamModeDetails", &mode, "How the capacity of the stream comes about.")
    try visitor.visit(
      "RetentionPeriodHours", &retentionHours, in: 24...8_760, "How long a record is kept.")
    try visitor.visit(
      "MaxRecordSizeInKiB", &greatestRecord, in: 1_024...10_240,
      "The largest record, its partition key included.")
    visitor.notYet("WarmThroughput", "an on-demand stream begins with four shards")
    try visitor.group("StreamEncryption", &encryption, "With which key records are encrypted.")
    visitor.ignored("Name", "DesiredShardLevelMetrics", "Tags")
  }

  /// Refuses what AWS refuses.
  func check(at site: Site) throws(InputError) {
    if isOnDemand, shards != nil {
      throw InputError(
        "\(site.label) is on demand and has a ShardCount",
        remedy: "AWS refuses this: leave out ShardCount, or set StreamMode: PROVISIONED",
        at: site.properties["ShardCount"]?.place)
    }
    if !isOnDemand, shards == nil {
      throw InputError(
        "\(site.label) is provisioned and has no ShardCount",
        remedy: "AWS refuses this: give ShardCount, or StreamModeDetails: {StreamMode: ON_DEMAND}",
        at: site.properties.place)
    }
  }
}

/// The properties of `AWS::Kinesis::StreamConsumer`.
struct StreamConsumerSettings: Settings {
  var stream: Reference?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference("StreamARN", &stream, "The stream whose records are pushed.")
    visitor.ignored("ConsumerName", "Tags")
  }
}
