import Testing

@testable import Measures

@Suite struct SequentialMeanTests {
  @Test func `looks double from ten and end at the most that is allowed`() {
    #expect(SequentialMean.looks(most: 1_000) == [10, 20, 40, 80, 160, 320, 640, 1_000])
    #expect(SequentialMean.looks(most: 40) == [10, 20, 40])
    #expect(SequentialMean.looks(most: 41) == [10, 20, 40, 41])
    #expect(SequentialMean.looks(most: 10) == [10])
    #expect(SequentialMean.looks(most: 3) == [3])
  }

  @Test func `the looks together spend no more than the error`() {
    let rule = SequentialMean(precision: 0.05, error: 0.05)
    let errors = (0..<1_000).map { 1 - rule.finding(of: [1, 2], atLook: $0).interval.confidence }
    #expect(abs(errors[0] - 0.025) < 1e-12)
    #expect(abs(errors[1] - 0.05 / 6) < 1e-12)
    #expect(abs(errors[2] - 0.05 / 12) < 1e-12)
    #expect(errors.reduce(0, +) < 0.05 && errors.reduce(0, +) > 0.049_9)
  }

  @Test func `a mean is known where half the width is its share of the mean`() {
    // Two values 1 ± d have an interval of half-width 25.45 d at the error of the first look.
    let values = { (spread: Double) in [1 - spread, 1 + spread] }
    let student = StudentT.quantile(probability: 0.9875, degreesOfFreedom: 1)
    let rule = SequentialMean(precision: 0.05)
    let edge = 0.05 / 1.05 / student
    #expect(rule.finding(of: values(edge * 0.999), atLook: 0).isKnown)
    #expect(!rule.finding(of: values(edge * 1.001), atLook: 0).isKnown)
    #expect(rule.finding(of: values(edge * 0.999).map { -$0 }, atLook: 0).isKnown)
  }

  @Test func `a mean of zero is known once its interval is narrow against the least mean`() {
    let rule = SequentialMean(precision: 0.05, leastMean: 1)
    #expect(rule.finding(of: [-0.0001, 0.0001], atLook: 0).isKnown)
    #expect(!rule.finding(of: [-0.1, 0.1], atLook: 0).isKnown)
    let strict = SequentialMean(precision: 0.05)
    #expect(!strict.finding(of: [-0.0001, 0.0001], atLook: 0).isKnown)
    #expect(strict.finding(of: [0, 0], atLook: 0).isKnown)
  }

  /// Of a number of studies of a mean of 10, how many end with an interval that misses it, and how
  /// many end as known and further off than a fifth.
  private func study(
    _ looks: [Int], _ judge: ([Double], Int) -> (ConfidenceInterval?, isKnown: Bool)
  ) -> (missed: Int, far: Int) {
    var chance = TestChance(29)
    var missed = 0
    var far = 0
    for _ in 0..<500 {
      var values: [Double] = []
      for (look, count) in looks.enumerated() {
        while values.count < count { values.append(10 + 4 * chance.normal()) }
        let (interval, isKnown) = judge(values, look)
        guard let interval, isKnown || count == looks.last else { continue }
        if !interval.contains(10) { missed += 1 }
        if isKnown, (interval.mean - 10).magnitude > 2 { far += 1 }
        break
      }
    }
    return (missed, far)
  }

  @Test func `whichever look stops, its interval holds the truth`() {
    let most = TestChance.mostFailures(of: 500, rate: 0.05)
    let rule = SequentialMean(precision: 0.2)
    let found = study(SequentialMean.looks(most: 160)) { values, look in
      let finding = rule.finding(of: values, atLook: look)
      return (finding.interval, finding.isKnown)
    }
    #expect(found.missed <= most && found.far <= most)
    // The usual interval, looked at after every value, does not keep what it promises.
    let naive = study(Array(2...40)) { values, _ in
      let interval = ConfidenceInterval(of: values)
      return (interval, interval.map { $0.halfWidth <= 0.2 / 1.2 * $0.mean.magnitude } ?? false)
    }
    #expect(naive.missed > most)
  }
}
