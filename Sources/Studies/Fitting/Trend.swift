import Kernel

/// A rate that rises or falls evenly over the whole recording: what `ramps` of a scenario is.
package struct Trend: Equatable, Sendable {
  /// The rate at the begin [1/s].
  package let begin: Estimate
  /// The rate at the end [1/s].
  package let end: Estimate
  /// What is expected in each stretch, as a multiple of the mean.
  let shape: [Double]

  /// The straight line through counts, by least squares; nil where it is hardly inclined, or goes
  /// below zero.
  ///
  /// The ranges hold whatever the counts' variances are (H. White, A heteroskedasticity-consistent
  /// covariance matrix estimator, 1980).
  init?(of counts: Counts) {
    let number = Double(counts.values.count)
    let mean = counts.total / number
    let middle = (number - 1) / 2
    let spread = number * (number * number - 1) / 12
    var product = 0.0
    for (index, value) in counts.values.enumerated() {
      product += (Double(index) - middle) * (value - mean)
    }
    let slope = product / spread
    let half = slope * number / 2
    guard mean > 0, half.magnitude > 0.05 * mean, half.magnitude < mean else { return nil }
    var (first, last) = (0.0, 0.0)
    for (index, value) in counts.values.enumerated() {
      let distance = Double(index) - middle
      let residual = value - mean - slope * distance
      let (share, lean) = (1 / number, distance * number / 2 / spread)
      first += (share - lean) * (share - lean) * residual * residual
      last += (share + lean) * (share + lean) * residual * residual
    }
    shape = counts.values.indices.map { 1 + slope * (Double($0) - middle) / mean }
    begin = Self.rate(mean - half, first, counts.width)
    end = Self.rate(mean + half, last, counts.width)
  }

  private static func rate(_ value: Double, _ variance: Double, _ width: Double) -> Estimate {
    let reach = Estimate.normal * variance.squareRoot()
    return Estimate(
      value / width, low: max(value - reach, 0) / width, high: (value + reach) / width)
  }
}
