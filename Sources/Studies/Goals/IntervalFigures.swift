import Blueprints
import Kernel
import Measures
import Scenarios

/// Figures that are judged interval by interval: by the series, or by the minutes that CloudWatch
/// keeps.
struct IntervalFigures {
  /// An interval and what was seen in it.
  private struct Interval {
    var begin: Instant
    var end: Instant
    var cell: Cell
  }

  private let intervals: [Interval]
  private let goal: Goal
  private let statistic: Goal.Statistic
  /// Whether an interval's figure is the sum of what was counted in it.
  private let isCount: Bool

  init(_ keepers: [Instrument.Keeper], _ goal: Goal, _ statistic: Goal.Statistic) {
    self.goal = goal
    self.statistic = statistic
    isCount = keepers[0].count != nil
    var merged: [Interval] = []
    for keeper in keepers {
      for (index, interval) in Self.intervals(of: keeper, minutes: goal.asCloudWatchSees)
        .enumerated()
      {
        if index < merged.count {
          merged[index].cell.merge(interval.cell)
        } else {
          merged.append(interval)
        }
      }
    }
    intervals = merged
  }

  /// The longest time for which the comparison holds [ns], or the statistic over the minutes.
  var figure: Double? {
    guard goal.lasting == nil else { return Double(longestStretch.nanoseconds) }
    let values = intervals.compactMap { value(of: $0.cell) }
    guard !values.isEmpty else { return isCount ? 0 : nil }
    switch statistic {
    case .mean: return values.reduce(0, +) / Double(values.count)
    case .maximum: return values.max()
    case .minimum: return values.min()
    case .sum: return values.reduce(0, +)
    case .quantile, .shareOver: return nil
    }
  }

  private var longestStretch: TimeSpan {
    var longest = TimeSpan.zero
    var begin: Instant?
    for interval in intervals {
      guard let value = value(of: interval.cell), goal.comparison.holds(value, goal.bound) else {
        begin = nil
        continue
      }
      let since = begin ?? interval.begin
      begin = since
      longest = max(longest, interval.end - since)
    }
    return longest
  }

  /// An interval's own figure; of a count its sum, which is 0 where nothing was counted.
  private func value(of cell: Cell) -> Double? {
    if isCount { return Double(cell.sum) }
    switch statistic {
    case .mean: return cell.average
    case .maximum: return cell.maximum.map { Double($0) }
    case .minimum: return cell.minimum.map { Double($0) }
    case .sum: return Double(cell.sum)
    case .quantile, .shareOver: return nil
    }
  }

  private static func intervals(of keeper: Instrument.Keeper, minutes: Bool) -> [Interval] {
    let cells =
      switch keeper {
      case .count(let measure): minutes ? measure.minutes : nil
      case .gauge(let measure): minutes ? measure.minutes : measure.series
      case .samples(let measure): minutes ? measure.minutes : measure.series
      }
    if let cells {
      return cells.points.map { Interval(begin: $0.begin, end: $0.end, cell: $0.cell) }
    }
    return (keeper.count?.series?.points ?? []).map { point in
      var cell = Cell.empty
      cell.sum = Int128(point.sum)
      return Interval(begin: point.begin, end: point.end, cell: cell)
    }
  }
}
