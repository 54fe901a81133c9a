import Blueprints
import Kernel
import Measures

/// A figure of a node over time, interval by interval.
struct Course {
  /// The figure in one interval.
  struct Point {
    var begin: Instant
    var end: Instant
    /// The sum of its values; of a level, its integral [level × ns].
    var sum = 0.0
    /// What the sum is to be divided by: samples, or the time [ns] of a level or of a count.
    var weight = 0.0
    /// The greatest value.
    var peak = 0.0
    /// The mean; nil where there is none.
    var mean: Double? { weight > 0 ? sum / weight : nil }

    mutating func merge(_ other: Point) {
      end = max(end, other.end)
      sum += other.sum
      weight += other.weight
      peak = max(peak, other.peak)
    }
  }

  /// The intervals, from the first on.
  private(set) var points: [Point]

  /// A level.
  init(_ gauge: GaugeMeasure) { self.init(cells: gauge.series) }

  /// Counts that are added up, by the nanosecond.
  init(_ counts: [CountMeasure]) {
    points = []
    for series in counts.compactMap({ $0.series }) {
      merge(
        series.points.map {
          Point(
            begin: $0.begin, end: $0.end, sum: Double($0.sum),
            weight: Double(($0.end - $0.begin).nanoseconds))
        })
    }
    // Counts of the same time are added up, and their time is not.
    for index in points.indices {
      points[index].weight = Double((points[index].end - points[index].begin).nanoseconds)
    }
  }

  /// Counts that are no measure of a node.
  init(_ series: CountSeries) {
    points = series.points.map {
      Point(
        begin: $0.begin, end: $0.end, sum: Double($0.sum),
        weight: Double(($0.end - $0.begin).nanoseconds))
    }
  }

  /// Samples thrown together.
  init(_ samples: [SampleMeasure]) {
    points = []
    for measure in samples { merge(Course(cells: measure.series).points) }
  }

  private init(cells series: CellSeries?) {
    points = (series?.points ?? []).map {
      Point(
        begin: $0.begin, end: $0.end, sum: $0.cell.total, weight: Double($0.cell.sampleCount),
        peak: Double($0.cell.maximum ?? 0))
    }
  }

  /// How often something was sampled, by the nanosecond.
  init(countOf samples: [SampleMeasure]) {
    self.init(samples)
    points = points.map { point in
      var point = point
      point.sum = point.weight
      point.weight = Double((point.end - point.begin).nanoseconds)
      return point
    }
  }

  private mutating func merge(_ others: [Point]) {
    guard let first = points.first else {
      points = others
      return
    }
    // All series share a grid, of which a measure that came later may have a longer part.
    var place = 0
    for other in others where other.begin >= first.begin {
      while place < points.count, points[place].begin < other.begin { place += 1 }
      if place == points.count {
        points.append(other)
      } else if points[place].begin == other.begin {
        points[place].merge(other)
      }
    }
  }

  /// The same in steps of several intervals, each with a sum of so much at least or so long.
  func steps(of sum: Double, atLeast length: TimeSpan, atMost longest: TimeSpan) -> Course {
    var steps: [Point] = []
    var open: Point?
    for point in points {
      var step = open ?? point
      if open != nil { step.merge(point) }
      let isLong = step.end - step.begin >= length
      if isLong, step.sum >= sum || step.end - step.begin >= longest {
        steps.append(step)
        open = nil
      } else {
        open = step
      }
    }
    if let open { steps.append(open) }
    var course = self
    course.points = steps
    return course
  }

  /// The length of an interval.
  var interval: TimeSpan {
    points.count > 1
      ? points[1].begin - points[0].begin
      : points.first.map { $0.end - $0.begin }
        ?? .zero
  }

  /// The mean between two moments, to whole intervals; nil where there is none.
  func mean(from begin: Instant, to end: Instant) -> Double? {
    let inside = points.filter { $0.begin < end && $0.end > begin }
    let weight = inside.reduce(0) { $0 + $1.weight }
    return weight > 0 ? inside.reduce(0) { $0 + $1.sum } / weight : nil
  }

  /// The sum between two moments, to whole intervals.
  func sum(from begin: Instant, to end: Instant) -> Double {
    points.reduce(0) { $0 + ($1.begin < end && $1.end > begin ? $1.sum : 0) }
  }

  /// The greatest value between two moments, and when it was.
  func peak(from begin: Instant, to end: Instant) -> (value: Double, at: Instant) {
    var best = (value: 0.0, at: begin)
    for point in points where point.begin < end && point.end > begin && point.peak > best.value {
      best = (point.peak, max(point.begin, begin))
    }
    return best
  }

  /// Runs of intervals that are as asked, with gaps of so many between them at most.
  func stretches(gap: Int = 1, where isAsAsked: (Point) -> Bool) -> [ClosedRange<Int>] {
    points.indices.stretches(gap: gap) { isAsAsked(points[$0]) }
  }

  /// The value below which a share of the weight lies, of intervals that have a mean and end by a
  /// moment.
  func quantile(_ share: Double, until end: Instant) -> Double? {
    let means = points.filter { $0.end <= end }.compactMap { $0.mean }
    return Quantiles.quantile(share, ofSorted: means.sorted())
  }
}
