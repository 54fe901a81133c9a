import Blueprints
import Kernel

/// Who waits for something and for how long: a line for each length of time, the least patient
/// first, linked through themselves.
///
/// Nearly everybody gets what they wait for in time. So the calendar holds one event for the first
/// of each line, and not one for each who waits. What comes when nobody waits for it any longer is
/// known by its number, of which there are so many that none is met again by chance.
public final class Waits {
  /// The slot that is none.
  public static var none: UInt32 { .max }
  /// How many low bits of an event's argument are the slot.
  private static var slotBits: UInt32 { 24 }

  private struct Wait: BitwiseCopyable {
    var owner: UInt32
    var line: UInt32
    var earlier: UInt32 = .max
    var later: UInt32 = .max
    var number: UInt32
    var end: Instant
  }

  private struct Line {
    var first: UInt32 = .max
    var last: UInt32 = .max
    /// For when the calendar holds an event; `never` where it holds none.
    var due = Instant.never
  }

  private let waits = Slab<Wait>()
  private var lines: ContiguousArray<Line> = []
  private var number: UInt32 = 0

  /// Nobody waits.
  public init() {}

  /// Adds a line; its number.
  public func addLine() -> UInt32 {
    lines.append(Line())
    return UInt32(lines.count - 1)
  }

  /// Has somebody wait in a line until a moment; the slot of the wait.
  public func begin(_ owner: UInt32, in line: UInt32, until end: Instant) -> UInt32 {
    number = number == 1 << 24 - 1 ? 1 : number + 1
    let slot = waits.insert(Wait(owner: owner, line: line, number: number, end: end))
    precondition(slot >> Self.slotBits == 0, "a caller waits for \(slot) answers")
    var earlier = lines[Int(line)].last
    while earlier != .max, waits[earlier].end > end { earlier = waits[earlier].earlier }
    let later = earlier == .max ? lines[Int(line)].first : waits[earlier].later
    waits[slot].earlier = earlier
    waits[slot].later = later
    if earlier == .max { lines[Int(line)].first = slot } else { waits[earlier].later = slot }
    if later == .max { lines[Int(line)].last = slot } else { waits[later].earlier = slot }
    return slot
  }

  /// Ends a wait; what comes for it later finds nobody.
  public func end(_ slot: UInt32) {
    let wait = waits[slot]
    let line = Int(wait.line)
    if wait.earlier == .max {
      lines[line].first = wait.later
    } else {
      waits[wait.earlier].later = wait.later
    }
    if wait.later == .max {
      lines[line].last = wait.earlier
    } else {
      waits[wait.later].earlier = wait.earlier
    }
    waits[slot].number = 0
    waits.remove(slot)
  }

  /// When whoever waits in a slot stops.
  public func end(of slot: UInt32) -> Instant { waits[slot].end }

  /// The event of a kind that brings what is waited for.
  public func reply(to slot: UInt32, node: UInt32, kind: UInt16) -> Event {
    let number = waits[slot].number
    return Event(
      node: node, kind: kind, generation: UInt16(truncatingIfNeeded: number),
      first: (number >> 16) << Self.slotBits | slot)
  }

  /// The slot of the wait that an event is for; nil where it comes too late.
  public func slot(of event: Event) -> UInt32? {
    let slot = event.first & (1 << Self.slotBits - 1)
    let number = (event.first >> Self.slotBits) << 16 | UInt32(event.generation)
    return waits[slot].number == number ? slot : nil
  }

  /// Who waits in a slot.
  public func owner(of slot: UInt32) -> UInt32 { waits[slot].owner }

  /// Who came first to a line, if anybody waits there.
  public func first(in line: UInt32) -> UInt32? {
    let first = lines[Int(line)].first
    return first == .max ? nil : first
  }

  /// The slot of the first in a line whose time is up, for the event that says so; the others of
  /// the same moment have events of their own.
  public func overdue(in line: UInt32, at now: Instant) -> UInt32? {
    if lines[Int(line)].due <= now { lines[Int(line)].due = .never }
    guard let first = first(in: line), waits[first].end <= now else { return nil }
    return first
  }

  /// Has a node called, by an event of a kind with the line as argument, when the first in the line
  /// stops to wait.
  public func set(_ line: UInt32, node: UInt32, kind: UInt16, in world: World) {
    guard let first = first(in: line), waits[first].end < lines[Int(line)].due else { return }
    lines[Int(line)].due = waits[first].end
    world.calendar.schedule(Event(node: node, kind: kind, first: line), at: waits[first].end)
  }
}
