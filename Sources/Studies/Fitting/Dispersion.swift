import Kernel

/// By how much counts vary about what is expected, as against independent arrivals, whose variance
/// is their mean.
package struct Dispersion: Equatable, Sendable {
  /// The length of the stretches that were counted [s].
  package let width: Double
  /// Variance by mean: 1 of independent arrivals, more of bursts, 0 of a clock.
  package let index: Double
  /// How often independent arrivals vary that much or more.
  let above: Double
  /// How often they vary that little or less.
  let below: Double

  /// The dispersion of counts about their means, some of which were fitted.
  ///
  /// The sum of squared distances, each by its mean, is chi-square distributed (R. A. Fisher,
  /// Statistical methods for research workers, 1925, section 16).
  init(of values: [Double], about means: [Double], width: Double, fitted: Int) {
    var sum = 0.0
    for (value, mean) in zip(values, means) where mean > 0 {
      sum += (value - mean) * (value - mean) / mean
    }
    let freedom = Double(max(values.count - fitted, 1))
    self.width = width
    index = sum / freedom
    let law = IncompleteGamma(shape: freedom / 2)
    above = law.upper(sum / 2)
    below = law.lower(sum / 2)
  }

  /// The dispersion over stretches of several lengths, each four times the one before, as long as
  /// there are twenty of them.
  static func course(of counts: Counts, shape: [Double]?) -> [Dispersion] {
    var course: [Dispersion] = []
    var factor = 1
    while counts.values.count / factor >= 20 {
      let joined = counts.joined(factor)
      let mean = joined.total / Double(joined.values.count)
      var means = [Double](repeating: mean, count: joined.values.count)
      if let shape {
        let shares = Counts(width: counts.width, values: shape).joined(factor)
        let sum = shares.total / Double(shares.values.count)
        means = shares.values.map { $0 / sum * mean }
      }
      course.append(
        Dispersion(
          of: joined.values, about: means, width: joined.width, fitted: shape == nil ? 1 : 3))
      factor *= 4
    }
    return course
  }
}
