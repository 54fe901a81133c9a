import Blueprints
import Kernel
import Schedules

/// How a change of an item looks as a record of the stream.
struct ChangeRecord {
  /// The number of a record in its shard, of which nothing matters but its length.
  private static let sequenceNumber = "100000000000000000001"

  private let view: StreamSpecification.View
  private let keys: [String]
  private let table: String
  private let region: String
  /// The start of the run [s since 1970].
  private let start: Int64

  init(view: StreamSpecification.View, keys: [String], table: String, in world: World) {
    self.view = view
    self.keys = keys
    self.table = world.arn(of: table, else: "table/\(table)", in: "dynamodb")
    region = world.region
    start = world.almanac.start.seconds
  }

  /// The record of a change, where a kind of event is what was written.
  func record(of change: ChangeFeed.Change, in kind: EventKind) -> EventKind {
    let item = attributes(of: kind.content)
    var shown: [EventContent.Member] = [
      .init("ApproximateCreationDateTime", .number(String(start))),
      .init("Keys", .map(item.filter { keys.contains($0.name) })),
    ]
    let isGone = change == .remove || change == .expire
    if view.showsNew, !isGone { shown.append(.init("NewImage", .map(item))) }
    if view.showsOld, change != .insert { shown.append(.init("OldImage", .map(item))) }
    shown += [
      .init("SequenceNumber", .text(Self.sequenceNumber)),
      .init("SizeBytes", .number(String(kind.size))),
      .init("StreamViewType", .text(view.rawValue)),
    ]
    var fields: [EventContent.Member] = [
      .init("eventID", .identity), .init("eventName", .text(change.eventName)),
      .init("eventVersion", .text("1.1")), .init("eventSource", .text("aws:dynamodb")),
      .init("awsRegion", .text(region)), .init("dynamodb", .map(shown)),
      .init("eventSourceARN", .text(table + StreamSpecification.arnEnding)),
    ]
    if change == .expire {
      fields.append(
        .init(
          "userIdentity",
          .map([
            .init("principalId", .text("dynamodb.amazonaws.com")), .init("type", .text("Service")),
          ])))
    }
    var record = kind.carrying([]).saying(.map(fields))
    record.label = kind.label
    // What is not told of an item stands in each of its images.
    let images = (view.showsNew && !isGone ? 1 : 0) + (view.showsOld && change != .insert ? 1 : 0)
    record.size = record.leastSize + max(0, kind.size - kind.leastSize) * Int64(images)
    return record
  }

  /// The attributes of an item, those of its key among them, each with its type.
  private func attributes(of content: EventContent?) -> [EventContent.Member] {
    let members = content?.members ?? []
    let missing = keys.filter { key in !members.contains { $0.name == key } }
    return missing.map { .init($0, Self.typed(.identity)) }
      + members.map { .init($0.name, Self.typed($0.value)) }
  }

  /// A value as DynamoDB writes it: with its type around it.
  private static func typed(_ value: EventContent) -> EventContent {
    switch value {
    case .null: .map([.init("NULL", .flag(true))])
    case .flag: .map([.init("BOOL", value)])
    case .number(let digits): .map([.init("N", .text(digits))])
    case .generated(let field) where field.givesNumbers: .map([.init("N", .joined([value]))])
    case .generated, .text, .embedded, .joined, .moment, .identity: .map([.init("S", value)])
    case .list(let items): .map([.init("L", .list(items.map { typed($0) }))])
    case .map(let members):
      .map([.init("M", .map(members.map { .init($0.name, typed($0.value)) }))])
    }
  }
}
