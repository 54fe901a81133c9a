import Foundation
import Testing

@testable import Kernel

/// A distribution and its distribution function by the C library, for where it is continuous.
struct LawCase: Sendable, CustomTestStringConvertible {
  /// The family, for the name of the test case.
  let testDescription: String
  /// What is drawn from.
  let distribution: Distribution
  /// The probability of a value of at most the given one.
  let reference: @Sendable (Double) -> Double

  init(
    _ name: String, _ distribution: Distribution,
    _ reference: @escaping @Sendable (Double) -> Double
  ) {
    testDescription = name
    self.distribution = distribution
    self.reference = reference
  }

  /// Every family that is continuous over the words drawn.
  static let continuous: [LawCase] = [
    LawCase("uniform", .uniform(.init(minimum: -3, maximum: 5))) { ($0 + 3) / 8 },
    LawCase("exponential", .exponential(.init(mean: 250))) { -expm1(-$0 / 250) },
    LawCase("lognormal", .lognormal(.init(mu: 3, sigma: 0.5))) {
      0.5 * erfc(-(Foundation.log($0) - 3) / 0.5 / 2.0.squareRoot())
    },
    LawCase("gamma 1/2", .gamma(.init(shape: 0.5, scale: 2))) { erf(($0 / 2).squareRoot()) },
    LawCase("gamma 3", .gamma(.init(shape: 3, scale: 2))) {
      let x = $0 / 2
      return 1 - Foundation.exp(-x) * (1 + x + x * x / 2)
    },
    LawCase("Pareto", .pareto(.init(minimum: 10, shape: 1.5))) { 1 - Foundation.pow(10 / $0, 1.5) },
    LawCase("Weibull", .weibull(.init(shape: 0.7, scale: 40))) {
      -expm1(-Foundation.pow($0 / 40, 0.7))
    },
    LawCase("normal", .clippedNormal(.init(center: 50, deviation: 5))) {
      0.5 * erfc(-($0 - 50) / 5 / 2.0.squareRoot())
    },
    LawCase(
      "mixture",
      .mixture(
        .init(
          components: [.exponential(.init(mean: 10)), .uniform(.init(minimum: 0, maximum: 4))],
          weights: [3, 1]))
    ) { 0.75 * -expm1(-$0 / 10) + 0.25 * min($0 / 4, 1) },
  ]
}
