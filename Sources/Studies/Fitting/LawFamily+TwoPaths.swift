import Kernel

extension LawFamily {
  /// The ranges are those of the limit, by the information that the sample itself holds: the sum of
  /// the products of its scores.
  ///
  /// G. McLachlan and D. Peel, Finite mixture models, 2000, section 2.15.
  func twoPaths(_ sample: Sample) -> LawFit? {
    guard let paths = TwoPaths(sample), Self.shapes.contains(paths.quick.sigma),
      Self.shapes.contains(paths.slow.sigma)
    else { return nil }
    let (quick, slow) = (paths.quick, paths.slow)
    var information = Array(repeating: [0.0, 0, 0, 0, 0], count: 5)
    var logLikelihood = -sample.number * sample.logMean
    for value in sample.logs {
      let (height, share) = paths.logDensity(value)
      logLikelihood += height
      let (a, b) = ((value - quick.mu) / quick.sigma, (value - slow.mu) / slow.sigma)
      // By the logit of the slow share, both means, and the logarithms of both deviations.
      let scores = [
        share - slow.weight, (1 - share) * a / quick.sigma, (1 - share) * (a * a - 1),
        share * b / slow.sigma, share * (b * b - 1),
      ]
      for row in scores.indices {
        for column in scores.indices { information[row][column] += scores[row] * scores[column] }
      }
    }
    guard let inverse = SquareMatrix.inverse(information) else { return nil }
    let errors = inverse.indices.map { inverse[$0][$0].squareRoot() }
    let odds = slow.weight / quick.weight
    func share(_ shift: Double) -> Double {
      let shifted = odds * Arithmetic.exp(shift)
      return shifted / (1 + shifted)
    }
    let laws = [quick, slow].map { Distribution.lognormal(.init(mu: $0.mu, sigma: $0.sigma)) }
    return LawFit(
      family: .twoPaths,
      law: .mixture(.init(components: laws, weights: [quick.weight, slow.weight])),
      parameters: [
        .number(
          "slow share",
          Estimate(
            slow.weight, low: share(-Estimate.normal * errors[0]),
            high: share(Estimate.normal * errors[0]))),
        .time("quick median", Estimate(Arithmetic.exp(quick.mu), logError: errors[1])),
        .number("quick sigma", Estimate(quick.sigma, logError: errors[2])),
        .time("slow median", Estimate(Arithmetic.exp(slow.mu), logError: errors[3])),
        .number("slow sigma", Estimate(slow.sigma, logError: errors[4])),
      ],
      logLikelihood: logLikelihood)
  }
}
