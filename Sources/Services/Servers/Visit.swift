import Blueprints
import Kernel

/// A request at a server, from its arrival to the end of the work that it caused.
struct Visit: BitwiseCopyable {
  /// In place of the message of a batch that a worker fetched.
  static let none = UInt32.max

  /// Its neighbours in the queue, or among those that are worked on.
  var next: UInt32 = .max
  var previous: UInt32 = .max
  /// Where it is.
  var station: UInt32 = 0
  /// The run of the code; `none` where there is none.
  var run: UInt32 = .max
  /// The record of the message that it is about, which ends with it; `none` for a batch, which
  /// belongs to somebody else.
  var message: UInt32
  /// The event that brings the answer.
  var reply: Event
  /// Until when somebody waits for the answer, as far as the server knows.
  var deadline: Instant
  var came: Instant
  /// Whether somebody waits for the answer still.
  var isAwaited: Bool
  /// Its life, zero once it is over: what is meant for an earlier visit in the slot is dropped.
  var generation: UInt16 = 0
}

/// Visits at a station, in the order in which they came: those that wait, or those worked on.
struct VisitLine {
  private(set) var first: UInt32 = .max
  private(set) var last: UInt32 = .max
  private(set) var count: Int64 = 0

  /// Puts a visit at the end.
  mutating func append(_ slot: UInt32, in visits: borrowing Slab<Visit>) {
    visits[slot].previous = last
    if last == .max { first = slot } else { visits[last].next = slot }
    last = slot
    count += 1
  }

  /// Takes the visit whose turn it is, if one waits.
  mutating func take(lastInFirst: Bool, in visits: borrowing Slab<Visit>) -> UInt32? {
    guard count > 0 else { return nil }
    let slot = lastInFirst ? last : first
    remove(slot, in: visits)
    return slot
  }

  /// Takes a visit out that stands anywhere.
  mutating func remove(_ slot: UInt32, in visits: borrowing Slab<Visit>) {
    let (next, previous) = (visits[slot].next, visits[slot].previous)
    if previous == .max { first = next } else { visits[previous].next = next }
    if next == .max { last = previous } else { visits[next].previous = previous }
    visits[slot].next = .max
    visits[slot].previous = .max
    count -= 1
  }
}
