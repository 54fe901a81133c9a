import Testing

@testable import Measures

@Suite struct TallyTests {
  func tally(_ values: [Int64]) -> Tally {
    var tally = Tally()
    for value in values { tally.record(value) }
    return tally
  }

  @Test func `the variance of a small sample is the textbook's`() throws {
    let small = tally([2, 4, 4, 4, 5, 5, 7, 9])
    #expect(small.mean == 5)
    #expect(small.variance == 32.0 / 7)
    #expect(tally([3]).variance == nil)
    #expect(tally([-5, -5, -5]).variance == 0)
    #expect(tally([-2, 1]).variance == 4.5)
  }

  @Test func `far from zero nothing cancels`() {
    let base: Int64 = 86_400_000_000_000
    #expect(tally([base + 4, base + 7, base + 13, base + 16]).variance == 30)
    #expect(tally([-base - 4, -base - 7, -base - 13, -base - 16]).variance == 30)
  }

  @Test func `merging equals recording everything in one`() {
    var first = tally([1, -8, 1_000_000])
    first.merge(tally([77, .max]))
    #expect(first == tally([1, -8, 1_000_000, 77, .max]))
    #expect(first.sum == Int128(Int64.max) + 77 + 1_000_000 - 7)
  }

  @Test func `past 128 bits there is a mean but no variance`() {
    let large = tally(Array(repeating: .max, count: 5))
    #expect(large.sumOfSquares == .max)
    #expect(large.variance == nil)
    #expect(large.mean == Double(Int64.max))
    #expect(tally([.max, .max, .max]).variance == 0)
  }
}
