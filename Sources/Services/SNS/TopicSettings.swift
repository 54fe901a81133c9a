import Blueprints
import Documents
import Kernel

/// The properties of `AWS::SNS::Topic`.
struct TopicSettings: Settings {
  /// A subscription written inside the topic.
  struct InlineSubscription: Settings {
    var endpoint: Reference?
    var transport: String?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.reference("Endpoint", &endpoint, "Who gets a copy of every message.")
      try visitor.visit(
        "Protocol", &transport, "How the endpoint is reached: sqs, lambda, https and so on.")
    }
  }

  var subscriptions: [InlineSubscription] = []
  var isFIFO = false
  var isByContent = false
  var throughputScope = ThroughputScope.topic.rawValue
  var archivePolicy: Document?
  var maximumMessageSize: Int64 = 262_144
  var deliveryPolicy: TopicDeliveryPolicy?
  var key: Reference?

  /// To what the publishes in a second are bounded, and within what none counts twice.
  enum ThroughputScope: String, CaseIterable {
    /// To the topic.
    case topic = "Topic"
    /// To each message group.
    case group = "MessageGroup"
  }

  /// Whether groups have their own bounds, and messages of different groups are never the same.
  var isByGroup: Bool { throughputScope == ThroughputScope.group.rawValue }

  /// How endpoints on the web are treated.
  var web: TopicDeliveryPolicy.Web? { deliveryPolicy?.web }

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.list(
      "Subscription", &subscriptions, "Subscriptions that are made together with the topic.")
    try visitor.visit(
      "FifoTopic", &isFIFO, "Whether each subscription gets every message group in its order.")
    try visitor.visit(
      "ContentBasedDeduplication", &isByContent,
      "Whether a FIFO topic tells messages without a deduplication id apart by their bodies.")
    try visitor.choice(
      "FifoThroughputScope", &throughputScope,
      among: ThroughputScope.allCases.map { $0.rawValue },
      "To what the publishes in a second are bounded, and within what none counts twice.")
    try visitor.document("ArchivePolicy", &archivePolicy, "How long a FIFO topic keeps messages.")
    try visitor.visit(
      "MaximumMessageSize", &maximumMessageSize, in: 1_024...1_048_576,
      "Bytes that a message may have at most.")
    try visitor.group(
      "DeliveryPolicy", &deliveryPolicy,
      "How web endpoints are treated; an attribute that CloudFormation itself does not set.")
    try visitor.reference(
      "KmsMasterKeyId", &key, "The key of KMS that encrypts messages; what is asked of it is paid.")
    visitor.ignored(
      "TopicName", "DisplayName", "Tags", "TracingConfig", "SignatureVersion",
      "DataProtectionPolicy", "DeliveryStatusLogging")
  }
}

/// The properties of `AWS::SNS::Subscription`.
struct SubscriptionSettings: Settings {
  /// Where a message goes that could not be delivered.
  struct Redrive: Settings {
    var target: Reference?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.reference(
        "deadLetterTargetArn", &target, "The queue that takes what could not be delivered.")
    }
  }

  var topic: Reference?
  var endpoint: Reference?
  var transport: String?
  var isRaw = false
  var redrive: Redrive?
  var filterPolicy: Document?
  var filterScope: String?
  var deliveryPolicy: DeliveryPolicy?
  var replayPolicy: Document?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference("TopicArn", &topic, "The topic that is subscribed to.")
    try visitor.reference("Endpoint", &endpoint, "Who gets a copy of every message.")
    try visitor.visit(
      "Protocol", &transport, "How the endpoint is reached: sqs, lambda, https and so on.")
    try visitor.visit(
      "RawMessageDelivery", &isRaw, "Whether the body comes alone, without its envelope.")
    try visitor.group(
      "RedrivePolicy", &redrive, "Where a message goes that could not be delivered.")
    try visitor.document(
      "FilterPolicy", &filterPolicy, "Which messages are wanted, as `spillway match` reads it.")
    try visitor.visit(
      "FilterPolicyScope", &filterScope,
      "What the policy looks at: MessageAttributes, which is the default, or MessageBody.")
    try visitor.group(
      "DeliveryPolicy", &deliveryPolicy, "How a web endpoint is treated, before its topic's policy."
    )
    try visitor.document(
      "ReplayPolicy", &replayPolicy, "What of a FIFO topic's archive is delivered again.")
    visitor.ignored("Region", "SubscriptionRoleArn")
  }
}
