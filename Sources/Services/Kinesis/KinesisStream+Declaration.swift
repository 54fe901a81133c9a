import Blueprints
import Documents
import Measures

extension KinesisStream {
  private static let guide = "https://docs.aws.amazon.com/streams/latest/dev/"
  private static let reference = "https://docs.aws.amazon.com/kinesis/latest/APIReference/"
  static let pricing = Source.documented("https://aws.amazon.com/kinesis/data-streams/pricing/")

  /// A record, or a part of one, of 25 KB that a provisioned stream takes.
  static let payloadUnit = Price(
    "Kinesis PUT payload units", microdollars: 14_000, per: 1_000_000, source: pricing)
  /// A shard for an hour; what is counted are shards times milliseconds.
  static let shardTime = Price(
    "Kinesis shards", microdollars: 15_000, per: 3_600_000, source: pricing
  ).sold(by: "hour", of: 3_600_000)
  /// A shard for an hour that keeps records for more than a day, up to seven.
  static let longShardTime = Price(
    "Kinesis extended retention", microdollars: 20_000, per: 3_600_000, source: pricing
  ).sold(by: "hour", of: 3_600_000)
  /// An on-demand stream for an hour; what is counted are milliseconds.
  static let streamTime = Price(
    "Kinesis on-demand streams", microdollars: 40_000, per: 3_600_000, source: pricing
  ).sold(by: "hour", of: 3_600_000)
  /// What an on-demand stream takes, each record in whole KB.
  static let bytesIn = Price(
    "Kinesis on-demand bytes in", microdollars: 80_000, per: 1_073_741_824, source: pricing
  ).sold(by: "GB", of: 1_073_741_824)
  /// What an on-demand stream gives to readers that share it.
  static let bytesOut = Price(
    "Kinesis on-demand bytes out", microdollars: 40_000, per: 1_073_741_824, source: pricing
  ).sold(by: "GB", of: 1_073_741_824)

  static let incoming = Measure(
    "IncomingRecords", .count, in: .messages, "Records that were written.")
  static let incomingBytes = Measure(
    "IncomingBytes", .count, in: .bytes, "What these had together.")
  static let exceeded = Measure(
    "WriteProvisionedThroughputExceeded", .count, in: .messages, role: .throttling,
    "Records turned away, as their shard took no more.")
  static let puts = Measure(
    "PutRecord.Success", .count, in: .requests, "Requests of one record that were done.")
  static let putLatency = Measure(
    "PutRecord.Latency", .samples, in: .nanoseconds, role: .response,
    "How long requests of one record took.")
  static let batchPuts = Measure(
    "PutRecords.Success", .count, in: .requests,
    "Requests of several records of which at least one was written.")
  static let batchLatency = Measure(
    "PutRecords.Latency", .samples, in: .nanoseconds, role: .response,
    "How long requests of several records took.")
  static let batchTotal = Measure(
    "PutRecords.TotalRecords", .count, in: .messages, "Records of requests of several.")
  static let batchDone = Measure(
    "PutRecords.SuccessfulRecords", .count, in: .messages, "Of them, those that were written.")
  static let batchThrottled = Measure(
    "PutRecords.ThrottledRecords", .count, in: .messages, role: .throttling,
    "Of them, those turned away, as their shard took no more.")
  static let batchFailed = Measure(
    "PutRecords.FailedRecords", .count, in: .messages, role: .failure,
    "Of them, those that met an error of the service.")
  static let gets = Measure(
    "GetRecords.Success", .count, in: .requests,
    "Reads that gave records; those of idle readers are not counted.")
  static let outgoingBytes = Measure(
    "GetRecords.Bytes", .count, in: .bytes, "What these gave together.")
  static let iteratorAge = Measure(
    "GetRecords.IteratorAgeMilliseconds", .samples, in: .nanoseconds, role: .age,
    "How old the last record was that a read gave, which is how far readers are behind.")
  static let openShards = Measure(
    "OpenShardCount", .gauge, in: .count, role: .concurrency,
    "Shards that take records.")

  /// The inlets, by their places in the declaration.
  enum Action: Int, CaseIterable { case put, putMany, get }

