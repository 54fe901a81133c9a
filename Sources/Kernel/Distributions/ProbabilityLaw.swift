/// One family of distributions, drawn from by monotone inversion.
///
/// A greater word never gives a smaller value.
public protocol ProbabilityLaw: Equatable, Sendable {
  /// The value that a random word stands for.
  func value(at word: UInt64) -> Double
  /// The expected value; infinite where it does not exist.
  var mean: Double { get }
  /// The expected square of the distance from the mean; infinite where it does not exist.
  var variance: Double { get }
  /// The probability of a value of at most x.
  func cumulative(_ x: Double) -> Double
  /// The law of the value times a positive factor.
  func scaled(by factor: Double) -> Self
}
