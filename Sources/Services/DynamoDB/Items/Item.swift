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
  /// How often it was written; a timer of an earlier state is void.
  var version: UInt16
  /// How far the work is that it records.
  var work = Work.none
  /// When the first cause was sent.
  var journey: Instant
  /// How many bytes it has.
  var size: Int64
  /// When a record of work is as if it were not there.
  var lapses = Instant.never
  /// The place of its key, by which streams and partitions find it.
  var place: UInt64

  /// An item as a call writes it.
  init(_ call: Call, over old: Item?, at place: UInt64) {
    name = call.name
    kind = call.kind
    journey = call.journey
    size = call.size
    version = (old?.version ?? 0) &+ 1
    self.place = place
  }
}
