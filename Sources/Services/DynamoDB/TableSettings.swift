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

  var billingMode = "PROVISIONED"
  var throughput: Throughput?
  var onDemand: OnDemandThroughput?
  var warm: WarmThroughput?
  var stream: StreamSpecification?

  /// Whether requests are paid one by one.
  var isOnDemand: Bool { billingMode == "PAY_PER_REQUEST" }

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.choice(
      "BillingMode", &billingMode, among: ["PROVISIONED", "PAY_PER_REQUEST"],
      "Whether capacity is paid by the hour or by the request.")
    try visitor.group(
      "ProvisionedThroughput", &throughput, "What a provisioned table may use in a second.")
    try visitor.group(
      "OnDemandThroughput", &onDemand, "What an on-demand table may use at most in a second.")
    try visitor.group(
      "WarmThroughput", &warm, "What the table is ready for from the first second on.")
    try visitor.group(
      "StreamSpecification", &stream, "Whether changes are told in a stream, and how.")
    visitor.notYet("GlobalSecondaryIndexes", "writes use the capacity of the table alone")
    visitor.notYet("LocalSecondaryIndexes", "writes use the capacity of the table alone")
    visitor.notYet("KinesisStreamSpecification", "nobody is told of changes")
    visitor.notYet("TimeToLiveSpecification", "items never expire")
    visitor.notYet("TableClass", "prices are those of the standard class")
    visitor.ignored(
      "TableName", "KeySchema", "AttributeDefinitions", "Tags", "SSESpecification",
      "PointInTimeRecoverySpecification", "ContributorInsightsSpecification",
      "DeletionProtectionEnabled", "ResourcePolicy", "ImportSourceSpecification")
  }
}

extension TableSettings {
  /// Refuses what CloudFormation refuses: a provisioned table without capacity, an on-demand one
  /// with it.
  func check(_ label: String, at place: Place) throws(InputError) {
    let reads = throughput?.reads ?? 0
    let writes = throughput?.writes ?? 0
    if isOnDemand {
      guard reads == 0, writes == 0 else {
        throw InputError(
          "\(label) is paid per request and has provisioned capacity",
          remedy: "remove ProvisionedThroughput, or set BillingMode to PROVISIONED", at: place)
      }
      return
    }
    guard reads > 0, writes > 0 else {
      throw InputError(
        "\(label) is provisioned and lacks read or write capacity",
        remedy: "give both in ProvisionedThroughput, or set BillingMode to PAY_PER_REQUEST",
        at: place)
    }
  }
}
