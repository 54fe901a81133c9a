import Kernel

/// A log of records in shards that readers follow, each at its own pace: a Kinesis stream, or the
/// stream of a table.
///
/// Every reader has a copy of its own of every record, on its own edge, from the moment at which
/// the record is written; it ends when the reader is done with it or when its retention ends.
public protocol RecordStream: AnyObject {
  /// What reading is like.
  var terms: StreamTerms { get }
  /// The shards that can be read now, or could once and still hold records.
  var shardCount: Int { get }
  /// Adds a reader and draws its edge.
  ///
  /// - Parameter label: The logical id at the end of the edge.
  func attach(_ reader: any RecordReader, label: String, in world: World) -> Edge
  /// How long a read of a shard has to wait for its share of what the shard gives.
  func wait(toRead shard: Int, at now: Instant) -> TimeSpan
  /// Learns that a read of a shard has to wait for that.
  func held(_ shard: Int, in world: World)
  /// Counts a read of a shard that gave so many bytes.
  func read(_ shard: Int, bytes: Int64, in world: World)
  /// Learns how old the last record was that a read gave.
  func gave(_ shard: Int, age: TimeSpan, in world: World)
}

extension RecordStream {
  /// Has no word for it.
  public func held(_ shard: Int, in world: World) {}

  /// Has no metric for it.
  public func gave(_ shard: Int, age: TimeSpan, in world: World) {}
}

/// What follows a stream.
public protocol RecordReader: AnyObject {
  /// A record was written to a shard; the copy, which carries its `sequence` and `key`, is the
  /// reader's now. It becomes readable when the stream's propagation is over.
  func take(_ slot: UInt32, from shard: Int, in world: World)
  /// A shard takes no more records; its children are read once it is read to its end.
  func close(_ shard: Int, into children: [Int], in world: World)
}

/// What reading a stream is like.
public struct StreamTerms {
  /// How often an idle reader looks.
  public var pollInterval: TimeSpan
  /// The most records that one read gives.
  public var recordsPerRead: Int64
  /// The most bytes that one read gives.
  public var bytesPerRead: Int64
  /// How long records are kept.
  public var retention: TimeSpan
  /// From the write of a record until a read can give it.
  public var propagation: DrawnTime
  /// Whether records are pushed to the reader as soon as they are there, so that nobody polls.
  public var isPushed = false
  /// What wraps a record for the code that gets it, as a transformation of the world; nil where
  /// whoever writes does so.
  public var envelope: Int?

  /// The terms of a stream.
  public init(
    pollInterval: TimeSpan, recordsPerRead: Int64, bytesPerRead: Int64, retention: TimeSpan,
    propagation: DrawnTime
  ) {
    self.pollInterval = pollInterval
    self.recordsPerRead = recordsPerRead
    self.bytesPerRead = bytesPerRead
    self.retention = retention
    self.propagation = propagation
  }
}
