import Blueprints
import Kernel
import Measures

extension Bucket {
  private static let guide = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/"
  private static let pricing = Source.documented("https://aws.amazon.com/s3/pricing/")

  /// A request that writes or lists.
  static let writeRequest = Price(
    "S3 PUT, COPY, POST, LIST requests", microdollars: 5_000_000, per: 1_000_000, source: pricing)
  /// A request that reads.
  static let readRequest = Price(
    "S3 GET and other requests", microdollars: 400_000, per: 1_000_000, source: pricing)
  /// An event of 64 KB for EventBridge, where those are charged.
  static let busEvent = Price(
    "EventBridge opt-in events", microdollars: 1_000_000, per: 1_000_000,
    source: .documented("https://aws.amazon.com/eventbridge/pricing/"))

  /// A GB for a month; what is counted are KB times seconds.
  static let storage = Price(
    "S3 Standard storage", microdollars: 23_000, per: StorageTime.gigabyteMonth, source: pricing
  ).sold(by: "GB-month", of: StorageTime.gigabyteMonth)

  static let allRequests = Measure(
    "AllRequests", .count, in: .requests, "Requests of any kind, those turned away included.")
  /// What is counted of each method, in the order of the report.
  static let methodRequests: [(method: Action.Method, measure: Measure)] = [
    (.get, Measure("GetRequests", .count, in: .requests, "Requests that read an object.")),
    (.put, Measure("PutRequests", .count, in: .requests, "Requests that put something.")),
    (.delete, Measure("DeleteRequests", .count, in: .requests, "Requests that remove something.")),
    (.head, Measure("HeadRequests", .count, in: .requests, "Requests for facts about an object.")),
    (
      .post,
      Measure(
        "PostRequests", .count, in: .requests, "Uploads from forms, and steps of those in parts.")
    ),
    (.list, Measure("ListRequests", .count, in: .requests, "Requests that list keys.")),
  ]
  static let clientErrors = Measure(
    "4xxErrors", .count, in: .requests, role: .failure,
    "Requests refused for good, as an upload of more than 5 GB at once.")
  static let serverErrors = Measure(
    "5xxErrors", .count, in: .requests, role: .failure,
    "Requests that failed or were turned away; SDKs try again.")
  static let throttled = Measure(
    "SlowDownResponses", .count, in: .requests, role: .throttling,
    "Of them, those past the rate of a prefix; CloudWatch has no metric for them alone.")
  static let uploaded = Measure(
    "BytesUploaded", .count, in: .bytes, "Bytes of the objects that came.")
  static let downloaded = Measure(
    "BytesDownloaded", .count, in: .bytes, "Bytes of the objects that were read.")
  static let firstByte = Measure(
    "FirstByteLatency", .samples, in: .nanoseconds,
    "From a whole request to the first byte of its answer.")
  static let totalLatency = Measure(
    "TotalRequestLatency", .samples, in: .nanoseconds,
    "From the first byte of a request to the last of its answer.")
  static let notificationRetries = Measure(
    "NotificationsRetried", .count, in: .requests, role: .retry,
    "Attempts to tell a destination after the first; CloudWatch has no metric for them.")
  static let notificationsFailed = Measure(
    "NotificationsFailed", .count, in: .messages, role: .failure,
    "Notifications that were given up; CloudWatch has no metric for them.")

  static let declaration: Declaration = {
    var identity = Identity(
      ref: "{name}", arn: "arn:{partition}:s3:::{name}",
      attributes: [
        ("DomainName", "{name}.s3.amazonaws.com"),
        ("DualStackDomainName", "{name}.s3.dualstack.{region}.amazonaws.com"),
        ("RegionalDomainName", "{name}.s3.{region}.amazonaws.com"),
        ("WebsiteURL", "http://{name}.s3-website-{region}.amazonaws.com"),
      ],
      nameProperty: "BucketName")
    identity.isLowercase = true
    var declaration = Declaration(
      type: "AWS::S3::Bucket", title: "S3 bucket",
      summary: "Takes objects and tells others what happens to them.", identity: identity)
    declaration.emblem = .bucket
    declaration.authority = .service("s3")
    declaration.policyNames = [
      PolicyName(of: "s3:ListBucket", as: ["{Arn}"]), PolicyName("{Arn}/*"),
    ]
    declaration.policyPapers = [PolicyPaper("AWS::S3::BucketPolicy", about: "Bucket")]
    declaration.keyPath = [
      "BucketEncryption", "ServerSideEncryptionConfiguration", "ServerSideEncryptionByDefault",
      "KMSMasterKeyID",
    ]
    declaration.inlets = Action.allCases.map { $0.inlet }
    declaration.entry = Action.putObject.name
    declaration.metrics = MetricAddress("AWS/S3", by: "BucketName")
    declaration.measures =
      [allRequests] + methodRequests.map { $0.measure } + [
        clientErrors, serverErrors, throttled, uploaded, downloaded, firstByte, totalLatency,
        notificationRetries, notificationsFailed,
      ]
    declaration.limits = limits
    declaration.faults = [
      Fault(.slow, "Requests and notifications take so many times as long."),
      Fault(.fail, "A share of requests answers with 500 InternalError; SDKs try again."),
      Fault(.throttle, "A share of requests answers with 503 SlowDown."),
    ]
    declaration.parameters = BucketParameters.all
    declaration.prices = [busEvent, storage, EncryptionCalls.price]
    return declaration
  }()

  private static let limits = [
    Limit(
      BucketParameters.prefixWrites.name, .resource,
      "3,500 writes a second for each prefix, which here is a partition from the start.",
      source: .documented(guide + "optimizing-performance.html")),
    Limit(
      BucketParameters.prefixReads.name, .resource,
      "5,500 reads a second for each prefix, which here is a partition from the start.",
      source: .documented(guide + "optimizing-performance.html")),
    Limit(
      "upload size", .resource, "5 GB in one request; more in parts.",
      source: .documented(guide + "upload-objects.html")),
    Limit(
      "notifications", .resource, "100 configurations; the test event of each is left out.",
      source: .documented("https://docs.aws.amazon.com/general/latest/gr/s3.html")),
  ]
}
