import Measures

/// How much a figure of one design is above that of another, replication by replication.
package struct PairedDifference: Equatable, Sendable {
  /// What the interval says of the difference.
  package enum Finding: Equatable, Sendable {
    /// The design has more for real: the whole interval lies above zero.
    case more
    /// The design has less for real: the whole interval lies below zero.
    case less
    /// Every replication has the same in both.
    case same
    /// It may be chance, as the interval holds zero; or there is one replication and no interval.
    case unsettled
  }

  /// The mean over replications of the design's figure less the base's.
  package let mean: Double
  /// Student's 95 % interval of that mean; nil with one replication.
  package let interval: ConfidenceInterval?
  /// The design's mean as a multiple of the base's; nil unless both are above zero.
  package let ratio: Double?
  /// What the interval says.
  package let finding: Finding

  /// The difference of figures that are paired by replication; nil where there are none.
  package init?(of design: [Double], against base: [Double]) {
    precondition(
      design.count == base.count, "\(design.count) figures paired with \(base.count)")
    guard let first = design.first, let firstBase = base.first else { return nil }
    interval = ConfidenceInterval(ofDifferences: design, base)
    mean = interval?.mean ?? first - firstBase
    let sums = (design.reduce(0, +), base.reduce(0, +))
    ratio = sums.0 > 0 && sums.1 > 0 ? sums.0 / sums.1 : nil
    if design == base {
      finding = .same
    } else if let interval, !interval.contains(0) {
      finding = interval.low > 0 ? .more : .less
    } else {
      finding = .unsettled
    }
  }
}