  /// The most records of a request.
  static let recordsPerRequest: Int64 = 500
  /// The most bytes of a request.
  static let bytesPerRequest: Int64 = 10_485_760

  /// What a list of all streams is asked for by.
  static let listing = PolicyName.everything(for: "kinesis:ListStreams")

  private static let inlets: [Inlet] = {
    var many = Inlet(
      "PutRecords", "Writes up to 500 records (`items` of a `size` each); says which were not.",
      permission: "kinesis:PutRecords", price: payloadUnit
    ).opening("kms:GenerateDataKey")
    many.messagesPerRequest = recordsPerRequest
    many.words = ["key", "items"]
    var one = Inlet(
      "PutRecord", "Writes a record to the shard of its key.", permission: "kinesis:PutRecord",
      price: payloadUnit
    ).opening("kms:GenerateDataKey")
    one.words = ["key"]
    return [
      one, many,
      Inlet(
        "GetRecords", "Reads records of a shard in order.",
        permission:
          "kinesis:DescribeStream, kinesis:DescribeStreamSummary, kinesis:GetRecords, "
          + "kinesis:GetShardIterator, kinesis:ListShards, kinesis:ListStreams", isCalled: false
      ).opening("kms:Decrypt"),
    ]
  }()

  static let declaration: Declaration = {
    let arn = "arn:{partition}:kinesis:{region}:{account}:stream/{name}"
    var declaration = Declaration(
      type: "AWS::Kinesis::Stream", title: "Kinesis data stream",
      summary: "Keeps records in shards, in order, for all who follow it.",
      identity: Identity(ref: "{name}", arn: arn, nameProperty: "Name"))
    declaration.emblem = .stream
    declaration.authority = .free
    declaration.keyPath = ["StreamEncryption", "KeyId"]
    declaration.policyNames = [listing]
    declaration.greatestPipeBatch = recordsPerRequest
    declaration.prices =
      [shardTime, longShardTime, streamTime, bytesIn, bytesOut] + KinesisStorage.prices
      + [EncryptionCalls.price]
    declaration.inlets = inlets
    declaration.entry = "PutRecord"
    declaration.takesEvents = true
    declaration.metrics = MetricAddress("AWS/Kinesis", by: "StreamName")
    declaration.measures = [
      incoming, incomingBytes, exceeded, puts, putLatency, batchPuts, batchLatency, batchTotal,
      batchDone, batchThrottled, batchFailed, gets, outgoingBytes, iteratorAge, openShards,
    ]
    declaration.limits = limits
    declaration.faults = [
      Fault(.slow, "Puts take so many times as long."),
      Fault(.fail, "A share of records is answered with a server error; SDKs try again."),
      Fault(.throttle, "A share of records is turned away."),
    ]
    declaration.parameters = KinesisParameters.ofStreams
    return declaration
  }()

  private static let limits = [
    Limit(
      "shard writes", .resource,
      "1,000 records and 1 MB a second for each shard, 10 MB after a rest; more is turned away.",
      source: .documented(reference + "API_PutRecords.html")),
    Limit(
      "shard reads", .resource,
      "5 reads and 2 MB a second for each shard, shared by its readers; more has to wait.",
      source: .documented(reference + "API_GetRecords.html")),
    Limit(
      "record size", .resource,
      "1 MB, or MaxRecordSizeInKiB; a larger record is refused.",
      source: .documented(reference + "API_PutRecord.html")),
    Limit(
      "request size", .resource, "500 records and 10 MB; a larger request is refused.",
      source: .documented(reference + "API_PutRecords.html")),
    Limit(
      "on-demand capacity", .resource,
      "Shards for twice the peak of 15 minutes ago, four at first, 200 at most.",
      source: .documented(guide + "how-do-i-size-a-stream.html")),
    Limit(
      "enhanced fan-out consumers", .resource, "20 for each stream.",
      source: .documented(guide + "enhanced-consumers.html")),
  ]

  /// `AWS::Kinesis::Stream` in the catalogue.
  static let service = Service(declaration, settings: KinesisSettings.self) {
    (settings, site) throws(InputError) in
    let stream = KinesisStream(settings, label: site.label, in: site.world)
    try settings.check(at: site)
    return stream
  }
}
