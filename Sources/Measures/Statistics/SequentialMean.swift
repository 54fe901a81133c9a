import Kernel

/// Decides when a mean is known to a stated share of itself, looking at the values as they come.
///
/// Whoever stops as soon as an interval is narrow enough stops too often where it is narrow by
/// chance, and the interval then holds the truth less often than it says. So there are few looks,
/// at numbers that are fixed beforehand, 10, 20, 40 and so on, and each look spends a part of the
/// error: the k-th takes Student's interval with an error of α / (k(k + 1)). All of them together
/// spend at most α, whence, for normal values, the intervals of all looks hold the truth together
/// with a probability of at least 1 − α, and so does that of the look that stops (Bonferroni).
///
/// It stops where half the width is at most γ / (1 + γ) of the mean: then no true mean within the
/// interval is further from the estimate than the share γ of the true mean
/// (A. M. Law, Simulation Modeling and Analysis, 2015, section 9.4.1).
public struct SequentialMean: Equatable, Sendable {
  /// How many values the first look takes.
  public static let firstLook = 10

  /// How sure the mean is at a look.
  public struct Finding: Equatable, Sendable {
    /// The interval of the look, wide enough for having looked before.
    public let interval: ConfidenceInterval
    /// Whether it is as narrow as was asked.
    public let isKnown: Bool
  }

  /// The greatest distance from the true mean, as a share of it: 0.05.
  public let precision: Double
  /// A mean nearer to zero than this is known where it is known to the same share of this.
  public let leastMean: Double
  /// How often at most the interval that stops misses the truth.
  public let error: Double

  /// A rule for one mean.
  ///
  /// - Parameters:
  ///   - leastMean: Zero asks for the share even of means close to zero, where no number of values
  ///     may suffice.
  ///   - error: Where several means are to be known together, the whole error over their number.
  public init(precision: Double, leastMean: Double = 0, error: Double = 0.05) {
    precondition(
      precision > 0 && leastMean >= 0 && error > 0 && error < 1,
      "known to \(precision), at least \(leastMean), with an error of \(error)")
    self.precision = precision
    self.leastMean = leastMean
    self.error = error
  }

  /// The numbers of values at which is looked, up to the greatest one allowed, which is the last.
  public static func looks(most: Int) -> [Int] {
    precondition(most >= 2, "no mean of \(most) values has an interval")
    var looks: [Int] = []
    var next = firstLook
    while next < most {
      looks.append(next)
      next *= 2
    }
    return looks + [most]
  }

  /// How sure the mean of the values is at a look, by its index from 0.
  ///
  /// The values are all that there are at that look, at least two.
  public func finding(of values: [Double], atLook look: Int) -> Finding {
    let part = error / (Double(look + 1) * Double(look + 2))
    guard look >= 0, let interval = ConfidenceInterval(of: values, confidence: 1 - part) else {
      preconditionFailure("look \(look) at \(values.count) values")
    }
    let widest = precision / (1 + precision) * max(interval.mean.magnitude, leastMean)
    return Finding(interval: interval, isKnown: interval.halfWidth <= widest)
  }
}
