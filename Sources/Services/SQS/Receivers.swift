import Kernel

/// Who asks to be told when a queue has messages again: pollers of functions, workers of services.
struct Receivers {
  /// Who is told first; nearly always the only one.
  private var first: Event?
  private var others: ContiguousArray<Event> = []

  /// Adds one, who is told by an event.
  mutating func add(_ event: Event) {
    if first == nil { first = event } else { others.append(event) }
  }

  /// Whether there is none.
  var isEmpty: Bool { first == nil }

  /// Tells all of them, each of several the first in turn.
  @inline(__always)
  mutating func notify(in calendar: EventCalendar) {
    guard let first else { return }
    calendar.schedule(first, at: calendar.now)
    if !others.isEmpty { notifyOthers(in: calendar) }
  }

  private mutating func notifyOthers(in calendar: EventCalendar) {
    for event in others { calendar.schedule(event, at: calendar.now) }
    if let first { others.append(first) }
    first = others.removeFirst()
  }
}
