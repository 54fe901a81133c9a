/// How a quantity varies: a real number that is drawn by turning one random word into a value.
///
/// The word becomes a value by monotone inversion, never by rejection, so that two designs that
/// draw the same word for the same message draw alike. Only a mixture is monotone in parts. The
/// unit is the caller's; where time is meant, nanoseconds.
///
///     let duration = Distribution.lognormal(.init(median: 40e6, p99: 120e6))
///     let length = duration.timeSpan(at: purpose.word(for: message, 0))
public enum Distribution: Equatable, Sendable {
  /// Always the same value.
  case constant(Double)
  /// Evenly between two values.
  case uniform(UniformDistribution)
  /// Waiting for what comes at a constant rate.
  case exponential(ExponentialDistribution)
  /// A product of many small influences; what most latencies look like.
  case lognormal(LognormalDistribution)
  /// The sum of exponential waits, for any real number of them.
  case gamma(GammaDistribution)
  /// A power law from a minimum up.
  case pareto(ParetoDistribution)
  /// Waiting for what comes at a rate that rises or falls with age.
  case weibull(WeibullDistribution)
  /// The bell curve; what would be negative is 0.
  case clippedNormal(ClippedNormalDistribution)
  /// Values that were observed, with their weights.
  case empirical(EmpiricalDistribution)
  /// One of several distributions, each with its weight.
  case mixture(MixtureDistribution)

  /// The value that a random word stands for.
  public func value(at word: UInt64) -> Double {
    switch self {
    case .constant(let value): value
    case .uniform(let law): law.value(at: word)
    case .exponential(let law): law.value(at: word)
    case .lognormal(let law): law.value(at: word)
    case .gamma(let law): law.value(at: word)
    case .pareto(let law): law.value(at: word)
    case .weibull(let law): law.value(at: word)
    case .clippedNormal(let law): law.value(at: word)
    case .empirical(let law): law.value(at: word)
    case .mixture(let law): law.value(at: word)
    }
  }

  /// The length of time that a random word stands for, the values being nanoseconds.
  public func timeSpan(at word: UInt64) -> TimeSpan {
    TimeSpan(rounding: value(at: word))
  }
}
