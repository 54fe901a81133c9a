import Testing

@testable import Kernel

@Suite struct SlabTests {
  @Test func `a record stays where it is while the slab grows`() {
    let slab = Slab<UInt64>()
    let first = slab.insert(42)
    for value in 0..<100_000 as Range<UInt64> { _ = slab.insert(value) }
    let (kept, last, count) = (slab[first], slab[first + 100_000], slab.count)
    #expect(kept == 42)
    #expect(last == 99_999)
    #expect(count == 100_001)
  }

  @Test func `a slot given back is the next one taken`() {
    let slab = Slab<UInt64>()
    let slots = (0..<10 as Range<UInt64>).map { slab.insert($0) }
    slab.remove(slots[3])
    slab.remove(slots[7])
    let (next, afterNext) = (slab.insert(70), slab.insert(30))
    #expect(next == slots[7])
    #expect(afterNext == slots[3])
    var values: [UInt64] = []
    for slot in slots { values.append(slab[slot]) }
    #expect(values == [0, 1, 2, 30, 4, 5, 6, 70, 8, 9])
  }
}
