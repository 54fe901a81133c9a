import Blueprints
import Kernel
import Measures

/// A measure of a node, in every replication that kept it.
package struct MeasureReading {
  /// What is measured.
  package let measure: Measure
  /// The node's label.
  package let label: String
  /// What tells several of one measure at one node apart; else empty.
  package let detail: String
  /// What kept the values, in the order of the replications.
  package let keepers: [Instrument.Keeper]

  /// The node and the measure in words, with what tells several of one measure apart.
  package var title: String {
    "\(label)\(detail.isEmpty ? "" : " " + detail) \(measure.words)"
  }

  /// How often it happened; missing unless it is a count.
  package var total: Figure {
    Figure(
      whole: keepers.compactMap { keeper in
        if case .count(let count) = keeper { count.total } else { nil }
      }, measure.unit)
  }

  /// The greatest level or value; missing of a count.
  package var maximum: Figure {
    Figure(
      whole: keepers.compactMap { keeper in
        switch keeper {
        case .count: nil
        case .gauge(let gauge): gauge.gauge.maximum
        case .samples(let samples): samples.histogram.maximum
        }
      }, measure.unit)
  }

  /// The least level or value; missing of a count.
  package var minimum: Figure {
    Figure(
      whole: keepers.compactMap { keeper in
        switch keeper {
        case .count: nil
        case .gauge(let gauge): gauge.gauge.minimum
        case .samples(let samples): samples.histogram.minimum
        }
      }, measure.unit)
  }

  /// The mean over time of a level, the mean of values; missing of a count.
  package var mean: Figure {
    Figure(
      keepers.compactMap { keeper in
        switch keeper {
        case .count: nil
        case .gauge(let gauge):
          gauge.gauge.mean(upTo: gauge.gauge.settled).map { .real($0) }
        case .samples(let samples): samples.histogram.mean.map { .real($0) }
        }
      }, measure.unit)
  }

  /// All values that were sampled; empty unless the measure takes samples.
  package var samples: SampleReading {
    SampleReading(
      unit: measure.unit,
      histograms: keepers.compactMap { keeper in
        if case .samples(let samples) = keeper { samples.histogram } else { nil }
      })
  }

  /// Whether it says nothing: never counted, never sampled, or always zero.
  package var isSilent: Bool {
    switch measure.shape {
    case .count: total.isZero
    case .gauge, .samples: maximum.isZero
    }
  }

  /// What `report.json` says of it.
  package var fact: Fact {
    switch measure.shape {
    case .count:
      let additions = keepers.compactMap { keeper -> Int64? in
        if case .count(let count) = keeper { count.additions } else { nil }
      }
      return .object([
        ("count", Figure(whole: additions, .count).fact), ("total", total.fact),
      ])
    case .gauge:
      return .object([("mean", mean.fact), ("min", minimum.fact), ("max", maximum.fact)])
    case .samples: return samples.fact
    }
  }
}
