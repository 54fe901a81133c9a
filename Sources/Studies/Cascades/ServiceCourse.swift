import Blueprints
import Kernel
import Measures

/// How a node served those who asked it, interval by interval.
///
/// Of a client it is what it offered and what it got in time; of any other node what it answered
/// well, and what it failed or turned away.
struct ServiceCourse {
  /// What was asked in a stretch of time, and what came of it.
  struct Step {
    var begin: Instant
    var end: Instant
    /// How much was asked.
    var asked: Int64 = 0
    /// Of it, what was answered well, as far as it was answered in the same stretch.
    var served: Int64 = 0
    /// How long those answers took together [ns].
    var time: Int128 = 0
    /// Whether something was being worked on all the time.
    var isBusy = false

    /// The share of what was asked that was served; nil where nothing was asked.
    ///
    /// Whoever works all the time and answers nobody serves nothing.
    var share: Double? {
      asked > 0 ? Double(served) / Double(asked) : isBusy ? 0 : nil
    }
    /// What was served in a second.
    var rate: Double { Double(served) / max((end - begin).seconds, 1e-9) }
    /// The mean length of an answer [ns]; nil where none was given.
    var meanTime: Double? { served > 0 ? Double(time) / Double(served) : nil }

    fileprivate mutating func merge(_ other: Step) {
      end = other.end
      asked += other.asked
      served += other.served
      time += other.time
      isBusy = isBusy && other.isBusy
    }
  }

  /// Steps are at most so long.
  private static let longest = TimeSpan.minutes(1)

  private let points: [Step]

  /// The course of a node; nil where it answers nobody.
  init?(_ node: RunResult.NodeResult) {
    let measured = node.instruments
    let answers = measured.filter { $0.measure.role == .response }
      .compactMap { $0.keeper.samples?.series?.points }
    guard let first = answers.first else { return nil }
    var points = first.map { Step(begin: $0.begin, end: $0.end) }
    for series in answers {
      for (index, point) in series.enumerated() where index < points.count {
        points[index].served += point.cell.sampleCount
        points[index].time += point.cell.sum
      }
    }
    let offers = Self.counts(measured, [.offered])
    let failures = Self.counts(measured, [.failure, .throttling])
    for index in points.indices {
      let failed = failures.reduce(0) { $0 + ($1.indices.contains(index) ? $1[index] : 0) }
      let offered = offers.reduce(0) { $0 + ($1.indices.contains(index) ? $1[index] : 0) }
      points[index].asked = offers.isEmpty ? points[index].served + failed : offered
    }
    let work = measured.filter { Self.isWork($0.measure) }
      .compactMap { $0.keeper.gauge?.series?.points }
    for index in points.indices {
      points[index].isBusy = work.contains {
        $0.indices.contains(index) && ($0[index].cell.minimum ?? 0) > 0
      }
    }
    self.points = points
  }

  /// Whether a level is that of requests which somebody waits for, and not of what works on them.
  private static func isWork(_ measure: Measure) -> Bool {
    [.requests, .invocations].contains(measure.unit)
      && [.concurrency, .unfinished].contains(measure.role)
  }

  private static func counts(
    _ instruments: [Instrument], _ roles: [Measure.Role]
  ) -> [ContiguousArray<Int64>] {
    instruments.filter { roles.contains($0.measure.role) }
      .compactMap { $0.keeper.count?.series?.sums }
  }

  /// How many intervals make a step in which so much is asked, going by those between two moments;
  /// nil where nothing is asked in them.
  func intervals(for load: Int64, from begin: Instant, until end: Instant) -> Int? {
    let points = points(from: begin, until: end)
    let asked = points.reduce(0) { $0 + $1.asked }
    guard let first = points.first, asked > 0 else { return nil }
    let length = max((first.end - first.begin).nanoseconds, 1)
    let most = max(1, Self.longest.nanoseconds / length)
    let wanted = (load * Int64(points.count) + asked - 1) / asked
    return Int(min(max(1, wanted), most, Int64(points.count)))
  }

  /// The steps of so many intervals between two moments, from the first of them on.
  func steps(of count: Int, from begin: Instant, until end: Instant) -> [Step] {
    let points = points(from: begin, until: end)
    return stride(from: 0, to: points.count - points.count % count, by: count).map { index in
      var step = points[index]
      for other in points[index + 1..<index + count] { step.merge(other) }
      return step
    }
  }

  private func points(from begin: Instant, until end: Instant) -> ArraySlice<Step> {
    let first = points.firstIndex { $0.begin >= begin } ?? points.endIndex
    let last = points[first...].firstIndex { $0.end > end } ?? points.endIndex
    return ArraySlice(Array(points[first..<last]))
  }
}
