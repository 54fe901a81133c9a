import Kernel
import Testing

@testable import Studies

@Suite struct DurationFitTests {
  /// A law, the family that it is of, and its parameters.
  static let laws: [(law: Distribution, family: LawFamily, truth: [Double])] = [
    (.exponential(.init(mean: 40e6)), .exponential, [40e6]),
    (.lognormal(.init(median: 120e6, sigma: 0.6)), .lognormal, [120e6, 0.6]),
    (.gamma(.init(shape: 2.5, scale: 20e6)), .gamma, [50e6, 2.5]),
    (.weibull(.init(shape: 1.7, scale: 90e6)), .weibull, [90e6, 1.7]),
    (.pareto(.init(minimum: 10e6, shape: 2.2)), .pareto, [10e6, 2.2]),
    (.uniform(.init(minimum: 10e6, maximum: 30e6)), .uniform, [10e6, 30e6]),
  ]

  @Test(arguments: laws)
  func `the ranges of parameters hold the truth 95 times of 100`(
    law: Distribution, family: LawFamily, truth: [Double]
  ) throws {
    var hits = truth.map { _ in 0 }
    let sets = 200
    for seed in 0..<sets {
      let sample = Sample(Drawing.values(60, of: law, seed: UInt64(seed)))
      let fit = try #require(family.fit(sample))
      for (index, parameter) in fit.parameters.enumerated()
      where parameter.estimate.contains(truth[index]) {
        hits[index] += 1
      }
    }
    // 3.3 standard deviations of a binomial number about 190, which chance exceeds once in 1,000.
    for hit in hits { #expect((180...200).contains(hit), "\(family): \(hits) of \(sets)") }
  }

  @Test(arguments: laws)
  func `a sample is known again among all families`(
    law: Distribution, family: LawFamily, truth: [Double]
  ) throws {
    let fit = DurationFit(Sample(Drawing.values(1_000, of: law, seed: 6)))
    #expect(fit.best?.family == family)
    #expect(fit.goodness?.verdict == .well)
    let parameters = try #require(fit.best?.parameters)
    for (parameter, truth) in zip(parameters, truth) {
      #expect(parameter.estimate.contains(truth), "\(parameter) \(truth)")
    }
  }

  @Test func `values that were rounded are no worse for it`() throws {
    let law = Distribution.lognormal(.init(median: 8e6, sigma: 0.5))
    let exact = Drawing.values(3_000, of: law, seed: 9)
    let rounded = exact.map { ($0 / 1e6).rounded() * 1e6 }
    let sample = Sample(rounded)
    #expect(sample.resolution == 1e6)
    let fit = DurationFit(sample)
    #expect(fit.best?.family == .lognormal && fit.goodness?.verdict == .well)
    let median = try #require(fit.best?.parameters.first)
    #expect(median.estimate.value > 7.7e6 && median.estimate.value < 8.3e6)
  }

  @Test func `what is always the same is constant`() {
    let fit = DurationFit(Sample([Double](repeating: 25e6, count: 9)))
    #expect(fit.best?.law == .constant(25e6) && fit.candidates.count == 1)
    #expect(DurationFit(Sample([7e6])).best?.law == .constant(7e6))
  }

  @Test func `what no family describes is told by parts, with its mean`() {
    let fast = Drawing.values(800, of: .lognormal(.init(median: 5e6, sigma: 0.2)), seed: 1)
    let slow = Drawing.values(400, of: .lognormal(.init(median: 900e6, sigma: 0.2)), seed: 2)
    let between = Drawing.values(600, of: .lognormal(.init(median: 70e6, sigma: 0.2)), seed: 3)
    let fit = DurationFit(Sample(fast + between + slow))
    #expect(fit.best == nil && fit.goodness?.verdict == .poorly)
    let parts = fit.parts
    #expect(parts.count <= 40 && parts.reduce(0) { $0 + $1.weight } == 1_800)
    let mean = parts.reduce(0) { $0 + $1.value * Double($1.weight) } / 1_800
    #expect((mean / fit.sample.mean - 1).magnitude < 1e-12)
  }

  @Test func `the probability of a distance is that of samples of the law itself`() {
    // Of samples of the law a tenth lies in the lowest tenth of probabilities.
    var low = 0
    for seed in 0..<60 {
      let law = Distribution.exponential(.init(mean: 30e6))
      let sample = Sample(Drawing.values(25, of: law, seed: UInt64(seed) + 100))
      guard let fit = LawFamily.exponential.fit(sample) else { continue }
      if Goodness(of: fit, to: sample).probability <= 0.2 { low += 1 }
    }
    #expect((3...24).contains(low), "\(low) of 60 in the lowest fifth")
  }

  @Test func `nothing at all counts as half a step`() {
    let sample = Sample([0, 1e6, 2e6, 3e6])
    #expect(sample.resolution == 1e6)
    #expect((sample.least / 0.5e6 - 1).magnitude < 1e-12)
  }
}
