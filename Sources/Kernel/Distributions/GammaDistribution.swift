/// The sum of as many exponential waits as the shape says, which may be any positive number.
///
/// - Complexity: O(√shape) for a draw; some ten times that of a lognormal one for small shapes.
public struct GammaDistribution: ProbabilityLaw {
  /// What one unit of the standard distribution stands for.
  public let scale: Double
  /// The distribution of scale 1.
  private let standard: IncompleteGamma

  /// The distribution of a positive shape and a positive scale; the mean is their product.
  public init(shape: Double, scale: Double) {
    precondition(scale > 0 && scale < .infinity, "a gamma distribution of scale \(scale)")
    standard = IncompleteGamma(shape: shape)
    self.scale = scale
  }

  /// How many exponential waits are added up.
  public var shape: Double { standard.shape }

  /// The value that a random word stands for.
  public func value(at word: UInt64) -> Double {
    scale * standard.inverse(lower: unit(word), upper: unit(~word))
  }

  /// The expected value.
  public var mean: Double { shape * scale }

  /// The expected square of the distance from the mean.
  public var variance: Double { shape * scale * scale }

  /// The probability of a value of at most x.
  public func cumulative(_ x: Double) -> Double { standard.lower(x / scale) }

  /// The distribution of the value times a positive factor.
  public func scaled(by factor: Double) -> GammaDistribution {
    GammaDistribution(shape: shape, scale: scale * factor)
  }
}
