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
  var maximumMessageSize: Int64 = 262_144
  var deliveryPolicy: TopicDeliveryPolicy?

  /// How endpoints on the web are treated.
  var web: TopicDeliveryPolicy.Web? { deliveryPolicy?.web }

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.list(
      "Subscription", &subscriptions, "Subscriptions that are made together with the topic.")
    try visitor.visit(
      "FifoTopic", &isFIFO, "Whether order is kept; FIFO topics are not modelled yet.")
    try visitor.visit(
      "MaximumMessageSize", &maximumMessageSize, in: 1_024...1_048_576,
      "Bytes that a message may have at most.")
    try visitor.group(
      "DeliveryPolicy", &deliveryPolicy,
      "How web endpoints are treated; an attribute that CloudFormation itself does not set.")
    visitor.ignored(
      "TopicName", "DisplayName", "Tags", "KmsMasterKeyId", "TracingConfig", "SignatureVersion",
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
    visitor.ignored("Region", "SubscriptionRoleArn")
  }
}
