/// Events that are due later than now, sorted no further ahead than needed.
///
/// Time is cut into stretches of 2^15 ns (33 µs), numbered from the start. What is due before
/// the end of the present one stands in a heap. What is due later hangs unsorted on a spoke of
/// a wheel: wheel *k* has a spoke for each value of the *k*-th byte of a stretch's number, and
/// an event hangs on the wheel of the highest byte in which its stretch differs from the
/// present one. When the heap is empty, what hangs on the next spoke is hung on lower wheels,
/// or goes to the heap. So an event is touched once for each wheel that it comes down, however
/// many are pending, and the heap is small.
///
/// - Complexity: O(1) to add; O(1) to take the first, and O(log *n*) in the *n* of one stretch.
struct TimedEvents: ~Copyable {
  /// An event on its spoke, in 32 bytes.
  private struct Entry: BitwiseCopyable {
    var due: UInt64
    /// The ticket, and below it the slot of the next entry of the spoke, or of those that are free.
    var link: UInt64
    var event: Event
  }

  private var entries = AlignedArray<Entry>(capacity: 1 << 10)
  /// The first entry of each spoke, those of the lowest wheel first.
  private var spokes = AlignedArray<UInt32>(repeating: none, count: wheels * 256)
  /// For each spoke a bit that says whether anything hangs on it.
  private var words = AlignedArray<UInt64>(repeating: 0, count: wheels * 256 / 64)
  /// For each of those words a bit that says whether any of its own is set.
  private var wordsInUse: UInt64 = 0
  /// The stretch whose events are in the heap, with all that are due before it.
  private var present: UInt64 = 0
  private var heap = KeyHeap()
  private var free = none
  private var slotsUsed: UInt32 = 0
  /// How many events there are.
  private(set) var count = 0

  private static var stretchBits: UInt64 { 15 }
  private static var wheels: Int { 6 }
  /// How many low bits of a link or a key are a slot.
  static var slotBits: UInt64 { 24 }
  private static var slotMask: UInt64 { 1 << slotBits - 1 }
  /// The slot that is no slot.
  private static var none: UInt32 { 1 << UInt32(slotBits) - 1 }

  /// Whether anything is left in the heap: only then can anything be due now.
  var hasSorted: Bool {
    @inline(__always) get { heap.count > 0 }
  }

  /// When the first of the events in the heap is due.
  var due: Instant {
    @inline(__always) get {
      Instant(nanoseconds: Int64(truncatingIfNeeded: heap.first >> 64))
    }
  }

  /// Adds an event; of those for one moment the one with the lowest ticket leaves first.
  @inline(__always)
  mutating func insert(_ event: Event, at due: Instant, ticket: UInt64) {
    let slot = takeSlot()
    let due = UInt64(bitPattern: due.nanoseconds)
    entries[Int(slot)] = Entry(due: due, link: ticket << Self.slotBits, event: event)
    count &+= 1
    hang(slot, due: due, ticket: ticket << Self.slotBits)
  }

  /// Takes away the event that is due first, which stands in the heap.
  @inline(__always)
  mutating func removeFirst() -> Event {
    let slot = UInt32(truncatingIfNeeded: heap.first) & Self.none
    heap.removeFirst()
    entries[Int(slot)].link = UInt64(free)
    free = slot
    count &-= 1
    return entries[Int(slot)].event
  }

  /// Fills the empty heap with the events of the next stretch that has any; false where none has.
  mutating func sortNext() -> Bool {
    while wordsInUse != 0 {
      let word = wordsInUse.trailingZeroBitCount
      let spoke = word &<< 6 | words[word].trailingZeroBitCount
      words[word] &= words[word] &- 1
      if words[word] == 0 { wordsInUse &= wordsInUse &- 1 }
      let first = spokes[spoke]
      spokes[spoke] = Self.none
      if entries[Int(first)].link & Self.slotMask == UInt64(Self.none) {
        // It hangs alone, so it need not come down the wheels.
        present = entries[Int(first)].due &>> Self.stretchBits
      } else {
        present = beginning(of: spoke)
      }
      rehang(from: first)
      if heap.count > 0 { return true }
    }
    return false
  }

  /// The first stretch that belongs on a spoke.
  private func beginning(of spoke: Int) -> UInt64 {
    let digit = UInt64(truncatingIfNeeded: spoke & 255)
    let shift = UInt64(truncatingIfNeeded: (spoke &>> 8) &* 8)
    return (present &>> shift & ~255 | digit) &<< shift
  }

  /// Hangs all entries of a spoke anew.
  @inline(__always)
  private mutating func rehang(from first: UInt32) {
    var slot = first
    while slot != Self.none {
      let (due, link) = (entries[Int(slot)].due, entries[Int(slot)].link)
      hang(slot, due: due, ticket: link & ~Self.slotMask)
      slot = UInt32(truncatingIfNeeded: link & Self.slotMask)
    }
  }

  /// Hangs an entry on its spoke, or puts its key into the heap.
  ///
  /// - Parameter ticket: The ticket, above the bits of a slot.
  @inline(__always)
  private mutating func hang(_ slot: UInt32, due: UInt64, ticket: UInt64) {
    let stretch = due &>> Self.stretchBits
    guard stretch > present else {
      heap.insert(UInt128(due) << 64 | UInt128(ticket | UInt64(slot)))
      return
    }
    let highest = 63 &- (stretch ^ present).leadingZeroBitCount
    let digit = Int(truncatingIfNeeded: stretch &>> UInt64(truncatingIfNeeded: highest & ~7)) & 255
    let spoke = (highest & ~7) &<< 5 | digit
    entries[Int(slot)].link = ticket | UInt64(spokes[spoke])
    spokes[spoke] = slot
    words[spoke &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: spoke)
    wordsInUse |= 1 &<< UInt64(truncatingIfNeeded: spoke &>> 6)
  }

  @inline(__always)
  private mutating func takeSlot() -> UInt32 {
    guard free == Self.none else {
      let slot = free
      free = UInt32(truncatingIfNeeded: entries[Int(slot)].link & Self.slotMask)
      return slot
    }
    if Int(slotsUsed) == entries.capacity { grow() }
    precondition(slotsUsed < Self.none, "\(slotsUsed) events are pending at once")
    slotsUsed &+= 1
    return slotsUsed &- 1
  }

  @inline(never)
  private mutating func grow() { entries.grow() }
}
