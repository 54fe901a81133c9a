import Blueprints
import Kernel

/// What a delivery stream reads from the calibration.
enum DeliveryStreamParameters {
  private static let quotas = "https://docs.aws.amazon.com/firehose/latest/dev/limits.html"
  private static let retries =
    "https://docs.aws.amazon.com/firehose/latest/dev/basic-deliver.html"

  static let all = [put, records, requests, bytes, retry, patience]

  static let put = Parameter(
    "firehose.put", .time(.lognormal(.init(median: 12e6, p99: 60e6))), in: .anyLength,
    "How long a PutRecord or a PutRecordBatch takes for its caller.",
    source: .assumption("no percentiles are published; as a publish to SNS")
  ).ideally(.span(.zero))

  static let records = Parameter(
    "firehose.records", .count(500_000), in: .limit,
    "Records that a delivery stream takes in a second; its burst is that of one second.",
    source: .documented(quotas)
  ).ideally(.count(.max))

  static let requests = Parameter(
    "firehose.requests", .count(2_000), in: .limit,
    "Requests that a delivery stream takes in a second; its burst is that of one second.",
    source: .documented(quotas)
  ).ideally(.count(.max))

  static let bytes = Parameter(
    "firehose.bytes", .count(5_242_880), in: .limit,
    "Bytes that a delivery stream takes in a second; its burst is that of one second.",
    source: .documented(quotas)
  ).ideally(.count(.max))

  static let retry = Parameter(
    "firehose.retry", .span(.seconds(5)), in: .lengths(.milliseconds(1) ... .hours(1)),
    "How long a delivery to a bucket that failed waits before it is tried again.",
    source: .assumption("AWS says that it tries again for a day and gives no pauses"))

  static let patience = Parameter(
    "firehose.patience", .span(.days(1)), in: .anyLength,
    "How old a delivery to a bucket may become before it is given up.",
    source: .documented(retries))
}
