import Blueprints
import Documents

/// Whom a bucket tells, as the CDK writes it: a resource of its own.
///
/// So bucket and function need not wait for each other.
enum BucketNotifications {
  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "Custom::S3BucketNotifications", title: "S3 notifications of the CDK",
      summary: "Says whom a bucket tells of what happens to its objects.",
      identity: Identity(ref: "{id}", arn: "{id}"))
    declaration.emblem = .bucket
    declaration.authority = .elsewhere
    return declaration
  }()

  /// The resource as templates of the CDK have it; it changes its bucket and is no node itself.
  static let service = Service(
    declaration, settings: BucketNotificationsSettings.self, isWire: true
  ) { (settings, site) throws(InputError) in
    let node = try site.node(required: settings.bucket, "BucketName", as: "an S3 bucket")
    guard let bucket = node as? Bucket else {
      throw site.slip(settings.bucket, "\(node.label) is no S3 bucket")
    }
    try bucket.notify(settings.notifications?.requests, at: site)
    return nil
  }
}

/// The properties of `Custom::S3BucketNotifications`.
struct BucketNotificationsSettings: Settings {
  /// The notifications under the names of S3's interface.
  struct Notifications: Settings {
    var functions: [Function] = []
    var queues: [Queue] = []
    var topics: [Topic] = []
    var bus: BusNotification?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.list("LambdaFunctionConfigurations", &functions, "Functions that are told.")
      try visitor.list("QueueConfigurations", &queues, "Queues that are told; none of them FIFO.")
      try visitor.list("TopicConfigurations", &topics, "Topics that are told; none of them FIFO.")
      try visitor.group(
        "EventBridgeConfiguration", &bus, "Whether the default event bus is told of everything.")
    }

    /// All notifications.
    var requests: NotificationSettings.Requests {
      NotificationSettings.Requests(
        all: functions.map { $0.request } + queues.map { $0.request } + topics.map { $0.request },
        lists: ["LambdaFunctionConfigurations", "QueueConfigurations", "TopicConfigurations"],
        tellsBus: bus?.isEnabled == true)
    }
  }

  /// A function that is told.
  struct Function: Settings {
    var request = NotificationRequest(.function)

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try request.walkPlainly("LambdaFunctionArn", &visitor)
    }
  }

  /// A queue that is told.
  struct Queue: Settings {
    var request = NotificationRequest(.queue)

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try request.walkPlainly("QueueArn", &visitor)
    }
  }

  /// A topic that is told.
  struct Topic: Settings {
    var request = NotificationRequest(.topic)

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try request.walkPlainly("TopicArn", &visitor)
    }
  }

  var bucket: Reference?
  var notifications: Notifications?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference("BucketName", &bucket, "The bucket that tells.")
    try visitor.group(
      "NotificationConfiguration", &notifications, "Who is told of what happens to objects.")
    visitor.ignored("ServiceToken", "Managed", "SkipDestinationValidation")
  }
}

extension NotificationRequest {
  /// The rules of a filter under the names of S3's interface.
  private struct Filter: Settings {
    struct Keys: Settings {
      var rules: [FilterRule] = []

      mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
        try visitor.list("FilterRules", &rules, "At most one prefix and one suffix.")
      }
    }

    var keys: Keys?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.group("Key", &keys, "The filter over keys.")
    }
  }

  /// Shows the settings under the names of S3's interface.
  fileprivate mutating func walkPlainly(
    _ name: String, _ visitor: inout some SettingVisitor
  ) throws(InputError) {
    var filter: Filter?
    try visitor.words(
      "Events", &events, "What is told, as `s3:ObjectCreated:*` or `s3:ObjectRemoved:Delete`.")
    try visitor.group("Filter", &filter, "The keys that it is about; all where it is left out.")
    try visitor.reference(name, &destination, "Who is told.")
    visitor.ignored("Id")
    rules = filter?.keys?.rules ?? []
  }
}
