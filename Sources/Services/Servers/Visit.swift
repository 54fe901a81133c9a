import Blueprints
import Kernel

/// A request at a server, from its arrival to the end of the work that it caused.
struct Visit: BitwiseCopyable {
  /// Its neighbours in the queue.
  var next: UInt32 = .max
  var previous: UInt32 = .max
  /// The record of the message that it is about, which ends with it.
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

/// Visits that wait for a worker, in the order in which they came.
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
    if lastInFirst {
      last = visits[slot].previous
      if last == .max { first = .max } else { visits[last].next = .max }
    } else {
      first = visits[slot].next
      if first == .max { last = .max } else { visits[first].previous = .max }
    }
    count -= 1
    return slot
  }
}
