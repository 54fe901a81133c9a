/// Tells from values that come one by one on which side of a bound their mean lies.
///
/// It looks at a first number of values, at twice, four times as many, and so on; the k-th look
/// takes Student's test to either side with an error of α / (k(k + 1)), so that all looks together
/// err to the wrong side with a probability of at most α, for normal values (Bonferroni).
///
/// How long it takes depends on how far the mean is from the bound, in spreads: far away the first
/// look decides, at the bound none ever does. A `FeasibilityTest` is the other way round: it ends
/// for every mean, and takes as long as the tolerance asks for, however far the mean is.
public struct DoublingTest: Equatable, Sendable {
  /// Where the mean lies.
  public enum Side: Equatable, Sendable {
    case below, above
  }

  /// What the mean is compared with.
  public let bound: Double
  /// With what probability it names the wrong side at most.
  public let error: Double
  /// What was found; nil while it goes on.
  public private(set) var side: Side?

  private var nextLook: Int
  private var looks = 0
  private var count = 0
  private var mean = 0.0
  private var squares = 0.0

  /// A test whose first look takes so many values, at least two.
  public init(_ bound: Double, error: Double, firstLook: Int) {
    precondition(
      error > 0 && error < 0.5 && firstLook >= 2,
      "a test with error \(error), \(firstLook) values at first")
    self.bound = bound
    self.error = error
    nextLook = firstLook
  }

  /// Takes the next value; values after the decision change nothing.
  public mutating func record(_ value: Double) {
    guard side == nil else { return }
    count += 1
    // Welford's sums, of distances from the bound.
    let excess = value - bound
    let distance = excess - mean
    mean += distance / Double(count)
    squares += distance * (excess - mean)
    guard count == nextLook else { return }
    looks += 1
    nextLook *= 2
    let part = error / Double(looks * (looks + 1))
    let student = StudentT.quantile(probability: 1 - part, degreesOfFreedom: Double(count - 1))
    let reach = student * (squares / Double(count - 1) / Double(count)).squareRoot()
    if mean.magnitude > reach { side = mean < 0 ? .below : .above }
  }
}
