/// All settings that a plan may choose, in an order that knows which of them is more.
struct PlanGrid: Sendable {
  /// The points; the last knob turns fastest.
  let points: [Point]
  /// The points that differ in nothing but the setting that is bisected, from less to more.
  let columns: [[Int]]
  /// The place of the setting that is bisected; nil where none is monotone.
  let bisected: Int?

  private let counts: [Int]
  private let strides: [Int]
  private let isMonotone: [Bool]

  init(_ question: PlanQuestion) {
    points = Study.grid([question.design], question.knobs)
    let counts = question.knobs.map { $0.values.count }
    let strides = counts.indices.map { counts[($0 + 1)...].reduce(1, *) }
    let isMonotone = question.knobs.map { question.monotone.contains($0.path) }
    let bisected = counts.indices.filter { isMonotone[$0] }.max {
      (counts[$0], -$0) < (counts[$1], -$1)
    }
    self.counts = counts
    self.strides = strides
    self.isMonotone = isMonotone
    self.bisected = bisected
    if let bisected {
      let (stride, count) = (strides[bisected], counts[bisected])
      columns = points.indices.filter { $0 / stride % count == 0 }.map { first in
        (0..<count).map { first + $0 * stride }
      }
    } else {
      columns = points.indices.map { [$0] }
    }
  }

  /// Which value of a knob a point has, by place.
  func level(of knob: Int, at point: Int) -> Int { point / strides[knob] % counts[knob] }

  /// The point with the value before in a knob; nil where it has the first.
  func below(_ point: Int, in knob: Int) -> Int? {
    level(of: knob, at: point) > 0 ? point - strides[knob] : nil
  }

  /// Whether a point has at least as much of every monotone setting, all else being the same.
  func isMore(_ point: Int, than other: Int) -> Bool {
    guard point != other else { return false }
    for knob in counts.indices {
      let (own, its) = (level(of: knob, at: point), level(of: knob, at: other))
      if isMonotone[knob] ? own < its : own != its { return false }
    }
    return true
  }

  /// The points that may have more or less than one, among others.
  func peers(of point: Int) -> StrideTo<Int> {
    guard let bisected else { return stride(from: point, to: point + 1, by: 1) }
    if isMonotone.filter({ $0 }).count > 1 { return stride(from: 0, to: points.count, by: 1) }
    let step = strides[bisected]
    let first = point - level(of: bisected, at: point) * step
    return stride(from: first, to: first + counts[bisected] * step, by: step)
  }

  /// The places of the settings in which two points differ.
  func differences(_ point: Int, _ other: Int) -> [Int] {
    counts.indices.filter { level(of: $0, at: point) != level(of: $0, at: other) }
  }

  /// How many points a search may ever look at in earnest, which the error is split over.
  ///
  /// A bisection goes one way, until it meets a point too close to its bound to be told; from there
  /// it may go either. Where several settings are monotone, one column may narrow another, and
  /// every point counts. Below the answer it looks once for each setting, and twice more to see
  /// whether the setting that was bisected is monotone.
  ///
  /// - Parameter isReopened: Whether a point that was chosen may fail in a later run, which opens
  ///   its column again from there: every point of it counts then.
  func mostLooks(isReopened: Bool) -> Int {
    let levels = columns.first?.count ?? 1
    let depth = Int.bitWidth - levels.leadingZeroBitCount
    let several = isMonotone.filter { $0 }.count > 1
    let inColumn = several || isReopened ? levels : min(levels, max(2 * depth - 2, depth))
    return min(points.count, columns.count * (inColumn + counts.count + 2))
  }

  /// At most how many points a bisection of a column looks at: ⌈log₂(levels + 1)⌉.
  var depth: Int { Int.bitWidth - (columns.first?.count ?? 1).leadingZeroBitCount }
}
