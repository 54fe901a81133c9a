import Blueprints
import Documents
import Measures

extension DeliveryStream {
  private static let quotas = "https://docs.aws.amazon.com/firehose/latest/dev/limits.html"

  static let records = Measure(
    "IncomingRecords", .count, in: .messages, "Records that the stream took in.")
  static let bytes = Measure("IncomingBytes", .count, in: .bytes, "What these had together.")
  static let requests = Measure(
    "IncomingPutRequests", .count, in: .requests, "Requests that brought records.")
  static let throttled = Measure(
    "ThrottledRecords", .count, in: .messages, role: .throttling,
    "Records turned away, as there were too many.")
  static let buffered = Measure(
    "RecordsBuffered", .gauge, in: .messages, role: .unfinished,
    "Records that wait for their delivery; CloudWatch has no metric for them.")
  static let deliveries = Measure(
    "DeliveryToS3.Success", .count, in: .requests, "Objects written to the bucket.")
  static let failures = Measure(
    "DeliveriesFailed", .count, in: .requests, role: .failure,
    "Attempts to write an object that failed; CloudWatch has a share of successes.")
  static let deliveredRecords = Measure(
    "DeliveryToS3.Records", .count, in: .messages, "Records that reached the bucket.")
  static let deliveredBytes = Measure(
    "DeliveryToS3.Bytes", .count, in: .bytes, "What these had together.")
  static let freshness = Measure(
    "DeliveryToS3.DataFreshness", .samples, in: .nanoseconds, role: .age,
    "Age of the oldest record of each object when that was written."
  ).inSeconds

  /// The inlets, by their places in the declaration.
  enum Action: Int { case put, putBatch }

  /// The most records of a request.
  static let recordsPerRequest: Int64 = 500
  /// The most bytes of a request.
  static let bytesPerRequest: Int64 = 4_194_304
  /// The most bytes of a record.
  static let bytesPerRecord: Int64 = 1_024_000

  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "AWS::KinesisFirehose::DeliveryStream", title: "Firehose delivery stream",
      summary: "Gathers records and writes them to a bucket, many in one object.",
      identity: Identity(
        ref: "{name}", arn: "arn:{partition}:firehose:{region}:{account}:deliverystream/{name}",
        nameProperty: "DeliveryStreamName"))
    declaration.emblem = .stream
    declaration.authority = .elsewhere
    declaration.greatestPipeBatch = recordsPerRequest
    var batch = Inlet(
      "PutRecordBatch", "Takes up to 500 records, each for itself.",
      permission: "firehose:PutRecordBatch")
    batch.messagesPerRequest = recordsPerRequest
    declaration.inlets = [
      Inlet("PutRecord", "Takes a record.", permission: "firehose:PutRecord"), batch,
    ]
    declaration.entry = "PutRecord"
    declaration.takesEvents = true
    declaration.metrics = MetricAddress("AWS/Firehose", by: "DeliveryStreamName")
    declaration.measures = [
      records, bytes, requests, throttled, buffered, deliveries, failures, deliveredRecords,
      deliveredBytes, freshness,
    ]
    declaration.limits = [
      Limit(
        "direct puts", .resource,
        "Records, requests and bytes in a second, whichever is used up first.",
        source: .documented(quotas)),
      Limit(
        "record size", .resource, "A record has 1,000 KB at most; a larger one is refused.",
        source: .documented(quotas)),
      Limit(
        "request size", .resource,
        "A PutRecordBatch has 500 records and 4 MB at most; a larger one is refused.",
        source: .documented(quotas)),
    ]
    declaration.faults = [
      Fault(.fail, "A share of records is answered with a server error; SDKs try again."),
      Fault(.throttle, "A share of records is turned away."),
    ]
    declaration.parameters = DeliveryStreamParameters.all
    return declaration
  }()

  /// `AWS::KinesisFirehose::DeliveryStream` in the catalogue.
  static let service = Service(declaration, settings: DeliveryStreamSettings.self) {
    (settings, site) throws(InputError) in
    if settings.kind != "DirectPut" {
      site.note("\(settings.kind) of \(site.label) is not modelled: nothing comes from there")
    }
    return DeliveryStream(settings, label: site.label, in: site.world)
  }
}
