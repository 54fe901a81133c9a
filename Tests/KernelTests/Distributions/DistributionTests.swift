import Testing

@testable import Kernel

@Suite struct DistributionTests {
  @Test(arguments: LawCase.continuous)
  func `samples follow the distribution function`(law: LawCase) {
    let purpose = Purpose(seed: 11, replication: 0, "duration/x/0")
    let count = 20_000
    let sample = (0..<UInt64(count)).map {
      law.distribution.value(at: purpose.word(for: Name(root: $0), 0))
    }.sorted()
    var distance = 0.0
    for (rank, value) in sample.enumerated() {
      let expected = law.reference(value)
      let below = Double(rank) / Double(count)
      distance = max(distance, expected - below, below + 1 / Double(count) - expected)
    }
    // Kolmogorov and Smirnov: above 1.95 / √n once in a thousand samples.
    #expect(distance * Double(count).squareRoot() < 1.95)
  }

  @Test(arguments: LawCase.continuous)
  func `the own distribution function is the C library's`(law: LawCase) {
    for step in 1..<400 {
      let value = law.distribution.value(at: UInt64(step) * (.max / 400))
      let difference = law.distribution.cumulative(value) - law.reference(value)
      #expect(abs(difference) < 1e-13, "\(value)")
    }
  }

  @Test(arguments: LawCase.continuous.filter { $0.testDescription != "mixture" })
  func `a value returns to the probability that drew it`(law: LawCase) {
    var words = SplitMix64(seed: 12)
    for _ in 0..<2_000 {
      let word = words.next()
      let back = law.reference(law.distribution.value(at: word))
      #expect(abs(back - unit(word)) < 1e-12)
    }
  }

  @Test(arguments: LawCase.continuous)
  func `a share of the values does not exceed the quantile of the share`(law: LawCase) {
    for step in 1..<200 {
      let share = Double(step) / 200
      let value = law.distribution.quantile(share)
      #expect(abs(law.reference(value) - share) < 1e-12, "\(share)")
    }
  }

  @Test func `the quantile of a mixture is that of the components that weigh something`() {
    let mixture = Distribution.mixture(
      .init(components: [.constant(7), .constant(1), .constant(9)], weights: [3, 1, 0]))
    #expect([0, 0.2, 0.3, 0.99].map { mixture.quantile($0) } == [1, 1, 7, 7])
  }

  @Test(arguments: LawCase.continuous.filter { $0.testDescription != "mixture" })
  func `a greater word never gives a smaller value`(law: LawCase) {
    var words = SplitMix64(seed: 13)
    var ladder: [UInt64] = [0, .max] + (0..<5_000).map { _ in words.next() }
    // Powers of two crowd at both ends, where the inversions change their formulas.
    for shift in 0..<UInt64(52) { ladder += [0x1000 << shift, ~(0x1000 << shift)] }
    ladder.sort()
    var before = -Double.infinity
    for word in ladder {
      let value = law.distribution.value(at: word)
      #expect(value >= before && value.isFinite, "\(word)")
      before = value
    }
  }

  @Test func `neighbouring words keep their order where formulas change`() {
    let lognormal = Distribution.lognormal(.init(median: 40e6, p99: 120e6))
    for seam in [0.075, 0.925, 0.5, 1.38879438649640206e-11] {
      var word = UInt64(seam * 0x1p64) - 0x40_0000
      var before = 0.0
      for _ in 0..<2_048 {
        let value = lognormal.value(at: word)
        #expect(value >= before * (1 - 4e-16), "\(seam)")
        before = value
        word += 0x1000
      }
    }
  }

  @Test func `scaling multiplies every value, the mean and the standard deviation`() {
    let all =
      LawCase.continuous.map(\.distribution) + [
        .constant(7), .clippedNormal(.init(center: -1, deviation: 2)),
        .empirical(.init(values: [1, 5, 2], weights: [1, 2, 3])),
      ]
    for distribution in all {
      let scaled = distribution.scaled(by: 2.5)
      for step in UInt64(0)..<100 {
        let word = step * (.max / 100)
        let expected = 2.5 * distribution.value(at: word)
        #expect(abs(scaled.value(at: word) - expected) <= 1e-14 * abs(expected))
      }
      #expect(scaled.mean == .infinity || abs(scaled.mean / distribution.mean - 2.5) < 1e-14)
      let ratio = scaled.variance / distribution.variance
      #expect(
        !distribution.variance.isFinite || distribution.variance == 0 || abs(ratio - 6.25) < 1e-12)
    }
  }

  @Test func `a time span is the value in whole nanoseconds`() {
    #expect(Distribution.constant(2.5).timeSpan(at: 0) == TimeSpan(nanoseconds: 3))
    let steep = Distribution.pareto(.init(minimum: 1e9, shape: 0.01))
    #expect(steep.timeSpan(at: .max) == .forever)
    #expect(steep.mean == .infinity && steep.variance == .infinity)
  }
}
