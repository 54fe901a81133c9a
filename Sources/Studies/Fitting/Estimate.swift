import Kernel

/// What a parameter seems to be, with the range that holds the truth 95 times of 100.
package struct Estimate: Equatable, Sendable {
  /// The likeliest value.
  package let value: Double
  /// The lower end of the range.
  package let low: Double
  /// The upper end of the range.
  package let high: Double

  /// A value with its range.
  package init(_ value: Double, low: Double, high: Double) {
    self.value = value
    self.low = low
    self.high = high
  }

  /// A positive value whose logarithm is known with a standard error: the range of Wald, on the
  /// scale on which it is nearly symmetric.
  init(_ value: Double, logError: Double) {
    let factor = Arithmetic.exp(Estimate.normal * logError)
    self.init(value, low: value / factor, high: value * factor)
  }

  /// A rate of events of which so many came in so much time, each by itself.
  ///
  /// The range is exact: F. Garwood, Fiducial limits for the Poisson distribution, 1936.
  init(rateOf events: Int64, in time: Double) {
    let number = Double(events)
    let low = events > 0 ? Arithmetic.inverseGamma(number, 0.025) : 0
    self.init(
      number / time, low: low / time, high: Arithmetic.inverseGamma(number + 1, 0.975) / time)
  }

  /// Whether a value lies within the range.
  package func contains(_ value: Double) -> Bool { low <= value && value <= high }

  /// The same in another unit.
  func scaled(by factor: Double) -> Estimate {
    Estimate(value * factor, low: low * factor, high: high * factor)
  }

  /// What a normal variable stays below 97.5 times of 100.
  static let normal = 1.959963984540054
}
