import Blueprints
import Kernel

/// What a bucket reads from the calibration.
enum BucketParameters {
  private static let guide = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/"

  static let all =
    requests + told + [eventsCharged, BucketEncryption.bucketKeyShare] + retries

  /// What every bucket reads.
  static let requests = [request, throughput, prefixWrites, prefixReads]

  /// What a bucket reads that tells somebody.
  static let told = [notification, duplicates]

  /// What a bucket reads that had to tell somebody again.
  static let retries = [retryDelay, retryCap, retryJitter, retryAge]

  static let request = Parameter(
    "s3.request", .time(.lognormal(.init(median: 141e6, p99: 230e6))), in: .anyLength,
    "From a whole request to the first byte of its answer.",
    source: .documented(
      guide + "optimizing-performance.html: roughly 100 to 200 ms, taken as the middle 90 % of a "
        + "lognormal distribution")
  ).ideally(.span(.zero))

  static let throughput = Parameter(
    "s3.throughput", .count(85_000_000), in: .limit,
    "Bytes of an object that travel in a second within one request.",
    source: .documented(guide + "optimizing-performance-design-patterns.html: 85 to 90 MB/s")
  ).ideally(.count(.max))

  static let prefixWrites = Parameter(
    "s3.prefixWrites", .count(3_500), in: .limit,
    "PUT, COPY, POST and DELETE requests in a second for each prefix; more get 503 SlowDown.",
    source: .documented(guide + "optimizing-performance.html")
  ).ideally(.count(.max))

  static let prefixReads = Parameter(
    "s3.prefixReads", .count(5_500), in: .limit,
    "GET, HEAD and LIST requests in a second for each prefix; more get 503 SlowDown.",
    source: .documented(guide + "optimizing-performance.html")
  ).ideally(.count(.max))

  static let notification = Parameter(
    "s3.notification",
    .time(.lognormals((0.999, median: 500e6, sigma: 0.75), (0.001, median: 25e9, sigma: 0.4))),
    in: .anyLength,
    "From the end of a request to the first attempt to tell a destination.",
    source: .assumption(
      "AWS says typically seconds, sometimes a minute or longer, and publishes no percentiles; "
        + "half a second, p99 3 s, one in a thousand past ten seconds")
  ).ideally(.span(.zero))

  static let duplicates = Parameter(
    "s3.duplicates", .real(1e-6), in: .shares,
    "The share of notifications that come a second time though nothing failed.",
    source: .assumption("AWS says on rare occasions and gives no rate; as that of SQS")
  ).ideally(.real(0))

  static let eventsCharged = Parameter(
    "s3.eventsCharged", .flag(false), in: .flags,
    "Whether what buckets send to EventBridge is charged as custom events are.",
    source: .assumption(
      "price lists of 2026 as others tell them have events of AWS free; where those of S3 count "
        + "as opt-in events they are $1.00 per million"))

  /// The delays before retries.
  static let backoff = DeliveryBackoff.Terms(
    first: retryDelay, cap: retryCap, jitter: retryJitter)

  static let retryDelay = Parameter(
    "s3.retryDelay", .span(.seconds(1)), in: .lengths(.milliseconds(1) ... .days(1)),
    "Before the second attempt to tell a destination; later delays double.",
    source: .assumption("AWS speaks of retries and gives no figures; as those of EventBridge"))

  static let retryCap = Parameter(
    "s3.retryCap", .span(.minutes(10)), in: .lengths(.milliseconds(1) ... .days(1)),
    "The longest delay between two attempts to tell a destination.",
    source: .assumption("AWS speaks of retries and gives no figures; as those of EventBridge"))

  static let retryJitter = Parameter(
    "s3.retryJitter", .real(0.5), in: .shares,
    "The share by which a delay may be shorter, all lengths alike.",
    source: .assumption("AWS speaks of retries and gives no figures; as those of EventBridge")
  ).ideally(.real(0))

  static let retryAge = Parameter(
    "s3.retryAge", .span(.hours(24)), in: .anyLength,
    "How old a notification becomes before it is given up.",
    source: .assumption(
      "AWS services try for 24 hours to reach EventBridge "
        + "(https://docs.aws.amazon.com/eventbridge/latest/userguide/"
        + "eb-service-event-delivery-level.html), and nothing is said of other destinations"))
}
