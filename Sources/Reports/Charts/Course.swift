import Blueprints
import Kernel
import Measures

/// The course of a number over the steps of a chart; least and greatest are kept.
struct Course: Equatable {
  /// What was seen in a step.
  struct Step: Equatable {
    var least: Double
    var mean: Double
    var greatest: Double
  }

  /// What was seen in each step; nil where nothing was.
  let steps: [Step?]
  /// The greatest value of all.
  let peak: Double
  /// When it was seen, as nearly as intervals tell.
  let peakMoment: Instant

  /// When the step with the greatest mean began.
  private let meanPeakMoment: Instant

  /// The mean of the last step in which something was seen.
  var last: Double { steps.last { $0 != nil }.flatMap { $0?.mean } ?? 0 }
  /// Whether nothing but zero was seen.
  var isSilent: Bool { peak == 0 }
  /// The greatest mean of a step.
  var greatestMean: Double { steps.reduce(0) { max($0, $1?.mean ?? 0) } }

  /// What is seen in an interval of a measure.
  private struct Sight {
    var begin: Instant
    var least: Double
    var greatest: Double
    /// What the mean is taken of, and by what it is divided.
    var sum: Double
    var weight: Double
    /// Whether the interval was cut so short that its rate says nothing.
    var isStump = false
  }

  /// The course of a measure in the first replication.
  ///
  /// Of counts, and of samples where so asked, it is how many there were in a second.
  init?(_ reading: MeasureReading, over frame: TimeFrame, countingSamples: Bool = false) {
    guard let keeper = reading.keepers.first else { return nil }
    let sights: [Sight?] =
      switch keeper {
      case .count(let count):
        Self.rates(count.series?.points ?? []) { ($0.sum, $0.begin, $0.end) }
      case .gauge(let gauge): (gauge.series?.points ?? []).map(Self.level)
      case .samples(let samples):
        countingSamples
          ? Self.rates(samples.series?.points ?? []) { ($0.cell.sampleCount, $0.begin, $0.end) }
          : (samples.series?.points ?? []).map(Self.level)
      }
    guard !sights.isEmpty else { return nil }
    self.init(sights, over: frame)
  }

  /// How often something happened in the seconds of each interval.
  private static func rates<Point>(
    _ points: [Point], _ read: (Point) -> (sum: Int64, begin: Instant, end: Instant)
  ) -> [Sight?] {
    var sights = points.map { point -> Sight in
      let (sum, begin, end) = read(point)
      return rate(sum, from: begin, to: end)
    }
    if let last = sights.indices.last, last > 0 {
      sights[last].isStump = 2 * sights[last].weight < sights[last - 1].weight
    }
    return sights
  }

  private init(_ sights: [Sight?], over frame: TimeFrame) {
    var all = [Sight?](repeating: nil, count: frame.steps)
    for (index, sight) in sights.enumerated() {
      guard let sight else { continue }
      let step = frame.step(ofInterval: index)
      guard let known = all[step] else {
        all[step] = sight
        continue
      }
      let isStump = sight.isStump
      all[step] = Sight(
        begin: known.begin, least: isStump ? known.least : min(known.least, sight.least),
        greatest: isStump ? known.greatest : max(known.greatest, sight.greatest),
        sum: known.sum + sight.sum, weight: known.weight + sight.weight)
    }
    steps = all.map { sight in
      sight.map {
        Step(
          least: $0.least, mean: $0.weight > 0 ? $0.sum / $0.weight : $0.greatest,
          greatest: $0.greatest)
      }
    }
    let peak = steps.reduce(0) { max($0, $1?.greatest ?? 0) }
    self.peak = peak
    peakMoment = sights.first { ($0?.greatest ?? -1) >= peak }.flatMap { $0?.begin } ?? frame.begin
    let greatestMean = steps.reduce(0) { max($0, $1?.mean ?? 0) }
    let fullest = steps.firstIndex { ($0?.mean ?? -1) >= greatestMean }
    meanPeakMoment = fullest.flatMap { all[$0]?.begin } ?? frame.begin
  }

  private static func rate(_ sum: Int64, from begin: Instant, to end: Instant) -> Sight {
    let seconds = Double(max((end - begin).nanoseconds, 1)) / 1e9
    let rate = Double(sum) / seconds
    return Sight(
      begin: begin, least: rate, greatest: rate, sum: Double(sum), weight: seconds)
  }

  private static func level(_ point: CellSeries.Point) -> Sight? {
    guard let least = point.cell.minimum, let greatest = point.cell.maximum else { return nil }
    return Sight(
      begin: point.begin, least: Double(least), greatest: Double(greatest),
      sum: point.cell.total, weight: Double(point.cell.sampleCount))
  }

  /// The same course in a unit of which one is so many of this one's.
  func scaled(by factor: Double) -> Course {
    Course(
      steps: steps.map { step in
        step.map {
          Step(
            least: $0.least * factor, mean: $0.mean * factor, greatest: $0.greatest * factor)
        }
      }, peak: peak * factor, peakMoment: peakMoment, meanPeakMoment: meanPeakMoment)
  }

  /// The course of means alone: of what happens now and then, single intervals say too much.
  var smoothed: Course {
    let steps = self.steps.map { step in
      step.map { Step(least: $0.mean, mean: $0.mean, greatest: $0.mean) }
    }
    return Course(
      steps: steps, peak: greatestMean, peakMoment: meanPeakMoment, meanPeakMoment: meanPeakMoment)
  }

  private init(steps: [Step?], peak: Double, peakMoment: Instant, meanPeakMoment: Instant) {
    self.steps = steps
    self.peak = peak
    self.peakMoment = peakMoment
    self.meanPeakMoment = meanPeakMoment
  }
}
