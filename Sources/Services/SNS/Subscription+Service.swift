import Blueprints
import Documents

extension Subscription {
  /// `AWS::SNS::Subscription` in the catalogue.
  static let service = Service(
    OutsideSubscription.page, settings: SubscriptionSettings.self, isWire: true
  ) { (settings, site) throws(InputError) in
    guard
      let node = try site.party(
        required: settings.topic, "TopicArn", as: "an SNS topic", missing: .silence)
    else { return nil }
    if let topic = node as? FIFOTopic {
      return try FIFOSubscription.make(settings, label: site.label, of: topic, at: site)
    }
    guard let topic = node as? Topic else {
      throw site.slip(settings.topic, "\(node.label) is no SNS topic")
    }
    return try make(settings, label: site.label, of: topic, at: site)
  }

  /// A subscription of a topic, by whatever protocol it says, made known to the topic.
  static func make(
    _ settings: SubscriptionSettings, label: String, of topic: Topic, at site: Site
  ) throws(InputError) -> any Node {
    let transport = try Transport.named(
      settings.transport, of: label,
      at: site.properties["Protocol"]?.place ?? site.properties.place)
    try check(settings, label, transport, of: topic, at: site)
    if let stream = try deliveryStream(settings, by: transport, at: site) {
      let subscription = try Subscription(
        settings, label: label, from: topic, to: stream, at: site)
      topic.subscriptions.append(subscription)
      return subscription
    }
    guard transport.isOutside else {
      let endpoint = try endpoint(settings, by: transport, at: site)
      guard !(endpoint is FIFOQueue) else {
        throw InputError(
          "\(endpoint.label) is a FIFO queue, and \(topic.label) is a standard topic",
          remedy: "AWS refuses this: a FIFO queue subscribes only to FIFO topics",
          at: settings.endpoint?.place)
      }
      let subscription = try Subscription(
        settings, label: label, from: topic, to: endpoint, at: site)
      topic.subscriptions.append(subscription)
      return subscription
    }
    let subscription = try OutsideSubscription(
      settings, by: transport, label: label, of: topic, at: site)
    topic.outsideSubscriptions.append(subscription)
    return subscription
  }

  /// What a subscription is called that stands among the properties of its topic.
  static func name(
    of settings: SubscriptionSettings, at topic: String, find: (String) -> (any Node)?
  ) -> String {
    let endpoint = settings.endpoint.map { find($0.text)?.label ?? $0.text }
    return "\(topic) subscription by \(settings.transport ?? "?") to \(endpoint ?? "?")"
  }

  /// The node of a subscription that ends at a resource of the template.
  static func endpoint(
    _ settings: SubscriptionSettings, by transport: Transport, at site: Site
  ) throws(InputError) -> any Node {
    let wanted = transport == .sqs ? "an SQS queue" : "a Lambda function"
    let node = try site.receiver(required: settings.endpoint, "Endpoint", as: wanted)
    guard
      transport.types.contains(node.card.declaration.type) || node is Endpoint || node is Elsewhere
    else {
      throw site.slip(
        settings.endpoint,
        "\(node.label) takes no messages by \(transport.rawValue): it is not \(wanted)")
    }
    return node
  }

  /// The delivery stream of the template that an endpoint means; nil where it means none.
  private static func deliveryStream(
    _ settings: SubscriptionSettings, by transport: Transport, at site: Site
  ) throws(InputError) -> DeliveryStream? {
    guard transport == .firehose, let reference = settings.endpoint,
      let stream = site.find(reference.text) as? DeliveryStream
    else { return nil }
    try site.requireARN(reference)
    return stream
  }

  private static func check(
    _ settings: SubscriptionSettings, _ label: String, _ transport: Transport, of topic: Topic,
    at site: Site
  ) throws(InputError) {
    if topic.settings.maximumMessageSize > Transport.largestElsewhere,
      !transport.takesLargeMessages
    {
      throw InputError(
        "\(topic.label) takes messages of more than 256 KiB, and \(label) cannot deliver them by "
          + "\(transport.rawValue)", remedy: "only sqs, lambda and firehose can",
        at: site.properties.place)
    }
    guard let policy = settings.deliveryPolicy?.healthy else { return }
    let document = site.properties["DeliveryPolicy"]?["healthyRetryPolicy"] ?? site.properties
    try policy.check(of: label, at: document.place)
  }
}
