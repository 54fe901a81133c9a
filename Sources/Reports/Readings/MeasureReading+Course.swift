import Blueprints
import Documents
import Kernel
import Measures

/// A measure over time, as the first replication kept it.
extension MeasureReading {
  /// One value for each interval: the sum of a count, the greatest level or value of the others.
  package var course: [Int64] {
    switch keepers.first {
    case .count(let count): count.series.map { Array($0.sums) } ?? []
    case .gauge(let gauge): gauge.series.map { $0.cells.map { $0.maximum ?? 0 } } ?? []
    case .samples(let samples): samples.series.map { $0.cells.map { $0.maximum ?? 0 } } ?? []
    case nil: []
    }
  }

  /// The sums of a count, or the numbers of samples, for each second of their intervals, rounded to
  /// whole ones.
  package var rates: [Int64] {
    switch keepers.first {
    case .count(let count):
      (count.series?.points ?? []).map { Self.rate(of: $0.sum, from: $0.begin, to: $0.end) }
    case .samples(let samples):
      (samples.series?.points ?? []).map {
        Self.rate(of: $0.cell.sampleCount, from: $0.begin, to: $0.end)
      }
    case .gauge, nil: []
    }
  }

  private static func rate(of sum: Int64, from begin: Instant, to end: Instant) -> Int64 {
    Int64(Int128(sum) * 1_000_000_000 / Int128(max((end - begin).nanoseconds, 1)))
  }

  /// The rows of `series.csv`; none where it says nothing.
  package var curves: [Curve] {
    guard !isSilent, let keeper = keepers.first else { return [] }
    switch keeper {
    case .count(let count):
      return [curve("sum", count.series?.points.map { .init($0.begin, $0.sum) } ?? [])]
    case .gauge(let gauge):
      return cellCurves(gauge.series, ["mean", "min", "max"])
    case .samples(let samples):
      return cellCurves(samples.series, ["count", "mean", "min", "max"])
    }
  }

  private func curve(_ statistic: String, _ points: [Curve.Point]) -> Curve {
    Curve(
      node: label, measure: measure.name, detail: detail, statistic: statistic, points: points)
  }

  private func cellCurves(_ series: CellSeries?, _ statistics: [String]) -> [Curve] {
    let points = series?.points ?? []
    return statistics.map { statistic in
      curve(
        statistic,
        points.compactMap { point in
          Self.value(of: statistic, in: point.cell).map { .init(point.begin, text: $0) }
        })
    }
  }

  private static func value(of statistic: String, in cell: Cell) -> String? {
    guard cell.minimum != nil else { return nil }
    switch statistic {
    case "count": return String(cell.sampleCount)
    case "min": return cell.minimum.map { String($0) }
    case "max": return cell.maximum.map { String($0) }
    default: return cell.average.map { ShortestDecimal.text($0) }
    }
  }
}
