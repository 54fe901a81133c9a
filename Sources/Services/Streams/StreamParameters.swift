import Blueprints
import Kernel

/// What streams read from the calibration.
enum StreamParameters {
  private static let lambdaGuide = "https://docs.aws.amazon.com/lambda/latest/dg/"
  private static let tableGuide =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/"

  /// What the stream of a table reads.
  static let ofTables = [tablePoll, tableReads, tablePropagation, tableRetention]

  /// What reading the stream of a table is like: 1,000 records or 1 MB at once.
  static func tableTerms(of table: String, in world: World) -> StreamTerms {
    let calibration = world.calibration
    return StreamTerms(
      pollInterval: calibration.span(tablePoll), recordsPerRead: 1_000, bytesPerRead: 1_048_576,
      retention: calibration.span(tableRetention),
      propagation: DrawnTime(tablePropagation, for: "stream/\(table)", in: world))
  }

  static let tablePoll = Parameter(
    "dynamodb.streamPoll", .span(.milliseconds(250)), in: .lengths(.microseconds(1) ... .days(1)),
    "How often an idle reader looks for records in a shard of a table's stream: 4 times a second.",
    source: .documented(lambdaGuide + "services-dynamodb-eventsourcemapping.html")
  ).ideally(.span(.microseconds(1)))

  static let tableReads = Parameter(
    "dynamodb.streamReads", .count(8), in: .limit,
    "Reads in a second of one shard of a table's stream by all its readers, so that a third reader "
      + "slows all down.",
    source: .assumption(
      "AWS says two readers, a third may be throttled; these are the looks of two of them")
  ).ideally(.count(.max))

  static let tablePropagation = Parameter(
    "dynamodb.streamDelay", .time(.uniform(.init(minimum: 100e6, maximum: 200e6))),
    in: .anyLength, "From the write of an item until its record can be read.",
    source: .assumption("AWS says near real time and gives no figures")
  ).ideally(.span(.zero))

  static let tableRetention = Parameter(
    "dynamodb.streamRetention", .span(.hours(24)), in: .lengths(.seconds(1) ... .days(365)),
    "How long the stream of a table keeps a record.",
    source: .documented(tableGuide + "Streams.html"))
}
