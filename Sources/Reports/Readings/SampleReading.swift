import Measures

/// Values that were sampled, in every replication.
package struct SampleReading: Sendable {
  /// The shares that `report.json` gives quantiles for.
  package static let shares: [(name: String, share: Double)] = [
    ("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("p99.9", 0.999),
  ]

  /// What the values count.
  package let unit: UnitOfMeasure
  /// The values, replication by replication.
  package let histograms: [Histogram]

  /// Whether nothing was sampled in any replication.
  package var isEmpty: Bool { histograms.allSatisfy { $0.count == 0 } }
  /// How many values there are.
  package var count: Figure { Figure(whole: histograms.map { $0.count }, .count) }
  /// Their mean.
  package var mean: Figure { Figure(histograms.compactMap { $0.mean.map { .real($0) } }, unit) }
  /// The least.
  package var minimum: Figure { Figure(whole: histograms.compactMap { $0.minimum }, unit) }
  /// The greatest.
  package var maximum: Figure { Figure(whole: histograms.compactMap { $0.maximum }, unit) }

  /// The value that a share of all does not exceed.
  package func quantile(_ share: Double) -> Figure {
    Figure(whole: histograms.compactMap { $0.quantile(share) }, unit)
  }

  /// All replications thrown together; itself where there is but one.
  package var merged: SampleReading {
    var all = Histogram()
    for histogram in histograms { all.merge(histogram) }
    return SampleReading(unit: unit, histograms: [all])
  }

  /// What `report.json` says of it.
  package var fact: Fact {
    guard !isEmpty else { return .object([("count", count.fact)]) }
    let entries: [(key: String, value: Fact)] = [
      ("count", count.fact), ("mean", mean.fact), ("min", minimum.fact),
    ]
    let quantiles = Self.shares.map { (key: $0.name, value: quantile($0.share).fact) }
    var all = entries + quantiles + [("max", maximum.fact)]
    if histograms.count > 1 {
      let together = merged
      all.append(
        (
          key: "merged",
          value: .object(Self.shares.map { ($0.name, together.quantile($0.share).fact) })
        ))
    }
    return .object(all)
  }
}
