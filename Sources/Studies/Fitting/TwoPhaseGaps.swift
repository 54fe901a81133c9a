import Kernel

/// The gaps between the arrivals of a source that is on and off: one of two exponential times.
///
/// A source that is silent while it is off begins anew with every arrival, so its gaps are
/// independent, and hyperexponential (A. Kuczura, The interrupted Poisson process as an overflow
/// process, 1973).
struct TwoPhaseGaps {
  /// The share of gaps of the shorter kind.
  var share: Double
  /// One over the mean of the shorter kind.
  var fast: Double
  /// One over the mean of the longer kind.
  var slow: Double

  /// What the logarithms of the parameters have to grow by, and how certain they are.
  struct Slope {
    /// The derivatives of the logarithm of the likelihood by logit of the share and the logarithms
    /// of both rates.
    var gradient = [0.0, 0.0, 0.0]
    /// The sum over the gaps of the products of such derivatives.
    var information: [[Double]] = Array(repeating: [0, 0, 0], count: 3)
    /// The logarithm of the likelihood.
    var logLikelihood = 0.0
  }

  /// Gaps with these two moments and as much of the time in either kind; nil where they vary no
  /// more than independent arrivals.
  init?(mean: Double, squaredVariation: Double) {
    guard squaredVariation > 1.02 else { return nil }
    let root = ((squaredVariation - 1) / (squaredVariation + 1)).squareRoot()
    share = (1 + root) / 2
    fast = 2 * share / mean
    slow = 2 * (1 - share) / mean
  }

  /// The probability of a gap of at most so long.
  func cumulative(_ gap: Double) -> Double {
    -share * Arithmetic.expMinusOne(-fast * gap)
      - (1 - share) * Arithmetic.expMinusOne(-slow * gap)
  }

  /// One round of expectation and maximisation.
  mutating func improve(on gaps: [Double]) {
    var (first, firstTime, time) = (0.0, 0.0, 0.0)
    for gap in gaps {
      let short = share * fast * Arithmetic.exp(-fast * gap)
      let long = (1 - share) * slow * Arithmetic.exp(-slow * gap)
      let part = short / (short + long)
      first += part
      firstTime += part * gap
      time += gap
    }
    let number = Double(gaps.count)
    guard first > 0, first < number, firstTime > 0, time > firstTime else { return }
    share = first / number
    fast = first / firstTime
    slow = (number - first) / (time - firstTime)
  }

  /// The likelihood of gaps, and which way it grows.
  func slope(on gaps: [Double]) -> Slope {
    var slope = Slope()
    var (a, b, c) = (0.0, 0.0, 0.0)
    var (aa, ab, ac, bb, bc, cc) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for gap in gaps {
      let short = fast * Arithmetic.exp(-fast * gap)
      let long = slow * Arithmetic.exp(-slow * gap)
      let density = share * short + (1 - share) * long
      let first = share * (1 - share) * (short - long) / density
      let second = share * short * (1 - fast * gap) / density
      let third = (1 - share) * long * (1 - slow * gap) / density
      slope.logLikelihood += Arithmetic.log(density)
      (a, b, c) = (a + first, b + second, c + third)
      (aa, ab, ac) = (aa + first * first, ab + first * second, ac + first * third)
      (bb, bc, cc) = (bb + second * second, bc + second * third, cc + third * third)
    }
    slope.gradient = [a, b, c]
    slope.information = [[aa, ab, ac], [ab, bb, bc], [ac, bc, cc]]
    return slope
  }

  /// The same with the logit of the share and the logarithms of the rates moved.
  func moved(by step: [Double]) -> TwoPhaseGaps {
    var moved = self
    let odds = share / (1 - share) * Arithmetic.exp(step[0])
    moved.share = odds / (1 + odds)
    moved.fast *= Arithmetic.exp(step[1])
    moved.slow *= Arithmetic.exp(step[2])
    return moved
  }

