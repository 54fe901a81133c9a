import Kernel
import Measures

/// The families of distributions that a scenario can say and a sample can choose from.
package enum LawFamily: String, CaseIterable, Sendable {
  /// Always the same.
  case constant
  /// Waiting for what comes at a constant rate.
  case exponential
  /// A product of many small influences.
  case lognormal
  /// A sum of exponential waits.
  case gamma
  /// A rate that rises or falls with age.
  case weibull
  /// A power law.
  case pareto
  /// Evenly between two bounds.
  case uniform
  /// A quick path and a slow one, each lognormal.
  case twoPaths = "two lognormals"

  /// The families of one piece, which are tried first.
  static let simple = allCases.filter { $0 != .twoPaths }

  /// The shapes that a scenario may give.
  static let shapes = 0.001...10_000.0

  /// The member of the family under which a sample is likeliest; nil where there is none that a
  /// scenario takes, or too little to tell.
  package func fit(_ sample: Sample) -> LawFit? {
    if self == .constant { return sample.isConstant ? constant(sample) : nil }
    guard sample.count >= 3, !sample.isConstant else { return nil }
    return switch self {
    case .constant: nil
    case .exponential: exponential(sample)
    case .lognormal: lognormal(sample)
    case .gamma: gamma(sample)
    case .weibull: weibull(sample)
    case .pareto: pareto(sample)
    case .uniform: uniform(sample)
    case .twoPaths: twoPaths(sample)
    }
  }

  private func constant(_ sample: Sample) -> LawFit {
    let value = sample.quantile(0.5)
    let range = Estimate(value, low: sample.values[0], high: sample.greatest)
    return LawFit(
      family: .constant, law: .constant(value), parameters: [.time("constant", range)],
      logLikelihood: 0)
  }

  /// The sum of n exponential times is gamma distributed with shape n, so the range is exact.
  private func exponential(_ sample: Sample) -> LawFit {
    let (mean, number) = (sample.mean, sample.number)
    let range = Estimate(
      mean, low: mean * number / Arithmetic.inverseGamma(number, 0.975),
      high: mean * number / Arithmetic.inverseGamma(number, 0.025))
    return LawFit(
      family: .exponential, law: .exponential(.init(mean: mean)),
      parameters: [.time("exponential", range)],
      logLikelihood: -number * (Arithmetic.log(mean) + 1))
  }

  /// Both ranges are exact: by t of Student and by chi-square.
  private func lognormal(_ sample: Sample) -> LawFit? {
    let (number, squares) = (sample.number, sample.logSquares)
    let (sigma, rest) = ((squares / number).squareRoot(), (number - 1) / 2)
    guard Self.shapes.contains(sigma) else { return nil }
    let median = Arithmetic.exp(sample.logMean)
    let margin = Arithmetic.exp(
      StudentT.quantile(probability: 0.975, degreesOfFreedom: number - 1)
        * (squares / (number - 1) / number).squareRoot())
    let deviation = Estimate(
      sigma, low: (squares / 2 / Arithmetic.inverseGamma(rest, 0.975)).squareRoot(),
      high: (squares / 2 / Arithmetic.inverseGamma(rest, 0.025)).squareRoot())
    let height = Arithmetic.log(sigma) + 0.5 * Arithmetic.log(2 * Double.pi) + 0.5
    return LawFit(
      family: .lognormal, law: .lognormal(.init(mu: sample.logMean, sigma: sigma)),
      parameters: [
        .time("median", Estimate(median, low: median / margin, high: median * margin)),
        .number("sigma", deviation),
      ],
      logLikelihood: -number * (height + sample.logMean))
  }

  /// All between the least and the greatest; the ranges of the bounds are exact.
  private func uniform(_ sample: Sample) -> LawFit {
    let (low, high, number) = (sample.values[0], sample.greatest, sample.number)
    let range = high - low
    let margin = range * (Arithmetic.pow(0.05, -1 / (number - 1)) - 1)
    return LawFit(
      family: .uniform, law: .uniform(.init(minimum: low, maximum: high)),
      parameters: [
        .time("least", Estimate(low, low: max(low - margin, 0), high: low)),
        .time("greatest", Estimate(high, low: high, high: high + margin)),
      ],
      logLikelihood: -number * Arithmetic.log(range))
  }

  /// Given the least value, the others' logarithms above it are exponential; both ranges are exact.
  private func pareto(_ sample: Sample) -> LawFit? {
    let (number, least) = (sample.number, sample.least)
    let excess = number * (sample.logMean - sample.logs[0])
    let shape = number / excess
    guard Self.shapes.contains(shape) else { return nil }
    let steps = (number - 1) * (Arithmetic.pow(0.05, -1 / (number - 1)) - 1)
    let margin = Arithmetic.exp(-steps * excess / (number - 1) / number)
    let gamma = IncompleteGamma(shape: number - 1)
    return LawFit(
      family: .pareto, law: .pareto(.init(minimum: least, shape: shape)),
      parameters: [
        .time("minimum", Estimate(least, low: least * margin, high: least)),
        .number(
          "shape",
          Estimate(
            shape, low: gamma.inverse(lower: 0.025, upper: 0.975) / excess,
            high: gamma.inverse(lower: 0.975, upper: 0.025) / excess)),
      ],
      logLikelihood: number * Arithmetic.log(shape) - excess * shape - number * sample.logMean)
  }
}
