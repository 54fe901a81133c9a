import Blueprints
import Kernel

/// What a pipe brings of a message of a queue: a record with the message as its body.
///
/// Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-sqs.html.
struct PipeRecord: Sendable {
  /// A handle and a hash, of which nothing matters but their length.
  private static let handle = String(repeating: "A", count: 180)
  private static let hash = String(repeating: "0", count: 32)

  /// The ARN of the queue.
  let queueARN: String
  let region: String

  /// The record of a message of a kind.
  func record(of kind: EventKind) -> EventKind { saying(.embedded(body(of: kind)), kind) }

  /// The same with the body as the JSON that it is, for templates, whose paths lead into it.
  func open(_ kind: EventKind) -> EventKind { saying(body(of: kind), kind) }

  private func body(of kind: EventKind) -> EventContent {
    kind.content ?? (kind.body == .text ? .text("") : .empty)
  }

  private func saying(_ body: EventContent, _ kind: EventKind) -> EventKind {
    let attributes = kind.attributes.map { attribute in
      EventContent.Member(
        attribute.name,
        .map([
          .init("stringValue", .joined([attribute.value])),
          .init("dataType", .text(attribute.type)),
        ]))
    }
    return kind.carrying([]).saying(
      .map([
        .init("messageId", .identity), .init("receiptHandle", .text(Self.handle)),
        .init("body", body),
        .init(
          "attributes",
          .map([
            .init("ApproximateReceiveCount", .text("1")),
            .init("SentTimestamp", .text("1767225600000")),
            .init("ApproximateFirstReceiveTimestamp", .text("1767225600000")),
            .init("SenderId", .text("AIDAEXAMPLEEXAMPLEEXA")),
          ])),
        .init("messageAttributes", .map(attributes)), .init("md5OfBody", .text(Self.hash)),
        .init("eventSource", .text("aws:sqs")), .init("eventSourceARN", .text(queueARN)),
        .init("awsRegion", .text(region)),
      ]))
  }

  /// A record of a stream with its data as the JSON that it is.
  static func opened(_ kind: EventKind) -> EventKind {
    guard let members = kind.content?.members else { return kind }
    return kind.saying(
      .map(
        members.map { member in
          guard ["data", "body"].contains(member.name), case .embedded(let inner) = member.value
          else { return member }
          return .init(member.name, inner)
        }))
  }
}
