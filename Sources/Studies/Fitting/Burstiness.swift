import Kernel

/// A source that is on and off in turn, for exponential times, and sends at a constant rate while
/// it is on: what `bursty` of a scenario is.
package struct Burstiness: Equatable, Sendable {
  /// The mean rate, on and off [1/s].
  package let rate: Estimate
  /// How many times the mean rate it sends while it is on.
  package let factor: Estimate
  /// How long it is on, on average [s].
  package let on: Estimate

  /// What a scenario takes.
  package var isSayable: Bool {
    factor.value > 1 && factor.value <= 1_000 && on.value >= 0.001 && on.value <= 1e8
  }

  /// By how much the counts of stretches so long vary, as against their mean.
  func dispersion(over width: Double) -> Double {
    Self.dispersion(over: width, rate: rate.value, factor: factor.value, on: on.value)
  }

  /// The variance of the counts of an interrupted Poisson process, by their mean.
  ///
  /// The rate's covariance falls with the rate at which the source is switched (W. Fischer and
  /// K. Meier-Hellstern, The Markov-modulated Poisson process cookbook, 1993).
  static func dispersion(
    over width: Double, rate: Double, factor: Double, on: Double
  ) -> Double {
    let switching = factor / (on * (factor - 1))
    return 1 + 2 * rate * (factor - 1) / switching * growth(switching * width)
  }

  /// How much of the last value the dispersion has reached after so many mean switching times.
  static func growth(_ time: Double) -> Double {
    time < 1e-4 ? time / 2 : 1 + Arithmetic.expMinusOne(-time) / time
  }
}
