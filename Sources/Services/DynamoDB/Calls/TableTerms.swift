import Blueprints
import Kernel

/// What a caller says of its requests to a table, beside their size.
final class TableTerms {
  /// What has to hold for a write to happen.
  enum Condition: String, CaseIterable {
    /// The item is not there.
    case absent = "attribute_not_exists"
    /// The item is there.
    case present = "attribute_exists"
  }

  /// Which record of idempotent code a request writes.
  enum Record {
    /// That the code is at work; how long it is remembered.
    case lock(TimeSpan)
    /// What came of it; how long it is remembered.
    case result(TimeSpan)
    /// None any more, as the code threw.
    case nothing
  }

  /// By which key items stand in an index.
  enum IndexKey {
    /// By that of the table.
    case same
    /// By one that every item has for itself and keeps, as nobody says.
    case spread
    /// By one that the caller gives.
    case own(ItemKey)
    /// They are not in it.
    case none
  }

  /// Which item a message is about.
  var key = ItemKey.usual
  /// What has to hold; nil where nothing has to.
  var condition: Condition?
  /// Whether reads are strongly consistent; nil where the calibration says so.
  var isConsistent: Bool?
  /// The chance that a write over an item changes it; nil where each does.
  var changes: (odds: Odds, purpose: Purpose)?
  /// How long after a write the item expires; nil where it never does.
  var lifetime: TimeSpan?
  /// How many items a request has.
  var itemCount: Int64 = 1
  /// The global index that is read, by its place; nil where the table itself is.
  var indexRead: Int?
  /// Whether an index is read, global or local.
  var readsIndex = false
  /// The keys under which items stand in each global index.
  var indexKeys: ContiguousArray<IndexKey> = []
  /// Whether the caller says under which keys items stand in global indexes.
  var namesIndexKeys = false
  /// The record of idempotent code that it is about; nil where it is none.
  var record: Record?
  /// What tells its records from those of other code.
  var recordOwner: UInt64 = 0

  /// Whether its condition holds of an item that is there or not.
  func holds(of old: Item?, at now: Instant) -> Bool {
    if case .lock = record { return old.map { $0.lapses <= now } ?? true }
    switch condition {
    case nil: return true
    case .absent: return old == nil
    case .present: return old != nil
    }
  }

  /// How things are where its condition does not hold.
  func standing(of old: Item?) -> Standing {
    guard case .lock = record else { return .otherwise }
    return old?.work == .completed ? .completed : .inProgress
  }

  /// Whether a write over an item makes it another one.
  func alters(_ old: Item?, by call: Call) -> Bool {
    guard let changes, old != nil else { return true }
    return changes.odds.happens(changes.purpose.word(for: call.name, 0))
  }
}
