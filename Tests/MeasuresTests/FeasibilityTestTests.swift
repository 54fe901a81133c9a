import Glibc
import Testing

@testable import Measures

@Suite struct FeasibilityTestTests {
  @Test func `the triangle grows as Batur and Kim have it`() {
    // η = ½((2β)^(−2/(n₀ − 1)) − 1), h² = 2η(n₀ − 1).
    for (error, first) in [(0.05, 10), (0.01, 20), (0.025, 2)] {
      let eta = (pow(2 * error, -2 / Double(first - 1)) - 1) / 2
      let growth = SelectionOfBest.growth(error: error, firstStage: first)
      #expect(abs(growth / (2 * eta * Double(first - 1)) - 1) < 1e-12)
    }
  }

  @Test func `it decides where the sum of distances leaves the triangle`() {
    // Alternating 0 and 2 against 1.1: variance 10/9 of the first ten, each pair adds −0.2.
    var test = FeasibilityTest(.atMost(1.1), tolerance: 0.2, error: 0.05)
    let growth = (pow(0.1, -2.0 / 9) - 1) * 9
    var sum = 0.0
    var expected: Int?
    for number in 1...200 {
      let value = number % 2 == 0 ? 2.0 : 0
      sum += value - 1.1
      let reach = max(0, growth * (10.0 / 9) / 0.4 - 0.1 * Double(number))
      if number >= 10, expected == nil, abs(sum) >= reach { expected = number }
      test.record(value)
      #expect((test.decision != nil) == (expected != nil), "after \(number)")
    }
    #expect((expected ?? 0) > 30 && test.count == expected)
    #expect(test.decision == .meets)
  }

  @Test(arguments: [0.4, 0.1])
  func `at the tolerance it errs no more often than it says`(tolerance: Double) {
    var chance = TestChance(5)
    for misses in [false, true] {
      var wrong = 0
      var values = 0
      for _ in 0..<500 {
        var test = FeasibilityTest(.atMost(3), tolerance: tolerance, error: 0.1)
        let mean = misses ? 3 + tolerance : 3 - tolerance
        while test.record(mean + chance.normal()) == nil {}
        if (test.decision == .misses) != misses { wrong += 1 }
        values += test.count
      }
      #expect(wrong <= TestChance.mostFailures(of: 500, rate: 0.1), "\(tolerance) \(misses)")
      // It is no long way round: some decisions are wrong where the mean is just at the tolerance.
      #expect(wrong > 0 && values < 500 * Int(4 / tolerance / tolerance))
    }
  }

  @Test func `equal values decide with the first stage, those at the bound in its favour`() {
    let cases: [(FeasibilityTest.Bound, FeasibilityTest.Decision)] = [
      (.atMost(5), .meets), (.atLeast(5), .meets), (.atMost(4.9), .misses), (.atLeast(4.9), .meets),
      (.atMost(5.1), .meets), (.atLeast(5.1), .misses),
    ]
    for (bound, decision) in cases {
      var test = FeasibilityTest(bound, tolerance: 0.01, error: 0.05, firstStage: 5)
      for number in 1...5 { #expect((test.record(5) == nil) == (number < 5)) }
      #expect(test.decision == decision, "\(bound)")
    }
  }

  @Test func `values after the decision change nothing`() {
    var test = FeasibilityTest(.atMost(1), tolerance: 0.1, error: 0.05, firstStage: 2)
    test.record(0)
    #expect(test.record(0) == .meets)
    let decided = test
    #expect(test.record(1_000) == .meets && test == decided)
  }
}
