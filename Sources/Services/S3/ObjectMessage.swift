import Blueprints
import Kernel

/// What S3 says of a change to an object, to those it notifies and to EventBridge.
struct ObjectMessage {
  // Of these nothing matters but the length.
  private static let tag = "d41d8cd98f00b204e9800998ecf8427e"
  private static let version = "096fKKXTRTtl3on89fVO.nfljtsv6qko"
  private static let request = "C3D13FE58DE4C810"
  private static let host =
    "FMyUVURIY8/IgAtTv8xRjskZQpcIZ9KG4V5Wp6S7S/JRWeUWerMUE5JgHvANOjpD"
  private static let principal = "AWS:AIDAJDPLRKLG7UEXAMPLE"
  private static let address = "192.0.2.1"

  /// The bucket's name.
  let bucket: String
  /// Its region.
  let region: String
  /// Whether it keeps versions.
  let isVersioned: Bool
  /// What makes the numbers that order the changes of a key.
  let sequence: Purpose

  /// The bucket's ARN.
  private var arn: String { "arn:aws:s3:::\(bucket)" }

  /// A notification: one record, with the key as forms spell it.
  ///
  /// Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/
  /// notification-content-structure.html.
  func notification(
    of change: ObjectChange, to object: ObjectDescription, size: EventContent
  ) -> EventContent {
    var fields: [EventContent.Member] = [
      .init("key", ObjectDescription.spelled(object.key, KeyText.encoded))
    ]
    if change.hasSize { fields.append(.init("size", size)) }
    fields += facts(of: change, tag: "eTag", version: "versionId")
    let owner = EventContent.map([.init("principalId", .text(World.account))])
    let record = EventContent.map([
      .init("eventVersion", .text("2.6")), .init("eventSource", .text("aws:s3")),
      .init("awsRegion", .text(region)), .init("eventTime", .moment),
      .init("eventName", .text(change.name)),
      .init("userIdentity", .map([.init("principalId", .text(Self.principal))])),
      .init("requestParameters", .map([.init("sourceIPAddress", .text(Self.address))])),
      .init(
        "responseElements",
        .map([
          .init("x-amz-request-id", .text(Self.request)), .init("x-amz-id-2", .text(Self.host)),
        ])),
      .init(
        "s3",
        .map([
          .init("s3SchemaVersion", .text("1.0")), .init("configurationId", .text(bucket)),
          .init(
            "bucket",
            .map([
              .init("name", .text(bucket)), .init("ownerIdentity", owner),
              .init("arn", .text(arn)),
            ])),
          .init("object", .map(fields)),
        ])),
    ])
    return .map([.init("Records", .list([record]))])
  }

  /// An event for the bus, with the key as it is.
  ///
  /// Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html.
  func event(
    of change: ObjectChange, to object: ObjectDescription, size: EventContent
  ) -> EventContent {
    var fields: [EventContent.Member] = [.init("key", object.key)]
    if change.hasSize { fields.append(.init("size", size)) }
    fields += facts(of: change, tag: "etag", version: "version-id")
    var detail: [EventContent.Member] = [
      .init("version", .text("0")), .init("event-version", .text("1.2")),
      .init("bucket", .map([.init("name", .text(bucket))])), .init("object", .map(fields)),
      .init("request-id", .text(Self.request)), .init("requester", .text(World.account)),
      .init("source-ip-address", .text(Self.address)),
    ]
    if let reason = change.reason { detail.append(.init("reason", .text(reason))) }
    if let deletion = change.deletion { detail.append(.init("deletion-type", .text(deletion))) }
    return EventEntry(
      source: "aws.s3", type: change.detailType, detail: .map(detail), resources: [arn]
    ).envelope(region: region)
  }

  /// What both say of the object beside key and size, under names of their own.
  private func facts(
    of change: ObjectChange, tag: String, version: String
  ) -> [EventContent.Member] {
    var facts: [EventContent.Member] = []
    if change.deletion != "Permanently Deleted" { facts.append(.init(tag, .text(Self.tag))) }
    if isVersioned { facts.append(.init(version, .text(Self.version))) }
    guard change.hasSequencer else { return facts }
    // Digits are hexadecimal too, and more of them are a greater number.
    let place = EventContent.generated(FieldGenerator(.ordinal(0), purpose: sequence))
    facts.append(.init("sequencer", .joined([.text("617F"), place])))
    return facts
  }
}
