import Blueprints
import Kernel
import Measures

/// The time of a run in steps of equal length, few enough to be gone through one by one.
struct Frames: Equatable {
  /// More would not be told apart on a slider.
  static let most = 200

  /// How long each is, but perhaps the last.
  let length: TimeSpan
  /// How many there are.
  let count: Int
  /// When the run ended.
  let end: Instant

  /// Steps for a run that kept its courses in intervals of a length; nil where it kept none.
  init?(of subject: Subject) {
    let keepers = subject.nodes.lazy.flatMap { $0.measures }.compactMap { $0.keepers.first }
    guard let interval = keepers.compactMap({ $0.grid?.length }).first else { return nil }
    let total = subject.first.end - .start
    guard total > .zero else { return nil }
    let intervals = (total.nanoseconds - 1) / interval.nanoseconds + 1
    let share = (intervals - 1) / Int64(Self.most) + 1
    length = interval * share
    count = Int((intervals - 1) / share + 1)
    end = subject.first.end
  }

  /// The steps, from first to last.
  var indices: Range<Int> { 0..<count }

  /// When a step begins.
  func begin(of frame: Int) -> Instant { .start + length * Int64(frame) }

  /// How long a step is [s].
  func seconds(of frame: Int) -> Double {
    let whole = min(end - begin(of: frame), length)
    return Double(whole.nanoseconds) / 1e9
  }

  /// The step that holds an instant; the last one also holds what comes after it.
  func frame(at moment: Instant) -> Int {
    min(max(Int((moment - .start).nanoseconds / length.nanoseconds), 0), count - 1)
  }

  /// What was counted in each step.
  func sums(_ points: [(begin: Instant, value: Int64)]) -> [Int64] {
    points.reduce(into: Array(repeating: 0, count: count)) { all, point in
      all[frame(at: point.begin)] += point.value
    }
  }

  /// The greatest level in each step.
  func peaks(_ points: [(begin: Instant, value: Int64)]) -> [Int64] {
    points.reduce(into: Array(repeating: 0, count: count)) { all, point in
      let frame = frame(at: point.begin)
      all[frame] = max(all[frame], point.value)
    }
  }
}

extension MeasureReading {
  /// Its course, each value with the begin of its interval: sums of a count, else greatest values.
  var datedCourse: [(begin: Instant, value: Int64)] {
    switch keepers.first {
    case .count(let count): count.series?.points.map { ($0.begin, $0.sum) } ?? []
    case .gauge(let gauge): gauge.series?.points.map { ($0.begin, $0.cell.maximum ?? 0) } ?? []
    case .samples(let samples):
      samples.series?.points.map { ($0.begin, $0.cell.maximum ?? 0) } ?? []
    case nil: []
    }
  }
}

extension MeasureReading {
  /// How many samples there were in each interval of the first replication.
  var datedCounts: [(begin: Instant, value: Int64)] {
    guard case .samples(let samples) = keepers.first else { return [] }
    return samples.series?.points.map { ($0.begin, $0.cell.sampleCount) } ?? []
  }
}

extension EdgeReading {
  /// How many copies went over it in each interval of the first replication.
  var datedDeliveries: [(begin: Instant, value: Int64)] {
    edges[0].hop.series?.points.map { ($0.begin, $0.cell.sampleCount) } ?? []
  }
}