  /// The logarithms of the mean rate, of the factor less one and of the time on.
  var logSource: [Double] {
    let whileOn = share * fast + (1 - share) * slow
    let begins = fast * slow / whileOn
    let ends = fast + slow - whileOn - begins
    let mean = share / fast + (1 - share) / slow
    return [-Arithmetic.log(mean), Arithmetic.log(ends / begins), -Arithmetic.log(ends)]
  }
}

extension Burstiness {
  /// The source under which gaps between arrivals are likeliest [s], with the gaps' distribution;
  /// nil where no such source is likelier than one that is always on.
  ///
  /// Thirty rounds of expectation and maximisation, then the scoring of E. K. Berndt, B. H. Hall,
  /// R. E. Hall and J. A. Hausman, 1974, whose matrix at the end gives the ranges.
  static func fit(gaps: [Double]) -> (source: Burstiness, gaps: TwoPhaseGaps)? {
    let number = Double(gaps.count)
    let mean = gaps.reduce(0, +) / number
    guard gaps.count >= 50, mean > 0 else { return nil }
    var squares = 0.0
    for gap in gaps { squares += (gap - mean) * (gap - mean) }
    guard var law = TwoPhaseGaps(mean: mean, squaredVariation: squares / number / mean / mean)
    else { return nil }
    for _ in 0..<30 { law.improve(on: gaps) }
    var slope = law.slope(on: gaps)
    for _ in 0..<60 {
      guard let inverse = SquareMatrix.inverse(slope.information) else { break }
      var step = SquareMatrix.product(inverse, slope.gradient)
      let gain = zip(step, slope.gradient).reduce(0) { $0 + $1.0 * $1.1 }
      if gain < 1e-6 { break }
      let longest = step.reduce(0) { max($0, $1.magnitude) }
      if longest > 1 { step = step.map { $0 / longest } }
      var next = law.moved(by: step)
      var nextSlope = next.slope(on: gaps)
      var halvings = 0
      while !(nextSlope.logLikelihood > slope.logLikelihood), halvings < 20 {
        step = step.map { $0 / 2 }
        next = law.moved(by: step)
        nextSlope = next.slope(on: gaps)
        halvings += 1
      }
      guard nextSlope.logLikelihood > slope.logLikelihood else { break }
      (law, slope) = (next, nextSlope)
    }
    return source(law, slope)
  }

  /// The source of gaps with its ranges, carried over by the derivatives of one set of parameters
  /// by the other.
  private static func source(
    _ law: TwoPhaseGaps, _ slope: TwoPhaseGaps.Slope
  ) -> (source: Burstiness, gaps: TwoPhaseGaps)? {
    guard law.fast > law.slow, let covariance = SquareMatrix.inverse(slope.information) else {
      return nil
    }
    let values = law.logSource
    let width = 1e-5
    // One row for each parameter of the gaps.
    let derivatives = (0..<3).map { index in
      var step = [0.0, 0.0, 0.0]
      step[index] = width
      let (up, down) = (law.moved(by: step), law.moved(by: step.map { -$0 }))
      return zip(up.logSource, down.logSource).map { ($0 - $1) / (2 * width) }
    }
    let errors = (0..<3).map { column in
      let gradient = derivatives.map { $0[column] }
      let spread = zip(gradient, SquareMatrix.product(covariance, gradient)).reduce(0) {
        $0 + $1.0 * $1.1
      }
      return spread.squareRoot()
    }
    guard values.allSatisfy({ $0.isFinite }), errors.allSatisfy({ $0.isFinite }) else {
      return nil
    }
    let above = Estimate(Arithmetic.exp(values[1]), logError: errors[1])
    return (
      Burstiness(
        rate: Estimate(Arithmetic.exp(values[0]), logError: errors[0]),
        factor: Estimate(1 + above.value, low: 1 + above.low, high: 1 + above.high),
        on: Estimate(Arithmetic.exp(values[2]), logError: errors[2])), law
    )
  }
}
