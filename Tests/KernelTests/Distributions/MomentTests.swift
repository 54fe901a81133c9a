import Foundation
import Testing

@testable import Kernel

@Suite struct MomentTests {
  /// Mean and variance as averages of the inversion over evenly spaced words.
  private func averages(_ distribution: Distribution) -> (mean: Double, variance: Double) {
    let count = 40_000
    let values = (0..<count).map {
      distribution.value(at: UInt64((Double($0) + 0.5) / Double(count) * 0x1p64))
    }
    let mean = values.reduce(0, +) / Double(count)
    return (mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count))
  }

  @Test(
    arguments: [
      .constant(5), .uniform(.init(minimum: 2, maximum: 9)), .exponential(.init(mean: 3)),
      .lognormal(.init(mu: 1, sigma: 0.4)), .gamma(.init(shape: 2.5, scale: 4)),
      .pareto(.init(minimum: 1, shape: 9)), .weibull(.init(shape: 1.8, scale: 3)),
      .clippedNormal(.init(center: 1, deviation: 2)),
      .clippedNormal(.init(center: -1, deviation: 2)),
      .clippedNormal(.init(center: 4, deviation: 0)),
      .empirical(.init(values: [4, 1, 9], weights: [0.25, 0.5, 0.25])),
      .mixture(.init(components: [.constant(3), .exponential(.init(mean: 8))], weights: [1, 3])),
    ] as [Distribution])
  func `mean and variance are those of the values drawn`(distribution: Distribution) {
    let (mean, variance) = averages(distribution)
    #expect(abs(mean - distribution.mean) <= 2e-3 * distribution.mean)
    #expect(abs(variance - distribution.variance) <= 1e-2 * distribution.variance)
  }

  @Test func `moments that do not exist are infinite, those of a mixture too`() {
    let heavy = Distribution.pareto(.init(minimum: 1, shape: 1))
    let wide = Distribution.pareto(.init(minimum: 1, shape: 2))
    #expect(heavy.mean == .infinity && heavy.variance == .infinity)
    #expect(wide.mean == 2 && wide.variance == .infinity)
    let mixture = Distribution.mixture(.init(components: [.constant(1), heavy], weights: [1, 1]))
    #expect(mixture.mean == .infinity && mixture.variance == .infinity)
    let without = Distribution.mixture(.init(components: [.constant(1), heavy], weights: [1, 0]))
    #expect(without.mean == 1 && without.variance == 0)
  }

  @Test func `a lognormal distribution has the quantiles that it was given by`() {
    func probability(_ law: LognormalDistribution, below x: Double) -> Double {
      0.5 * erfc(-(Foundation.log(x) - law.mu) / law.sigma / 2.0.squareRoot())
    }
    let byP99 = LognormalDistribution(median: 40, p99: 120)
    #expect(abs(probability(byP99, below: 40) - 0.5) < 1e-14)
    #expect(abs(probability(byP99, below: 120) - 0.99) < 1e-14)
    let byP95 = LognormalDistribution(p50: 10, p95: 35)
    #expect(abs(probability(byP95, below: 10) - 0.5) < 1e-14)
    #expect(abs(probability(byP95, below: 35) - 0.95) < 1e-14)
    let bySigma = LognormalDistribution(median: 14.65, sigma: 0.4)
    #expect(bySigma.sigma == 0.4 && abs(bySigma.mu - Foundation.log(14.65)) < 1e-15)
  }

  @Test func `a lognormal distribution has the moments that it was given by`() {
    for (mean, deviation) in [(5.0, 2.0), (1e9, 1.0), (3.0, 30.0)] {
      let law = LognormalDistribution(mean: mean, standardDeviation: deviation)
      #expect(abs(law.mean / mean - 1) < 1e-14)
      #expect(abs(law.variance / (deviation * deviation) - 1) < 1e-12)
    }
    #expect(LognormalDistribution(median: 3, p99: 3).variance == 0)
  }

  @Test func `clipping gathers what is negative at 0`() {
    let clipped = Distribution.clippedNormal(.init(center: 0, deviation: 1))
    #expect(clipped.value(at: .max / 4) == 0)
    #expect(clipped.value(at: .max / 4 * 3) > 0)
    #expect(clipped.cumulative(-0.1) == 0)
    #expect(abs(clipped.cumulative(0) - 0.5) < 1e-15)
    #expect(abs(clipped.mean - 1 / (2 * Double.pi).squareRoot()) < 1e-15)
  }
}
