import Blueprints

/// The envelope that SNS puts around a message for a queue without raw delivery.
enum Notification {
  /// The signature of an envelope, of which nothing matters but its length.
  private static let signature = String(repeating: "A", count: 344)

  /// The number of a message in its topic, of which nothing matters but its length.
  private static let sequenceNumber = "10000000000000000001"

  /// The envelope of a topic's messages: their body becomes a string.
  static func envelope(
    of topic: String, isFIFO: Bool = false, in world: World
  ) -> (EventKind) -> EventKind {
    let arn = world.arn(of: topic, else: topic, in: "sns")
    let host = "https://sns.\(world.region).amazonaws.com"
    return { kind in
      let body: EventContent = kind.content.map { .embedded($0) } ?? .text("")
      var fields: [EventContent.Member] = [
        .init("Type", .text("Notification")), .init("MessageId", .identity),
      ]
      if isFIFO { fields.append(.init("SequenceNumber", .text(sequenceNumber))) }
      fields += [
        .init("TopicArn", .text(arn)), .init("Message", body), .init("Timestamp", .moment),
        .init("SignatureVersion", .text("1")), .init("Signature", .text(signature)),
        .init("SigningCertURL", .text("\(host)/SimpleNotificationService.pem")),
        .init("UnsubscribeURL", .text("\(host)/?Action=Unsubscribe&SubscriptionArn=\(arn)")),
      ]
      if !kind.attributes.isEmpty {
        fields.append(.init("MessageAttributes", .map(kind.attributes.map { member(of: $0) })))
      }
      var wrapped = kind.saying(.map(fields))
      wrapped.attributes = []
      return wrapped
    }
  }

  private static func member(of attribute: EventAttribute) -> EventContent.Member {
    .init(
      attribute.name,
      .map([
        .init("Type", .text(attribute.type)), .init("Value", .joined([attribute.value])),
      ]))
  }
}
