import Blueprints
import Documents
import Kernel

/// The properties of `AWS::DynamoDB::Table`.
struct TableSettings: Settings {
  /// What a provisioned table may use in a second.
  struct Throughput: Settings {
    var reads: Int64?
    var writes: Int64?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit(
        "ReadCapacityUnits", &reads, in: 0...1_000_000,
        "Read units in a second: each a strongly consistent read of 4 KB, or two others.")
      try visitor.visit(
        "WriteCapacityUnits", &writes, in: 0...1_000_000,
        "Write units in a second: each a write of 1 KB.")
    }
  }

  /// What an on-demand table may use at most in a second; -1 is no bound.
  struct OnDemandThroughput: Settings {
    var reads: Int64 = -1
    var writes: Int64 = -1

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit(
        "MaxReadRequestUnits", &reads, in: -1...1_000_000, "The most read units in a second.")
      try visitor.visit(
        "MaxWriteRequestUnits", &writes, in: -1...1_000_000, "The most write units in a second.")
    }
  }

  /// What the table is ready for from the first second on.
  struct WarmThroughput: Settings {
    var reads: Int64 = 0
    var writes: Int64 = 0

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit(
        "ReadUnitsPerSecond", &reads, in: 0...10_000_000, "Read units in a second.")
      try visitor.visit(
        "WriteUnitsPerSecond", &writes, in: 0...10_000_000, "Write units in a second.")
    }
  }

  /// Whether the table can be brought back to any second of the last days.
  struct Recovery: Settings {
    var isEnabled = false

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit(
        "PointInTimeRecoveryEnabled", &isEnabled,
        "Whether every second can be recovered, which is paid by what the table holds.")
      visitor.ignored("RecoveryPeriodInDays")
    }
  }

  /// With which key items are encrypted.
  struct Encryption: Settings {
    var usesKMS = false

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit(
        "SSEEnabled", &usesKMS,
        "Whether a key of KMS encrypts items, of which is asked what is paid; else AWS's own does.")
      visitor.ignored("KMSMasterKeyId", "SSEType")
    }
  }

  var billingMode = "PROVISIONED"
  var throughput: Throughput?
  var onDemand: OnDemandThroughput?
  var warm: WarmThroughput?
  var keys: [KeyElementSettings] = []
  var globalIndexes: [GlobalIndexSettings] = []
  var localIndexes: [LocalIndexSettings] = []
  var timeToLive: TimeToLiveSettings?
  var stream: StreamSpecification?
  var kinesis: KinesisFeed.Specification?
  var tableClass = "STANDARD"
  var encryption: Encryption?
  var recovery: Recovery?

  /// Whether requests are paid one by one.
  var isOnDemand: Bool { billingMode == "PAY_PER_REQUEST" }
  /// Whether items of one partition key are told apart by a sort key.
  var hasSortKey: Bool { keys.contains { $0.kind == "RANGE" } }
  /// The attribute that is the partition key.
  var partitionKey: String? { keys.first { $0.kind == "HASH" }?.attribute }
  /// Whether every second can be recovered.
  var isRecoverable: Bool { recovery?.isEnabled ?? false }
  /// Whether items may expire.
  var expires: Bool { timeToLive?.isEnabled ?? false }
  /// Whether storage is cheap and requests are dear.
  var isInfrequent: Bool { tableClass == "STANDARD_INFREQUENT_ACCESS" }

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.choice(
      "BillingMode", &billingMode, among: ["PROVISIONED", "PAY_PER_REQUEST"],
      "Whether capacity is paid by the hour or by the request; it stays so for the whole run.")
    try visitor.group(
      "ProvisionedThroughput", &throughput, "What a provisioned table may use in a second.")
    try visitor.group(
      "OnDemandThroughput", &onDemand, "What an on-demand table may use at most in a second.")
    try visitor.group(
      "WarmThroughput", &warm, "What the table is ready for from the first second on.")
    try visitor.list(
      "KeySchema", &keys,
      "Its key; with a sort key every message has an item of its own under the partition key.")
    try visitor.list(
      "GlobalSecondaryIndexes", &globalIndexes,
      "Indexes under another key, each with a capacity of its own.")
    try visitor.list(
      "LocalSecondaryIndexes", &localIndexes,
      "Indexes under another sort key, which use the capacity of the table.")
    try visitor.group(
      "StreamSpecification", &stream, "Whether changes are told in a stream, and how.")
    try visitor.group(
      "KinesisStreamSpecification", &kinesis, "A Kinesis stream that gets every change.")
    try visitor.group("TimeToLiveSpecification", &timeToLive, "Whether items expire.")
    try visitor.choice(
      "TableClass", &tableClass, among: ["STANDARD", "STANDARD_INFREQUENT_ACCESS"],
      "Whether storage is dear and requests are cheap, or the other way round.")
    try visitor.group("SSESpecification", &encryption, "With which key items are encrypted.")
    try visitor.group(
      "PointInTimeRecoverySpecification", &recovery, "Whether every second can be recovered.")
    visitor.ignored(
      "TableName", "AttributeDefinitions", "Tags", "ContributorInsightsSpecification",
      "DeletionProtectionEnabled", "ResourcePolicy", "ImportSourceSpecification")
  }
}
