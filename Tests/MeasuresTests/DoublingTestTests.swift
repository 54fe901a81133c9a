import Testing

@testable import Measures

@Suite struct DoublingTestTests {
  private func side(_ values: [Double], error: Double = 0.01) -> DoublingTest.Side? {
    var test = DoublingTest(10, error: error, firstLook: 4)
    for value in values { test.record(value) }
    return test.side
  }

  @Test func `it looks at the first number of values, and at each doubling`() {
    let near = [9.0, 11, 9, 11]
    #expect(side([1, 2, 1]) == nil)
    #expect(side([1, 2, 1, 2]) == .below)
    #expect(side([19, 18, 19, 18]) == .above)
    // What is far away from the fifth value on is seen at the eighth.
    #expect(side(near + [1e9, 1e9, 1e9]) == nil)
    let late = near + Array(repeating: 10.5, count: 400)
    #expect(side(Array(late.prefix(8))) == nil && side(late) == .above)
  }

  @Test func `a look decides where Student's test with its part of the error does`() {
    // The first look spends half of the error: t of three degrees at 0.995 is 5.841.
    let spread = (4.0 / 3 / 4).squareRoot()
    for (mean, decided) in [(5.83 * spread, false), (5.85 * spread, true)] {
      let values = [1, -1, 1, -1].map { 10 + mean + $0 }
      #expect((side(values) == .above) == decided)
    }
  }

  @Test func `of a mean at the bound it names a side no more often than it says`() {
    let trials = 4_000
    var named = 0
    for seed in 0..<UInt64(trials) {
      var chance = TestChance(seed + 1)
      var test = DoublingTest(10, error: 0.05, firstLook: 5)
      for _ in 0..<80 { test.record(10 + 3 * chance.normal()) }
      if test.side != nil { named += 1 }
    }
    // Either side errs with 5 % at most; five looks spend five sixths of that.
    #expect(named <= TestChance.mostFailures(of: trials, rate: 0.1))
    #expect(named > trials / 40)
  }
}
