import Blueprints
import Documents
import Kernel

/// How a topic treats endpoints on the web, where a template says so.
///
/// Source of defaults and bounds:
/// https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html.
struct DeliveryPolicy: Settings {
  var healthy: HealthyRetryPolicy?
  var sickly: Document?
  var throttle: ThrottlePolicy?
  var request: RequestPolicy?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.group("healthyRetryPolicy", &healthy, "When a failed delivery is tried again.")
    try visitor.document("sicklyRetryPolicy", &sickly, "A relic that SNS accepts and ignores.")
    try visitor.group("throttlePolicy", &throttle, "How fast messages come at most.")
    try visitor.group("requestPolicy", &request, "What the request looks like.")
  }

  /// The policy in force: a subscription's own parts before those of its topic, unless that
  /// forbids it.
  static func effective(_ own: DeliveryPolicy?, under topic: TopicDeliveryPolicy.Web?)
    -> DeliveryPolicy
  {
    let own = topic?.disablesOverrides == true ? nil : own
    var policy = DeliveryPolicy()
    policy.healthy = own?.healthy ?? topic?.healthy
    policy.throttle = own?.throttle ?? topic?.throttle
    return policy
  }
}

/// How a topic treats endpoints on the web, for all its subscriptions.
struct TopicDeliveryPolicy: Settings {
  /// What stands under `http`.
  struct Web: Settings {
    var healthy: HealthyRetryPolicy?
    var sickly: Document?
    var disablesOverrides = false
    var throttle: ThrottlePolicy?
    var request: RequestPolicy?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.group(
        "defaultHealthyRetryPolicy", &healthy, "When a failed delivery is tried again.")
      try visitor.document(
        "defaultSicklyRetryPolicy", &sickly, "A relic that SNS accepts and ignores.")
      try visitor.visit(
        "disableSubscriptionOverrides", &disablesOverrides,
        "Whether the policies of subscriptions are ignored.")
      try visitor.group("defaultThrottlePolicy", &throttle, "How fast messages come at most.")
      try visitor.group("defaultRequestPolicy", &request, "What the request looks like.")
    }
  }

  var web: Web?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.group("http", &web, "The policy of HTTP and HTTPS endpoints.")
  }
}

/// How fast messages come to an endpoint.
struct ThrottlePolicy: Settings {
  var perSecond: Int64?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit(
      "maxReceivesPerSecond", &perSecond, in: 1...1_000_000_000,
      "Deliveries to the endpoint in a second, on average; what is too early waits.")
  }
}

/// What a request to an endpoint looks like; it changes nothing here.
struct RequestPolicy: Settings {
  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    visitor.ignored("headerContentType")
  }
}
