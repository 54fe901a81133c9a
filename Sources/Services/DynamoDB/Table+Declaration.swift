import Blueprints
import Documents
import Kernel
import Measures

extension Table {
  private static let guide = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/"
  private static let pricing = "https://aws.amazon.com/dynamodb/pricing/on-demand/"
  private static let provisionedPricing = "https://aws.amazon.com/dynamodb/pricing/provisioned/"

  /// A write request unit: a write of 1 KB to an on-demand table.
  static let writeRequest = Price(
    "DynamoDB write request units", microdollars: 625_000, per: 1_000_000,
    source: .documented(pricing))
  /// Half a read request unit: an eventually consistent read of 4 KB from an on-demand table.
  static let readRequest = Price(
    "DynamoDB halves of read request units", microdollars: 125_000, per: 2_000_000,
    source: .documented(pricing))
  /// A write capacity unit for an hour; what is counted are units times milliseconds.
  static let writeCapacity = Price(
    "DynamoDB write capacity", microdollars: 650, per: 3_600_000,
    source: .documented(provisionedPricing))
  /// A read capacity unit for an hour; what is counted are units times milliseconds.
  static let readCapacity = Price(
    "DynamoDB read capacity", microdollars: 130, per: 3_600_000,
    source: .documented(provisionedPricing))

  static let throttled = Measure(
    "ThrottledRequests", .count, in: .requests, role: .throttling,
    "Requests turned away for lack of capacity.")
  static let systemErrors = Measure(
    "SystemErrors", .count, in: .requests, role: .failure, "Requests answered with a server error.")
  static let userErrors = Measure(
    "UserErrors", .count, in: .requests, role: .failure,
    "Requests refused for good, as an item over 400 KB.")
  static let readThrottles = Measure(
    "ReadThrottleEvents", .count, in: .requests, role: .throttling,
    "Reads turned away, whatever the reason.")
  static let writeThrottles = Measure(
    "WriteThrottleEvents", .count, in: .requests, role: .throttling,
    "Writes turned away, whatever the reason.")
  static let consumedReads = Measure(
    "ConsumedReadCapacityUnits", .count, in: .capacityUnits,
    "Read units used; of two halves the second is counted, with the first.")
  static let consumedWrites = Measure(
    "ConsumedWriteCapacityUnits", .count, in: .capacityUnits, "Write units used.")
  static let latency = Measure(
    "SuccessfulRequestLatency", .samples, in: .nanoseconds, role: .response,
    "Time until the caller has the answer of a successful request, for each operation.")

  /// The throttles of reads by reason, in the order of the reasons.
  static let readReasons = reasons(of: "Read")
  /// The throttles of writes by reason, in the order of the reasons.
  static let writeReasons = reasons(of: "Write")

  private static func reasons(of direction: String) -> [Measure] {
    let kind = direction == "Read" ? "Reads" : "Writes"
    return TableCapacity.Reason.allCases.map { reason in
      switch reason {
      case .accountLimit:
        Measure(
          direction + "AccountLimitThrottleEvents", .count, in: .requests, role: .throttling,
          kind + " past the account's quota for one table.")
      case .maxOnDemandThroughput:
        Measure(
          direction + "MaxOnDemandThroughputThrottleEvents", .count, in: .requests,
          role: .throttling,
          kind + " past the bound that the template sets.")
      case .provisionedThroughput:
        Measure(
          direction + "ProvisionedThroughputThrottleEvents", .count, in: .requests,
          role: .throttling,
          kind + " past the provisioned capacity and its burst.")
      case .keyRangeThroughput:
        Measure(
          direction + "KeyRangeThroughputThrottleEvents", .count, in: .requests, role: .throttling,
          kind + " past what an on-demand table is ready for yet.")
      }
    }
  }

  /// The inlets, by their places in the declaration.
  enum Action: Int, CaseIterable {
    case put, update, delete, get, query

    /// The operation's name in AWS.
    var name: String {
      switch self {
      case .put: "PutItem"
      case .update: "UpdateItem"
      case .delete: "DeleteItem"
      case .get: "GetItem"
      case .query: "Query"
      }
    }

    /// Whether it uses read units.
    var isRead: Bool { self == .get || self == .query }

    /// What a write changes, as far as is known; nil where it is a read.
    var change: ChangeFeed.Change? {
      switch self {
      case .put: .insert
      case .update: .modify
      case .delete: .remove
      case .get, .query: nil
      }
    }

    var inlet: Inlet {
      Inlet(
        name, summary, permission: "dynamodb:" + name, price: isRead ? readRequest : writeRequest)
    }

    private var summary: String {
      switch self {
      case .put: "Writes an item in place of the old one."
      case .update: "Changes an item; the larger of old and new is what is paid for."
      case .delete: "Removes an item; its size is what is paid for."
      case .get: "Reads an item by its key."
      case .query: "Reads items of a partition; their sizes are added before they are rounded up."
      }
    }
  }

  static let declaration: Declaration = {
    let arn = "arn:{partition}:dynamodb:{region}:{account}:table/{name}"
    var declaration = Declaration(
      type: "AWS::DynamoDB::Table", title: "DynamoDB table",
      summary: "Keeps items by key and serves as much as its capacity holds.",
      identity: Identity(
        ref: "{name}", arn: arn,
        attributes: [("StreamArn", arn + "/stream/2026-01-01T00:00:00.000")],
        nameProperty: "TableName"))
    declaration.inlets = Action.allCases.map { $0.inlet }
    declaration.entry = Action.put.name
    declaration.retryFamily = .dynamoDB
    declaration.metrics = MetricAddress("AWS/DynamoDB", by: "TableName")
    declaration.measures =
      [
        throttled, readThrottles, writeThrottles, consumedReads, consumedWrites, latency,
        systemErrors, userErrors,
      ] + readReasons + writeReasons
    declaration.limits = limits
    declaration.faults = [
      Fault(.slow, "Requests take so many times as long."),
      Fault(.fail, "A share of requests answers with a server error; SDKs try again."),
      Fault(.throttle, "A share of requests is turned away."),
    ]
    declaration.parameters = TableParameters.all + StreamParameters.ofTables
    return declaration
  }()

  private static let limits = [
    Limit(
      "provisioned capacity", .resource,
      "Units in a second, and what was saved in 300 s; more is turned away.",
      source: .documented(guide + "burst-adaptive-capacity.html")),
    Limit(
      "on-demand capacity", .resource,
      "Twice the peak of 30 minutes ago; at first 4,000 write and 12,000 read units a second.",
      source: .documented(guide + "on-demand-capacity-mode.html")),
    Limit(
      "on-demand table quota", .resource, "40,000 read and 40,000 write units a second.",
      source: .documented(guide + "ServiceQuotas.html")),
    Limit(
      "partition capacity", .resource,
      "1,000 write and 3,000 read units a second for each partition; not modelled yet.",
      source: .documented(guide + "burst-adaptive-capacity.html")),
    Limit(
      "item size", .resource, "An item has 400 KB at most; a larger one is refused.",
      source: .documented(guide + "ServiceQuotas.html")),
  ]

  /// A table as templates have it.
  static let service = Service(declaration, settings: TableSettings.self) {
    (settings, site) throws(InputError) in
    try settings.check(site.label, at: site.properties.place)
    let table = Table(settings, label: site.label, in: site.world)
    table.feed = settings.stream.map { ChangeFeed($0, of: table.label, partitions: 1, at: site) }
    return table
  }
}
