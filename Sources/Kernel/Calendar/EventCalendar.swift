/// Pending events, the earliest first; among events of one moment the one scheduled first.
///
/// A 4-ary heap of sixteen-byte keys with the events in an array beside it. A key is one 128-bit
/// number: the moment in the upper half, below it a 40-bit ticket that counts schedulings and the
/// 24-bit slot of the event. So no two keys are equal, and one comparison decides. Events for the
/// present moment take a queue beside the heap: everything in the heap for that moment was
/// scheduled earlier, so the order is the same and no key is sifted.
///
/// - Complexity: O(log *n*) to schedule and to take the next; O(1) for the present moment.
public final class EventCalendar {
  @usableFromInline let moment = Register(Instant.start)
  private var takenCount: UInt64 = 0

  private typealias Key = UInt128
  private var keys = AlignedArray<UInt128>(capacity: 1 << 10)
  private var events = AlignedArray<Event>(capacity: 1 << 10)
  private var freeSlots = AlignedArray<UInt32>(capacity: 1 << 10)
  private var count = 0
  /// Whether the first key was taken and nothing fills its place yet: most events schedule another
  /// one, which then needs no way up from the end.
  private var hasGap = false
  private var slotsUsed = 0
  private var slotsFree = 0
  private var ticket: UInt64 = 0
  private var lane = PresentLane()

  private static var slotBits: UInt64 { 24 }
  private static var ticketBits: UInt64 { 40 }

  /// An empty calendar at the start of time.
  public init() {}

  /// The moment of the event taken last.
  @inlinable public var now: Instant { moment.value }

  /// How many events were taken.
  public var taken: UInt64 { takenCount }

  /// How many events are pending.
  public var pending: Int { count - (hasGap ? 1 : 0) + lane.count }

  /// Whether nothing is pending.
  public var isEmpty: Bool { pending == 0 }

  /// Adds an event for a moment that is not past.
  public func schedule(_ event: Event, at due: Instant) {
    let clock = moment.value
    if due == clock { return lane.append(event) }
    precondition(
      due > clock, "an event is due at \(due.nanoseconds) ns, before \(clock.nanoseconds) ns")
    guard due != .never else { return }
    let slot = takeSlot()
    events[slot] = event
    ticket &+= 1
    precondition(ticket >> Self.ticketBits == 0, "the calendar is out of tickets after \(ticket)")
    let key =
      Key(UInt64(bitPattern: due.nanoseconds)) << 64
      | Key(ticket << Self.slotBits | UInt64(slot))
    if hasGap {
      hasGap = false
      sink(key)
    } else {
      lift(key, from: count)
      count += 1
    }
  }

  /// Adds an event for a length of time from now.
  public func schedule(_ event: Event, after delay: TimeSpan) {
    schedule(event, at: moment.value + delay)
  }

  /// Takes the next event and moves the clock to it; nil when none is due up to the horizon.
  public func next(until horizon: Instant) -> Event? {
    if hasGap { closeGap() }
    if count > 0, lane.isEmpty || Self.due(keys[0]) == moment.value {
      let key = keys[0]
      let due = Self.due(key)
      guard due <= horizon else { return nil }
      moment.value = due
      hasGap = true
      let slot = Int(truncatingIfNeeded: UInt64(truncatingIfNeeded: key) & (1 << Self.slotBits - 1))
      freeSlots[slotsFree] = UInt32(truncatingIfNeeded: slot)
      slotsFree &+= 1
      takenCount &+= 1
      return events[slot]
    }
    guard let event = lane.removeFirst() else { return nil }
    takenCount &+= 1
    return event
  }

  /// Moves the clock on when nothing more is due before.
  public func advance(to later: Instant) {
    if hasGap { closeGap() }
    precondition(
      later >= now && lane.isEmpty && (count == 0 || Self.due(keys[0]) >= later),
      "the clock cannot pass pending events to \(later.nanoseconds) ns")
    moment.value = later
  }

  @inline(__always)
  private static func due(_ key: Key) -> Instant {
    Instant(nanoseconds: Int64(bitPattern: UInt64(truncatingIfNeeded: key >> 64)))
  }

  @inline(__always)
  private func takeSlot() -> Int {
    if slotsFree > 0 {
      slotsFree &-= 1
      return Int(freeSlots[slotsFree])
    }
    if slotsUsed == keys.capacity { grow() }
    precondition(slotsUsed < 1 << Int(Self.slotBits), "\(slotsUsed) events are pending at once")
    slotsUsed += 1
    return slotsUsed - 1
  }

  @inline(never)
  private func grow() {
    keys.grow()
    events.grow()
    freeSlots.grow()
  }
}

extension EventCalendar {
  /// Moves a hole up from the end until the key fits.
  @inline(__always)
  private func lift(_ key: UInt128, from end: Int) {
    let keys = keys.base
    var hole = end
    while hole > 0 {
      let parent = (hole &- 1) >> 2
      let above = keys[parent]
      guard key < above else { break }
      keys[hole] = above
      hole = parent
    }
    keys[hole] = key
  }

  /// Fills the place of the key that was taken with the last one.
  @inline(__always)
  private func closeGap() {
    hasGap = false
    count &-= 1
    sink(keys[count])
  }

  /// Moves a hole down from the root until the key fits.
  @inline(__always)
  private func sink(_ key: UInt128) {
    let keys = keys.base
    let count = count
    var hole = 0
    var child = 1
    while child &+ 3 < count {
      // Which child is least is as good as a coin toss, so it is computed: a branch would be
      // guessed wrong half the time.
      let left = child &+ one(if: keys[child &+ 1] < keys[child])
      let right = child &+ 2 &+ one(if: keys[child &+ 3] < keys[child &+ 2])
      let least = left ^ ((left ^ right) & (0 &- one(if: keys[right] < keys[left])))
      let below = keys[least]
      guard below < key else {
        keys[hole] = key
        return
      }
      keys[hole] = below
      hole = least
      child = hole << 2 &+ 1
    }
    settle(key, in: hole, firstChild: child)
  }

  @inline(__always)
  private func one(if condition: Bool) -> Int { condition ? 1 : 0 }

  /// The last step down, where a parent has fewer than four children.
  @inline(__always)
  private func settle(_ key: UInt128, in hole: Int, firstChild: Int) {
    let keys = keys.base
    guard firstChild < count else {
      if hole < count { keys[hole] = key }
      return
    }
    var least = firstChild
    for child in firstChild..<count where keys[child] < keys[least] { least = child }
    guard keys[least] < key else {
      keys[hole] = key
      return
    }
    keys[hole] = keys[least]
    keys[least] = key
  }
}
