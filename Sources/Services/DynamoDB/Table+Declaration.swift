import Blueprints
import Documents
import Kernel

extension Table {
  private static let guide = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/"

  static let declaration = declaration(at: .standard)
  /// That of a table of `STANDARD_INFREQUENT_ACCESS`, whose prices are others.
  static let infrequentDeclaration = declaration(at: .infrequent)

  private static func declaration(at prices: TablePrices) -> Declaration {
    let arn = "arn:{partition}:dynamodb:{region}:{account}:table/{name}"
    var declaration = Declaration(
      type: "AWS::DynamoDB::Table", title: "DynamoDB table",
      summary: "Keeps items by key and serves as much as its capacity holds.",
      identity: Identity(
        ref: "{name}", arn: arn,
        attributes: [("StreamArn", arn + StreamSpecification.arnEnding)],
        nameProperty: "TableName"))
    declaration.emblem = .table
    declaration.authority = .free
    declaration.policyNames = [
      PolicyName(
        of: "dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator",
        as: ["{StreamArn}", "{Arn}/stream/*"]),
      .everything(for: "dynamodb:ListStreams"),
    ]
    declaration.segmentKey = "table_name"
    declaration.inlets = Action.allCases.map {
      $0.inlet(readsAt: prices.readRequest, writesAt: prices.writeRequest)
    }
    declaration.inlets.append(
      Inlet(
        "GetRecords", "Reads the changes of a shard of the stream in order.",
        permission:
          "dynamodb:DescribeStream, dynamodb:GetRecords, dynamodb:GetShardIterator, "
          + "dynamodb:ListStreams", isCalled: false))
    declaration.entry = Action.put.name
    declaration.retryFamily = .dynamoDB
    declaration.furtherMetrics = [
      MetricAddress("AWS/DynamoDB", by: "GlobalSecondaryIndexName", only: [], namesPart: true)
    ]
    declaration.measures =
      [
        throttled, readThrottles, writeThrottles, consumedReads, consumedWrites, latency,
        systemErrors, userErrors, unmetConditions, expired, provisionedReads, provisionedWrites,
      ] + readReasons + writeReasons
    declaration.metrics = MetricAddress(
      "AWS/DynamoDB", by: "TableName",
      only: declaration.measures.map { $0.name }.filter { !unkept.contains($0) })
    declaration.limits = limits
    declaration.faults = [
      Fault(.slow, "Requests take so many times as long."),
      Fault(.fail, "A share of requests answers with a server error; SDKs try again."),
      Fault(.throttle, "A share of requests is turned away."),
    ]
    declaration.parameters =
      TableParameters.all + StreamParameters.ofTables + KinesisFeed.parameters
    declaration.prices = TablePrices.besideRequests + [EncryptionCalls.price]
    return declaration
  }

  private static let limits = [
    Limit(
      "provisioned capacity", .resource,
      "Units in a second, and what was saved in 300 s; more is turned away.",
      source: .documented(guide + "burst-adaptive-capacity.html")),
    Limit(
      "provisioned quota", .resource,
      "40,000 read and 40,000 write units a second of a table or an index; more is refused. That "
        + "an account has 80,000 is not counted.",
      source: .documented(guide + "ServiceQuotas.html")),
    Limit(
      "on-demand capacity", .resource,
      "Twice the peak, which doubles once in 30 minutes at most; at first 4,000 write and 12,000 "
        + "read units a second.",
      source: .documented(guide + "on-demand-capacity-mode.html")),
    Limit(
      "on-demand table quota", .resource, "40,000 read and 40,000 write units a second.",
      source: .documented(guide + "ServiceQuotas.html")),
    Limit(
      "partition capacity", .resource,
      "1,000 write and 3,000 read units a second for each partition, and so for one hot item.",
      source: .documented(guide + "burst-adaptive-capacity.html")),
    Limit(
      "index capacity", .resource,
      "What a global secondary index does not take, its table does not take either.",
      source: .documented(guide + "gsi-throttling.html")),
    Limit(
      "transaction size", .resource,
      "100 items and 4 MB, more is refused; a batch writes 25 or reads 100, of which 16 MB come.",
      source: .documented(guide + "transaction-apis.html")),
    Limit(
      "transaction conflicts", .resource,
      "Not modelled: requests about one item never overlap, and no transaction finds another one.",
      source: .documented(guide + "transaction-apis.html")),
    Limit(
      "item size", .resource, "An item has 400 KB at most; a larger one is refused.",
      source: .documented(guide + "ServiceQuotas.html")),
  ]

  /// A table as templates have it.
  static let service = Service(declaration, settings: TableSettings.self) {
    (settings, site) throws(InputError) in
    try TableCheck(settings: settings, site: site).check()
    let table = Table(settings, label: site.label, in: site.world)
    table.feed = settings.stream.map {
      ChangeFeed(
        $0, of: table.label, partitions: table.throughput.partitionCount, at: site)
    }
    return table
  }

  /// The provisioned capacity, charged for the time of the run, what is stored, and the keys.
  func extraCharges(until end: Instant) -> [Charge] {
    let prices = settings.isInfrequent ? TablePrices.infrequent : .standard
    return capacityCharges(until: end)
      + storage.charges(at: prices, isRecoverable: settings.isRecoverable, until: end)
      + (encryption?.charges(until: end) ?? [])
  }

  /// Messages of one group are about one item where nobody names a key.
  ///
  /// A principal's table key is kept for as long as a queue's data key, and opened by one request.
  func start(in world: World) {
    if world.hasGroups, isFilled, !settings.hasSortKey { keepsItems = true }
    encryption?.know(
      senders: 0, readers: EncryptionCalls.senders(to: label, in: world))
  }

  private func capacityCharges(until end: Instant) -> [Charge] {
    guard !settings.isOnDemand else { return [] }
    let prices = settings.isInfrequent ? TablePrices.infrequent : .standard
    var units = (reads: Int64(0), writes: Int64(0))
    for throughput in throughputs {
      let more = throughput.provisionedTime(until: end)
      units = (units.reads + more.reads, units.writes + more.writes)
    }
    return [
      Charge(price: prices.writeCapacity, units: units.writes, isByTime: true),
      Charge(price: prices.readCapacity, units: units.reads, isByTime: true),
    ]
  }

  func resolution(of measure: String) -> TimeSpan {
    let isLevel = measure == Self.provisionedReads.name || measure == Self.provisionedWrites.name
    return isLevel ? .minutes(5) : .minutes(1)
  }

  /// Warns of global indexes that are provisioned with less than the writes of their table.
  func remarks(in world: World) -> [String] {
    let writes = throughput.provisioned.writes
    return indexes.filter { $0.throughput.provisioned.writes < writes }.map {
      "\(label) takes no more writes than its index \($0.name), which has "
        + "\($0.throughput.provisioned.writes) units a second, and the table \(writes)"
    }
  }
}
