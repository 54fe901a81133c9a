import Blueprints
import Measures

extension OutsideSubscription {
  private static let prices = Source.documented("https://aws.amazon.com/sns/pricing/")

  static let webDelivery = Price(
    "SNS notifications by HTTP", microdollars: 60_000, per: 100_000, source: prices
  ).free(100_000)
  static let letter = Price(
    "SNS notifications by e-mail", microdollars: 2_000_000, per: 100_000, source: prices
  ).free(1_000)
  static let pushDelivery = Price(
    "SNS mobile push notifications", microdollars: 500_000, per: 1_000_000, source: prices
  ).free(1_000_000)
  static let streamDelivery = Price(
    "SNS notifications to Firehose", microdollars: 190_000, per: 1_000_000, source: prices)
  static let textMessage = Price(
    "SNS text messages", microdollars: 6_450, per: 1,
    source: .assumption(
      "text messages are priced by country and carrier; about what one in the United States costs"))

  static let withheld = Measure(
    "NotificationsDroppedWhileDeactivated", .count, in: .messages, role: .failure,
    "Copies that nobody got as the subscription was deactivated; CloudWatch has no metric for them."
  )

  /// The way to an endpoint, with its price.
  static func inlet(_ transport: Transport) -> Inlet? {
    switch transport {
    case .http, .https:
      Inlet(
        "DeliverByHTTP", "Posts a message to a web endpoint.", permission: nil, price: webDelivery)
    case .email, .emailJSON:
      Inlet("DeliverByEmail", "Sends a message as a letter.", permission: nil, price: letter)
    case .sms:
      Inlet(
        "DeliverBySMS", "Sends a message as text messages of 140 bytes.", permission: nil,
        price: textMessage)
    case .application:
      Inlet("DeliverByPush", "Pushes a message to a device.", permission: nil, price: pushDelivery)
    case .firehose:
      Inlet(
        "DeliverToFirehose", "Puts a message into a delivery stream.",
        permission: "firehose:PutRecord", price: streamDelivery)
    case .sqs, .lambda: nil
    }
  }

  /// The parameters that deliveries of a protocol read, beside those of the topic.
  static func parameters(_ transport: Transport) -> [Parameter] {
    guard let endpoint = OutsideParameters.of(transport) else { return [] }
    switch transport {
    case .http, .https: return endpoint.all + [OutsideParameters.webTimeout]
    case .sms: return endpoint.all + [OutsideParameters.smsBudget, OutsideParameters.smsStop]
    default: return endpoint.all
    }
  }

  /// What a subscription of a protocol says of itself.
  ///
  /// - Parameter answers: Whether it stands for its endpoint, which nothing else does.
  static func declaration(_ transport: Transport, answers: Bool) -> Declaration {
    var declaration = Subscription.declaration
    declaration.inlets = inlet(transport).map { [$0] } ?? []
    declaration.measures =
      (answers ? EndpointAnswers.measures : []) + (transport.isMail ? [withheld] : [])
    declaration.faults = answers ? EndpointAnswers.faults : []
    let parameters = parameters(transport)
    let assumed = OutsideParameters.of(transport).map { [$0.latency.name, $0.failures.name] } ?? []
    declaration.parameters =
      answers ? parameters : parameters.filter { !assumed.contains($0.name) }
    return declaration
  }

  /// What subscriptions of all protocols say of themselves: the page that explains them.
  static let page: Declaration = {
    let kinds: [Transport] = [.https, .email, .sms, .application, .firehose]
    var page = Subscription.declaration
    page.inlets = kinds.compactMap { inlet($0) }
    page.measures = EndpointAnswers.measures + [withheld]
    page.faults = EndpointAnswers.faults
    page.parameters = kinds.flatMap { parameters($0) }
    page.limits = [
      Limit(
        OutsideParameters.mail.rate.name, .resource, "Letters to a mailbox in a second.",
        source: OutsideParameters.mail.rate.entries[0].source),
      Limit(
        OutsideParameters.sms.rate.name, .account, "Text messages of the account in a second.",
        source: OutsideParameters.sms.rate.entries[0].source),
      Limit(
        OutsideParameters.smsBudget.name, .account, "What text messages may cost in a month.",
        source: OutsideParameters.smsBudget.entries[0].source),
    ]
    return page
  }()
}

extension Episode.Kind {
  /// SNS deactivated a subscription, which gets nothing more.
  static let deactivated = Episode.Kind("deactivated")
}
