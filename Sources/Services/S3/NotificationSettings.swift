import Blueprints
import Documents

/// Who is told of what happens to the objects of a bucket, as CloudFormation has it.
struct NotificationSettings: Settings {
  var functions: [FunctionNotification] = []
  var queues: [QueueNotification] = []
  var topics: [TopicNotification] = []
  var bus: BusNotification?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.list("LambdaConfigurations", &functions, "Functions that are told.")
    try visitor.list("QueueConfigurations", &queues, "Queues that are told; none of them FIFO.")
    try visitor.list("TopicConfigurations", &topics, "Topics that are told; none of them FIFO.")
    try visitor.group(
      "EventBridgeConfiguration", &bus, "Whether the default event bus is told of everything.")
  }

  /// All notifications.
  var requests: Requests {
    Requests(
      all: functions.map { $0.request } + queues.map { $0.request } + topics.map { $0.request },
      lists: ["LambdaConfigurations", "QueueConfigurations", "TopicConfigurations"],
      tellsBus: bus?.isEnabled == true)
  }

  /// Whom a bucket tells, whatever the names in the template are.
  struct Requests {
    /// All notifications but that of the bus, in the order of the lists.
    var all: [NotificationRequest]
    /// The names of the lists in the template.
    var lists: [String]
    /// Whether the default event bus is told.
    var tellsBus: Bool
  }
}

/// A function that is told.
struct FunctionNotification: Settings {
  var request = NotificationRequest(.function)

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try request.walk("Function", &visitor)
  }
}

/// A queue that is told.
struct QueueNotification: Settings {
  var request = NotificationRequest(.queue)

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try request.walk("Queue", &visitor)
  }
}

/// A topic that is told.
struct TopicNotification: Settings {
  var request = NotificationRequest(.topic)

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try request.walk("Topic", &visitor)
  }
}

/// The default event bus, which is told of everything or of nothing.
struct BusNotification: Settings {
  var isEnabled = true

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit(
      "EventBridgeEnabled", &isEnabled, "Whether events go to the default event bus.")
  }
}

/// What a template says of a notification.
struct NotificationRequest: Sendable {
  /// The kinds of destination.
  enum Kind: Sendable {
    case function, queue, topic

    /// What errors call it.
    var words: String {
      switch self {
      case .function: "a Lambda function"
      case .queue: "a standard SQS queue"
      case .topic: "a standard SNS topic"
      }
    }

    /// The types of resource that can be one.
    var types: [String] {
      switch self {
      case .function: ["AWS::Lambda::Function", "AWS::Lambda::Version", "AWS::Lambda::Alias"]
      case .queue: ["AWS::SQS::Queue"]
      case .topic: ["AWS::SNS::Topic"]
      }
    }
  }

  /// What is told.
  let kind: Kind
  var events: [String] = []
  var rules: [FilterRule] = []
  var destination: Reference?

  /// A notification of which nothing is said yet.
  init(_ kind: Kind) { self.kind = kind }

  /// Shows the settings under CloudFormation's names.
  mutating func walk(
    _ name: String, _ visitor: inout some SettingVisitor
  ) throws(InputError) {
    var event: String?
    var filter: KeyRules.Outer?
    try visitor.visit(
      "Event", &event, "What is told, as `s3:ObjectCreated:*` or `s3:ObjectRemoved:Delete`.")
    try visitor.group("Filter", &filter, "The keys that it is about; all where it is left out.")
    try visitor.reference(name, &destination, "Who is told.")
    if let event { events = [event] }
    rules = filter?.keys?.rules ?? []
  }
}

/// The rules of a filter over keys.
struct KeyRules: Settings {
  /// What stands under `Filter`.
  struct Outer: Settings {
    var keys: KeyRules?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.group("S3Key", &keys, "The filter over keys.")
    }
  }

  var rules: [FilterRule] = []

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.list("Rules", &rules, "At most one prefix and one suffix.")
  }
}

/// A beginning or an ending of keys.
struct FilterRule: Settings {
  var name: String?
  var value: String?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit("Name", &name, "`prefix` or `suffix`.")
    try visitor.visit(
      "Value", &value, "What keys begin or end with; a space is written +, others as %2F is.")
  }
}
