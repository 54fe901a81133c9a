import Testing

@testable import Studies

@Suite struct GoalTestTests {
  private func finding(
    _ bound: AskedFigure.Bound, _ values: [Double?], tolerance: Double = 1
  ) -> GoalTest.Finding? {
    var test = GoalTest(bound, tolerance: tolerance, error: 0.01, firstStage: 4)
    for value in values { test.record(value) }
    return test.finding
  }

  @Test func `a mean keeps its bound, misses it, or is too close to it to be told`() {
    func finding(at mean: Double, _ comparison: AskedFigure.Bound) -> GoalTest.Finding? {
      self.finding(comparison, (0..<400).map { mean + ($0 % 2 == 0 ? 1 : -1) })
    }
    #expect(finding(at: 8, .init(.atMost, 10)) == .meets)
    #expect(finding(at: 12, .init(.atMost, 10)) == .misses)
    #expect(finding(at: 10.1, .init(.below, 10)) == .close)
    #expect(finding(at: 8, .init(.atLeast, 10)) == .misses)
    #expect(finding(at: 12, .init(.above, 10)) == .meets)
    #expect(finding(at: 9.9, .init(.atLeast, 10)) == .close)
  }

  @Test func `nothing is said before the first stage, and equal values decide with it`() {
    #expect(finding(.init(.atMost, 10), [3, 3, 3]) == nil)
    #expect(finding(.init(.atMost, 10), [10, 10, 10, 10]) == .meets)
    #expect(finding(.init(.below, 10), [10, 10, 10, 10]) == .misses)
  }

  @Test func `a mean far from its bound is decided at first, however small the tolerance`() {
    // Sixty times its bound, and each run strays by seventeen times the bound.
    let far = [0.45, 0.8, 0.66, 0.5, 0.91, 0.62, 0.55, 0.71, 0.4, 0.85]
    var test = GoalTest(.init(.below, 0.01), tolerance: 5e-4, error: 1e-4, firstStage: 10)
    for value in far { test.record(value) }
    #expect(test.finding == .misses)
    test = GoalTest(.init(.atLeast, 0.01), tolerance: 5e-4, error: 1e-4, firstStage: 10)
    for value in far { test.record(value) }
    #expect(test.finding == .meets)
  }

  @Test func `what has to be zero or one value has to be so in every run`() {
    let none = AskedFigure.Bound(.equal, 0)
    #expect(finding(none, [0, 0, 0]) == nil)
    #expect(finding(none, [0, 0, 0, 0]) == .held)
    #expect(finding(none, [0, 0, 0, 0, 0, 1, 0]) == .broken)
    #expect(finding(.init(.equal, 3), [3, 3, 3, 3]) == .held)
    #expect(finding(.init(.atMost, 0), [0, 2]) == .broken)
  }

  @Test func `a run that measures nothing or never gets there breaks a goal`() {
    #expect(finding(.init(.atMost, 10), [3, nil]) == .broken)
    #expect(finding(.init(.atMost, 10), [3, .infinity]) == .broken)
    #expect(finding(.init(.atLeast, 10), [.infinity] + Array(repeating: 20, count: 80)) == .meets)
  }

  @Test func `what it proves is wrong no more often than it says`() {
    // Where the mean is the tolerance away, one finding is right.
    for wrong in [GoalTest.Finding.misses, .close] {
      var slips = 0
      for seed in 0..<400 {
        var chance = PlanChance(UInt64(seed) + 1)
        var test = GoalTest(.init(.atMost, 10), tolerance: 1, error: 0.05, firstStage: 10)
        while test.finding == nil { test.record(9 + 2 * chance.normal()) }
        if test.finding == wrong { slips += 1 }
      }
      #expect(slips <= 32, "\(wrong): \(slips)")
    }
  }
}
