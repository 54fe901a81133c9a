import Kernel

/// The values of each interval, for percentiles of an interval while a run goes on.
///
/// It is given the histogram of all values so far, and keeps what came in since it was last given
/// one.
public struct HistogramSeries: Equatable, Sendable {
  private var grid: IntervalGrid
  /// The intervals that are over, from the first on.
  public private(set) var cells: ContiguousArray<Histogram> = []
  private var open = Histogram()
  private var seen: Histogram

  /// A series over the intervals given, of values beyond those that were counted before.
  init(_ grid: IntervalGrid, from seen: Histogram) {
    self.grid = grid
    self.seen = seen
  }

  /// Takes all values so far; those that are new lie between two of them.
  mutating func take(_ counted: Histogram, between least: Int64, and greatest: Int64) {
    guard counted.count > seen.count else { return }
    open.merge(counted.since(seen, between: least, and: greatest))
    seen = counted
  }

  /// Closes every interval that is over at an instant.
  mutating func advance(to now: Instant) {
    let passed = grid.advance(to: now)
    guard passed > 0 else { return }
    cells.append(open)
    cells.append(contentsOf: repeatElement(Histogram(), count: passed - 1))
    open = Histogram()
  }

  /// The count of all values begins anew; what the intervals hold stays.
  mutating func forget() { seen = Histogram() }
}
