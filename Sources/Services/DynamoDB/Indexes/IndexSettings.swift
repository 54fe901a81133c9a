import Blueprints
import Documents

/// An element of a key, as templates have it.
struct KeyElementSettings: Settings {
  var attribute: String?
  var kind = "HASH"

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit("AttributeName", &attribute, "The attribute.")
    try visitor.choice(
      "KeyType", &kind, among: ["HASH", "RANGE"],
      "Whether it is the partition key or the sort key.")
  }
}

/// What of an item stands in an index.
struct ProjectionSettings: Settings {
  var kind = "ALL"

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.choice(
      "ProjectionType", &kind, among: ["ALL", "KEYS_ONLY", "INCLUDE"],
      "Whether the whole item, its keys, or some attributes beside them.")
    visitor.ignored("NonKeyAttributes")
  }
}

/// An entry of `GlobalSecondaryIndexes`.
struct GlobalIndexSettings: Settings {
  var name: String?
  var keys: [KeyElementSettings] = []
  var projection: ProjectionSettings?
  var throughput: TableSettings.Throughput?
  var onDemand: TableSettings.OnDemandThroughput?
  var warm: TableSettings.WarmThroughput?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit("IndexName", &name, "Its name.")
    try visitor.list("KeySchema", &keys, "Its key.")
    try visitor.group("Projection", &projection, "What of each item stands in it.")
    try visitor.group(
      "ProvisionedThroughput", &throughput, "What it may use in a second, beside the table.")
    try visitor.group(
      "OnDemandThroughput", &onDemand, "What it may use at most in a second, paid per request.")
    try visitor.group("WarmThroughput", &warm, "What it is ready for from the first second on.")
    visitor.ignored("ContributorInsightsSpecification")
  }

  /// The attribute that is its partition key.
  var partitionKey: String? { keys.first { $0.kind == "HASH" }?.attribute }
}

/// An entry of `LocalSecondaryIndexes`.
struct LocalIndexSettings: Settings {
  var name: String?
  var projection: ProjectionSettings?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit("IndexName", &name, "Its name.")
    try visitor.group("Projection", &projection, "What of each item stands in it.")
    visitor.ignored("KeySchema")
  }
}

/// `TimeToLiveSpecification`: which attribute says when an item expires.
struct TimeToLiveSettings: Settings {
  var isEnabled = false

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit("Enabled", &isEnabled, "Whether items expire.")
    visitor.ignored("AttributeName")
  }
}
