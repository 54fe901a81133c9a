import Blueprints
import Documents
import Kernel

/// Where word of given-up records of a stream goes: which they are, and not the records.
///
/// Source: https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html.
/// To a bucket AWS sends the records too; here the word is the same everywhere.
final class StreamDestination {
  private struct Known: BitwiseCopyable {
    let reason: Discard.Reason
    let count: Int64
    let attempts: UInt32
    let kind: UInt16
  }

  /// So many kinds of word are told apart.
  private static let greatestCount = 1_000

  private let node: any Node
  private let edge: Edge
  private let functionARN: String
  private let streamARN: String
  private let isForTable: Bool
  private var known: ContiguousArray<Known> = []

  /// The destination that the settings of a mapping name; nil where they name none.
  ///
  /// - Parameter wire: The edge that the records leave when they are given up.
  convenience init?(
    _ settings: MappingSettings, beside wire: Edge, isForTable: Bool, at site: Site
  ) throws(InputError) {
    guard let target = settings.destinations?.onFailure?.target else { return nil }
    try self.init(
      target, "a mapping", (settings.function?.text ?? "", settings.source?.text ?? ""),
      beside: wire, isForTable: isForTable, at: site)
  }

  /// A destination of somebody who reads a stream.
  ///
  /// - Parameters:
  ///   - reader: What reads the stream, as errors name it.
  ///   - arns: The ARNs of what the records were for, and of the stream.
  init(
    _ target: Reference, _ reader: String, _ arns: (runner: String, stream: String),
    beside wire: Edge, isForTable: Bool, at site: Site
  ) throws(InputError) {
    node = try site.receiver(target, as: "an SQS queue, an SNS topic or an S3 bucket")
    try FIFORules.refuseFIFO(node, for: "destinations of \(reader)", at: target.place)
    guard node is Queue || node is Topic || node is Bucket || node is Elsewhere else {
      throw InputError(
        "\(node.label) cannot be the destination of \(reader) of a stream",
        remedy: "name an SQS queue, an SNS topic or an S3 bucket", at: target.place)
    }
    edge = site.world.addEdge(from: wire.to, to: node.label)
    wire.setsAside(along: edge)
    if node is Topic { wire.setsAside(to: "the topic") }
    if node is Bucket { wire.setsAside(to: "the bucket") }
    self.isForTable = isForTable
    (functionARN, streamARN) = arns
  }

  /// Sends word of records that are given up; false where it is not taken.
  func tell(of discard: Discard, in world: World) -> Bool {
    let first = world.messages[world.batches[discard.batch.first].message]
    let slot = world.enter(
      edge, name: first.name, kind: kind(of: discard, in: world), journey: first.journey)
    return world.deliver(slot, to: node, along: edge)
  }

  private func kind(of discard: Discard, in world: World) -> UInt16 {
    let (reason, count) = (discard.reason, discard.batch.count)
    let attempts = min(discard.attempts, 1_000)
    let same = known.first {
      $0.reason == reason && $0.count == count && $0.attempts == attempts
    }
    if let same { return same.kind }
    if known.count >= Self.greatestCount { return known[0].kind }
    let word = content(of: discard)
    let kind = world.add(
      EventKind(label: "given-up records", body: .json(word), size: 0).saying(word))
    known.append(Known(reason: reason, count: count, attempts: attempts, kind: kind))
    return kind
  }

  private func content(of discard: Discard) -> EventContent {
    let condition =
      discard.reason == .retriesExhausted ? "RetryAttemptsExhausted" : "RecordAgeExceeded"
    let batch = EventContent.map([
      .init("shardId", .text("shardId-\(discard.shard)")),
      .init("startSequenceNumber", .text("100000000000000000001")),
      .init("endSequenceNumber", .text("100000000000000000001")),
      .init("approximateArrivalOfFirstRecord", .moment),
      .init("approximateArrivalOfLastRecord", .moment),
      .init("batchSize", .number(String(discard.batch.count))),
      .init("streamArn", .text(streamARN)),
    ])
    return .map([
      .init(
        "requestContext",
        .map([
          .init("requestId", .identity), .init("functionArn", .text(functionARN)),
          .init("condition", .text(condition)),
          .init("approximateInvokeCount", .number(String(discard.attempts))),
        ])),
      .init(
        "responseContext",
        .map([
          .init("statusCode", .number("200")), .init("executedVersion", .text("$LATEST")),
          .init("functionError", .text("Unhandled")),
        ])),
      .init("version", .text("1.0")), .init("timestamp", .moment),
      .init(isForTable ? "DDBStreamBatchInfo" : "KinesisBatchInfo", batch),
    ])
  }
}
