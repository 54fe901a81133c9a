import Kernel
import Testing

@testable import Studies

@Suite struct TwoPathsTests {
  /// A quick path and a slow one: the share of the slow one, then both with median and sigma.
  private static let truth = [0.25, 20e6, 0.4, 300e6, 0.5]
  private static let law = Distribution.mixture(
    .init(
      components: [
        .lognormal(.init(median: truth[1], sigma: truth[2])),
        .lognormal(.init(median: truth[3], sigma: truth[4])),
      ], weights: [1 - truth[0], truth[0]]))

  @Test func `the ranges of both paths hold the truth 95 times of 100`() throws {
    var hits = Self.truth.map { _ in 0 }
    let sets = 200
    for seed in 0..<sets {
      let sample = Sample(Drawing.values(400, of: Self.law, seed: UInt64(seed)))
      let fit = try #require(LawFamily.twoPaths.fit(sample))
      for (index, parameter) in fit.parameters.enumerated()
      where parameter.estimate.contains(Self.truth[index]) {
        hits[index] += 1
      }
    }
    // 3.3 standard deviations of a binomial number about 190, as for the other families.
    for hit in hits { #expect((180...200).contains(hit), "\(hits) of \(sets)") }
  }

  @Test func `two paths are found where one does not fit, and judged by the same test`() throws {
    let fit = DurationFit(Sample(Drawing.values(3_000, of: Self.law, seed: 5)))
    let best = try #require(fit.best)
    #expect(best.family == .twoPaths && fit.goodness?.verdict == .well)
    for (parameter, truth) in zip(best.parameters, Self.truth) {
      #expect(parameter.estimate.contains(truth), "\(parameter) \(truth)")
    }
    #expect(fit.candidates.count > 1 && fit.candidates[1].criterion > best.criterion)
  }

  @Test(arguments: 0..<20)
  func `what one family describes is not made two`(seed: UInt64) {
    let one = Distribution.lognormal(.init(median: 40e6, sigma: 0.6))
    let fit = DurationFit(Sample(Drawing.values(500, of: one, seed: seed + 40)))
    #expect(fit.best?.family != .twoPaths)
  }

  @Test func `the likelihood is that of the mixture`() throws {
    let sample = Sample(Drawing.values(200, of: Self.law, seed: 8))
    let fit = try #require(LawFamily.twoPaths.fit(sample))
    // The density by the difference of the distribution over a thousandth of each value.
    let numeric = sample.values.reduce(0.0) { sum, value in
      let step = value * 1e-3
      let mass = fit.law.cumulative(value + step / 2) - fit.law.cumulative(value - step / 2)
      return sum + Arithmetic.log(mass / step)
    }
    #expect((fit.logLikelihood - numeric).magnitude < 0.05)
  }

  @Test func `a few values are too few for two paths`() {
    #expect(LawFamily.twoPaths.fit(Sample(Drawing.values(40, of: Self.law, seed: 1))) == nil)
  }
}
