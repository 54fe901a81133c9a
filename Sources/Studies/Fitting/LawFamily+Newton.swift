import Kernel

/// The families whose likeliest member is found by Newton's method.
extension LawFamily {
  /// Mean and shape of the gamma family are independent in the limit, so each has its own range.
  ///
  /// T. P. Minka, Estimating a gamma distribution, 2002.
  func gamma(_ sample: Sample) -> LawFit? {
    let (mean, number) = (sample.mean, sample.number)
    let distance = Arithmetic.log(mean) - sample.logMean
    guard distance > 1e-5 else { return nil }
    var shape =
      (3 - distance + ((distance - 3) * (distance - 3) + 24 * distance).squareRoot())
      / (12 * distance)
    for _ in 0..<50 {
      let slope = 1 / shape - Polygamma.trigamma(shape)
      let step = (Arithmetic.log(shape) - Polygamma.digamma(shape) - distance) / slope
      let next = step < shape ? shape - step : shape / 2
      let isNear = (next - shape).magnitude <= 1e-12 * shape
      shape = next
      if isNear { break }
    }
    guard Self.shapes.contains(shape) else { return nil }
    let curvature = Polygamma.trigamma(shape) - 1 / shape
    let logLikelihood =
      (shape - 1) * sample.logMean - shape - shape * Arithmetic.log(mean / shape)
      - Arithmetic.logGamma(shape)
    return LawFit(
      family: .gamma, law: .gamma(.init(shape: shape, scale: mean / shape)),
      parameters: [
        .time("mean", Estimate(mean, logError: 1 / (shape * number).squareRoot())),
        .number("shape", Estimate(shape, logError: 1 / (number * curvature).squareRoot() / shape)),
      ],
      logLikelihood: number * logLikelihood)
  }

  /// The ranges are those of the limit: the information of the Weibull family is known in closed
  /// form.
  func weibull(_ sample: Sample) -> LawFit? {
    let number = sample.number
    let highest = sample.logs[sample.logs.count - 1]
    let middle = sample.logMean - highest
    // The deviation of the logarithm of a Weibull variable is π / √6 over its shape.
    var shape = 1.2825498301618641 / (sample.logSquares / number).squareRoot()
    var weights = 0.0
    for _ in 0..<50 {
      weights = 0
      var (first, second) = (0.0, 0.0)
      for logarithm in sample.logs {
        let below = logarithm - highest
        let weight = Arithmetic.exp(shape * below)
        weights += weight
        first += weight * below
        second += weight * below * below
      }
      (first, second) = (first / weights, second / weights)
      let slope = second - first * first + 1 / (shape * shape)
      let step = (first - 1 / shape - middle) / slope
      if step.magnitude <= 1e-10 * shape { break }
      shape = step < shape ? shape - step : shape / 2
    }
    guard Self.shapes.contains(shape) else { return nil }
    let logScale = highest + Arithmetic.log(weights / number) / shape
    let logLikelihood =
      Arithmetic.log(shape) - shape * logScale + (shape - 1) * sample.logMean - 1
    return LawFit(
      family: .weibull, law: .weibull(.init(shape: shape, scale: Arithmetic.exp(logScale))),
      parameters: [
        .time(
          "scale",
          Estimate(Arithmetic.exp(logScale), logError: 1.0529 / shape / number.squareRoot())),
        .number("shape", Estimate(shape, logError: 0.7797 / number.squareRoot())),
      ],
      logLikelihood: number * logLikelihood)
  }
}
