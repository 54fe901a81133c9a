import Blueprints

/// What Lambda and pipes put around a record of a stream.
enum RecordEnvelope {
  /// The number of a record in its shard, of which nothing matters but its length.
  private static let sequenceNumber = "49590338271490256608559692538361571095921575989136588898"

  /// The envelope of the records of a stream: the body is `data`, which travels in base 64 and is
  /// what filters look into.
  static func envelope(of stream: String, in world: World) -> (EventKind) -> EventKind {
    let arn = world.arn(of: stream, else: "stream/\(stream)", in: "kinesis")
    let region = world.region
    return { kind in
      var wrapped = kind.saying(
        .map([
          .init("eventSource", .text("aws:kinesis")), .init("eventVersion", .text("1.0")),
          .init("eventID", .text("shardId-000000000000:" + sequenceNumber)),
          .init("eventName", .text("aws:kinesis:record")), .init("awsRegion", .text(region)),
          .init("eventSourceARN", .text(arn)), .init("partitionKey", .identity),
          .init("sequenceNumber", .text(sequenceNumber)),
          .init("approximateArrivalTimestamp", .moment), .init("data", kind.content ?? .empty),
        ]))
      wrapped.attributes = []
      // Three bytes of the body become four.
      wrapped.size += (kind.size + 2) / 3
      return wrapped
    }
  }
}
