import Testing

@testable import Kernel

@Suite struct EventCalendarTests {
  /// A cheap sequence of numbers, so that a test needs no draws.
  private struct Sequence {
    var state: UInt64
    mutating func next(below bound: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % bound
    }
  }

  @Test func `an event is sixteen bytes`() {
    #expect(MemoryLayout<Event>.size == 16)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 7, 64, 1_000, 5_000], [1, 3, 50, 100_000])
  func `events leave as a stable sort by moment has them`(count: Int, moments: UInt64) {
    var calendar = EventCalendar()
    var sequence = Sequence(state: UInt64(count) &+ moments)
    var wanted: [(due: Int64, order: UInt32)] = []
    for order in 0..<UInt32(count) {
      let due = Int64(sequence.next(below: moments))
      calendar.schedule(Event(node: order, kind: 0), at: Instant(nanoseconds: due))
      wanted.append((due, order))
    }
    wanted.sort { ($0.due, $0.order) < ($1.due, $1.order) }
    for next in wanted {
      let taken = calendar.next(until: .never)
      let now = calendar.now
      #expect(taken?.node == next.order)
      #expect(now.nanoseconds == next.due)
    }
    let pending = calendar.pending
    #expect(pending == 0)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `scheduling while events leave keeps the order of a sorted list`(seed: UInt64) {
    var calendar = EventCalendar()
    var reference: [(due: Int64, order: UInt32)] = []
    var sequence = Sequence(state: seed)
    var order: UInt32 = 0
    for step in 0..<3_000 {
      for _ in 0..<sequence.next(below: step < 1_500 ? 4 : 2) {
        let due = calendar.now + TimeSpan(nanoseconds: Int64(sequence.next(below: 5)))
        calendar.schedule(Event(node: order, kind: 0), at: due)
        let place = reference.firstIndex { $0.due > due.nanoseconds } ?? reference.endIndex
        reference.insert((due.nanoseconds, order), at: place)
        order += 1
      }
      let taken = calendar.next(until: .never)
      #expect(taken?.node == reference.first?.order, "seed \(seed), step \(step)")
      if !reference.isEmpty { reference.removeFirst() }
    }
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `events leave in order however far ahead they are, and wherever the clock stops`(
    seed: UInt64
  ) {
    let calendar = EventCalendar()
    var reference: [(due: Int64, order: UInt32)] = []
    var sequence = Sequence(state: seed)
    var order: UInt32 = 0
    for step in 0..<2_000 {
      for _ in 0..<sequence.next(below: step < 1_000 ? 4 : 2) {
        // From a nanosecond to a fortnight, every power of two as likely as the others.
        let length = sequence.next(below: 1 << 30) << 20 | sequence.next(below: 1 << 20)
        let due = calendar.now.nanoseconds + Int64(length >> sequence.next(below: 50))
        calendar.schedule(Event(node: order, kind: 0), at: Instant(nanoseconds: due))
        let place = reference.firstIndex { $0.due > due } ?? reference.endIndex
        reference.insert((due, order), at: place)
        order += 1
      }
      let pause = Int64(sequence.next(below: 1 << 25))
      let stops = sequence.next(below: 4) == 0
      let horizon = stops ? calendar.now + TimeSpan(nanoseconds: pause) : .never
      let isDue = (reference.first?.due).map { $0 <= horizon.nanoseconds } ?? false
      let taken = calendar.next(until: horizon)
      #expect(taken?.node == (isDue ? reference.first?.order : nil), "seed \(seed), step \(step)")
      if isDue { reference.removeFirst() } else if stops { calendar.advance(to: horizon) }
      #expect(calendar.pending == reference.count)
    }
  }

  @Test func `nothing leaves before it is due`() {
    var calendar = EventCalendar()
    calendar.schedule(Event(node: 1, kind: 0), at: Instant(nanoseconds: 10))
    let early = calendar.next(until: Instant(nanoseconds: 9))
    let due = calendar.next(until: Instant(nanoseconds: 10))
    #expect(early == nil)
    #expect(due?.node == 1)
  }

  @Test func `an event that is never due is not kept`() {
    var calendar = EventCalendar()
    calendar.schedule(Event(node: 1, kind: 0), after: .forever)
    let pending = calendar.pending
    #expect(pending == 0)
  }
}
