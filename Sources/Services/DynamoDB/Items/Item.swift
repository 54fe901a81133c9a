import Blueprints
import Kernel

/// What a table keeps of an item: that it is there, how large it is, and who wrote it last.
struct Item: BitwiseCopyable {
  /// Where the record of idempotent code stands.
  enum Work: UInt8 {
    /// It is no such record.
    case none
    /// The code is at work.
    case inProgress
    /// The code is done, and its result is kept.
    case completed
  }

  /// What wrote it last.
  var name: Name
  /// The kind of event that wrote it.
  var kind: UInt16
  /// By which way the write came that says where it stands in the global indexes.
  var way: UInt16
  /// How far the work is that it records.
  var work = Work.none
  /// When the first cause was sent.
  var journey: Instant
  /// How many bytes it has.
  var size: Int64
  /// When a record of work is as if it were not there.
  var lapses = Instant.never
  /// When it is found to have expired, and goes.
  var found = Instant.never
  /// The place of its key, by which streams and partitions find it.
  var place: UInt64

  /// An item as a call writes it.
  init(_ call: Call, at place: UInt64) {
    name = call.name
    kind = call.kind
    journey = call.journey
    size = call.size
    way = call.way
    self.place = place
  }
}
