/// Pending events, the earliest first; among events of one moment the one scheduled first.
///
/// What comes later leaves by its moment, and for one moment by a ticket that counts schedulings.
/// Events for the present moment take a queue of their own: everything else that is due then was
/// scheduled earlier, so the order is the same and nothing is sorted.
///
/// - Complexity: O(1) to schedule; O(1) to take the next, and O(log *n*) in those due about then.
public final class EventCalendar {
  @usableFromInline let moment = Register(Instant.start)
  private var takenCount: UInt64 = 0
  private var later = TimedEvents()
  private var ticket: UInt64 = 0
  private var lane = PresentLane()

  private static var ticketBits: UInt64 { 64 - TimedEvents.slotBits }

  /// An empty calendar at the start of time.
  public init() {}

  /// The moment of the event taken last.
  @inlinable public var now: Instant { moment.value }

  /// How many events were taken.
  public var taken: UInt64 { takenCount }

  /// How many events are pending.
  public var pending: Int { later.count + lane.count }

  /// Whether nothing is pending.
  public var isEmpty: Bool { pending == 0 }

  /// Adds an event for a moment that is not past.
  public func schedule(_ event: Event, at due: Instant) {
    let clock = moment.value
    if due == clock { return lane.append(event) }
    precondition(
      due > clock, "an event is due at \(due.nanoseconds) ns, before \(clock.nanoseconds) ns")
    guard due != .never else { return }
    ticket &+= 1
    precondition(ticket >> Self.ticketBits == 0, "the calendar is out of tickets after \(ticket)")
    later.insert(event, at: due, ticket: ticket)
  }

  /// Adds an event for a length of time from now.
  public func schedule(_ event: Event, after delay: TimeSpan) {
    schedule(event, at: moment.value + delay)
  }

  /// Takes the next event and moves the clock to it; nil when none is due up to the horizon.
  public func next(until horizon: Instant) -> Event? {
    if !lane.isEmpty, !later.hasSorted || later.due != moment.value {
      takenCount &+= 1
      return lane.removeFirst()
    }
    guard later.hasSorted || later.sortNext() else { return nil }
    let due = later.due
    guard due <= horizon else { return nil }
    moment.value = due
    takenCount &+= 1
    return later.removeFirst()
  }

  /// Moves the clock on when nothing more is due before.
  public func advance(to later: Instant) {
    let hasMore = self.later.hasSorted || self.later.sortNext()
    precondition(
      later >= now && lane.isEmpty && (!hasMore || self.later.due >= later),
      "the clock cannot pass pending events to \(later.nanoseconds) ns")
    moment.value = later
  }
}
