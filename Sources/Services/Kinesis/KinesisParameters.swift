import Blueprints
import Kernel

/// What Kinesis reads from the calibration.
enum KinesisParameters {
  private static let guide = "https://docs.aws.amazon.com/streams/latest/dev/"
  private static let reference = "https://docs.aws.amazon.com/kinesis/latest/APIReference/"
  private static let lambdaGuide = "https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html"

  /// What a stream reads.
  static let ofStreams = [
    put, shardRecords, shardBytes, shardBurst, poll, reads, readBytes, propagation,
    onDemandShards, onDemandLimit, sustained, growth,
  ]
  /// What an enhanced fan-out consumer reads.
  static let ofConsumers = [fanOutPropagation, fanOutBytes]

  static let put = Parameter(
    "kinesis.put", .time(.lognormal(.init(median: 10e6, p99: 60e6))), in: .anyLength,
    "How long a PutRecord or a PutRecords takes for its caller.",
    source: .assumption("no percentiles are published; about ten milliseconds are usual")
  ).ideally(.span(.zero))

  static let shardRecords = Parameter(
    "kinesis.shardRecords", .count(1_000), in: .limit,
    "Records that a shard takes in a second; its burst is that of one second.",
    source: .documented(reference + "API_PutRecords.html")
  ).ideally(.count(.max))

  static let shardBytes = Parameter(
    "kinesis.shardBytes", .count(1_048_576), in: .limit, "Bytes that a shard takes in a second.",
    source: .documented(reference + "API_PutRecords.html")
  ).ideally(.count(.max))

  static let shardBurst = Parameter(
    "kinesis.shardBurst", .count(10_485_760), in: .limit,
    "Bytes that a shard which was idle takes at once.",
    source: .documented(reference + "API_PutRecord.html")
  ).ideally(.count(.max))

  static let poll = Parameter(
    "kinesis.poll", .span(.seconds(1)), in: .lengths(.microseconds(1) ... .days(1)),
    "How often Lambda looks for records in a shard that had none.",
    source: .documented(lambdaGuide)
  ).ideally(.span(.microseconds(1)))

  static let reads = Parameter(
    "kinesis.reads", .count(5), in: .limit,
    "Reads in a second of one shard by all readers that share it.",
    source: .documented(reference + "API_GetRecords.html")
  ).ideally(.count(.max))

  static let readBytes = Parameter(
    "kinesis.readBytes", .count(2_097_152), in: .limit,
    "Bytes in a second that a shard gives all readers that share it.",
    source: .documented(reference + "API_GetRecords.html")
  ).ideally(.count(.max))

  static let propagation = Parameter(
    "kinesis.propagation", .time(.lognormal(.init(median: 180e6, p99: 500e6))), in: .anyLength,
    "From the write of a record until a reader that shares the shard with nobody can have it; n "
      + "such readers wait n times as long.",
    source: .documented(guide + "building-consumers.html")
  ).ideally(.span(.zero))

  static let fanOutPropagation = Parameter(
    "kinesis.fanOutPropagation", .time(.lognormal(.init(median: 65e6, p99: 150e6))),
    in: .anyLength,
    "From the write of a record until it is pushed to an enhanced fan-out consumer.",
    source: .documented(guide + "enhanced-consumers.html")
  ).ideally(.span(.zero))

  static let fanOutBytes = Parameter(
    "kinesis.fanOutBytes", .count(2_097_152), in: .limit,
    "Bytes in a second that a shard pushes to each enhanced fan-out consumer.",
    source: .documented(guide + "enhanced-consumers.html")
  ).ideally(.count(.max))

  static let onDemandShards = Parameter(
    "kinesis.onDemandShards", .count(4), in: .counts(1...20_000),
    "Shards that a new on-demand stream has: 4,000 records and 4 MB a second.",
    source: .documented(guide + "how-do-i-size-a-stream.html"))

  static let onDemandLimit = Parameter(
    "kinesis.onDemandLimit", .count(200), in: .counts(1...20_000),
    "Shards that an on-demand stream grows to: 200,000 records and 200 MB a second.",
    source: .documented(guide + "how-do-i-size-a-stream.html"))

  static let sustained = Parameter(
    "kinesis.sustained", .span(.minutes(1)), in: .lengths(.seconds(1) ... .days(1)),
    "For how long an on-demand stream has to take a rate until that is its new peak, at once up to "
      + "twice the peak before.",
    source: .assumption("AWS says sustains and gives no length; its metrics are of one minute"))

  static let growth = Parameter(
    "kinesis.growth", .span(.minutes(15)), in: .anyLength,
    "How long after a peak an on-demand stream takes one that is more than twice as high for its "
      + "new peak.",
    source: .documented(guide + "how-do-i-size-a-stream.html"))
}
