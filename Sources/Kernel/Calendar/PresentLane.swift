/// Events for the present moment, in the order in which they were scheduled: a ring that doubles
/// when it is full.
struct PresentLane: ~Copyable {
  private var ring = AlignedArray<Event>(capacity: 1 << 6)
  private var first = 0
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  mutating func append(_ event: Event) {
    if count == ring.capacity { widen() }
    ring[(first &+ count) & (ring.capacity &- 1)] = event
    count &+= 1
  }

  mutating func removeFirst() -> Event? {
    guard count > 0 else { return nil }
    let event = ring[first]
    first = (first &+ 1) & (ring.capacity &- 1)
    count &-= 1
    return event
  }

  /// Doubles the ring; what had wrapped round moves behind the old end.
  @inline(never)
  private mutating func widen() {
    let old = ring.capacity
    ring.grow()
    for index in 0..<first { ring[old + index] = ring[index] }
  }
}
