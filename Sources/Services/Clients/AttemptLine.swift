/// Attempts that wait for their client's rate, the first come first.
struct AttemptLine {
  /// A sending that waits: its slot, and its life, which is over where nobody waits any longer.
  struct Place: BitwiseCopyable {
    var slot: UInt32
    var generation: UInt16
  }

  private var places: ContiguousArray<Place> = []
  private var head = 0

  var isEmpty: Bool { head == places.count }

  mutating func append(_ place: Place) { places.append(place) }

  /// Takes the first, if there is one.
  mutating func popFirst() -> Place? {
    guard !isEmpty else { return nil }
    let place = places[head]
    head += 1
    // Moving what is left only once half is gone costs each place one move.
    if head * 2 >= places.count {
      places.removeFirst(head)
      head = 0
    }
    return place
  }
}
