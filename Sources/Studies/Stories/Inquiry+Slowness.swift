import Blueprints
import Kernel
import Measures

/// Work and answers that took longer than before.
extension Inquiry {
  /// Fewer messages than this say nothing of how long one takes.
  private static let load = 20.0
  /// Longer than this no step is.
  private static let longest = TimeSpan.minutes(1)
  /// So many times as long as usual is slow.
  private static let factor = 1.6
  /// Nobody waits for less [ns].
  private static let least = 2e6

  /// When the work of a node on one message, or its answers, took longer than usual.
  ///
  /// Where a level of work is kept, the work on one message is by Little's law the mean level over
  /// the rate, and holds no wait before the work. The usual is that of the faster quarter.
  mutating func findSlowness(of node: RunResult.NodeResult) {
    let steps = steps(of: node)
    let lengths = steps.filter { $0.end <= result.trafficEnd }.compactMap { $0.mean }
    guard lengths.count >= 4,
      let usual = Quantiles.quantile(0.25, ofSorted: lengths.sorted())
    else { return }
    let slow = steps.indices.stretches(gap: 1) { index in
      guard let length = steps[index].mean else { return false }
      return length > usual * Self.factor && length - usual > Self.least
    }
    for range in slow where steps[range].reduce(0, { $0 + $1.weight }) >= 2 * Self.load {
      let points = steps[range]
      guard let worst = points.compactMap({ $0.mean }).max() else { continue }
      let end = points.last.map { $0.end } ?? result.end
      findings.append(
        Finding(
          kind: .slowed(
            from: usual, to: worst, isClient: isClient(node.label)), node: node.label,
          begin: steps[range.lowerBound].begin, end: end < result.trafficEnd ? end : nil,
          slack: steps[range.lowerBound].end - steps[range.lowerBound].begin))
    }
  }

  /// The work on a message in steps of enough messages each.
  private func steps(of node: RunResult.NodeResult) -> [Course.Point] {
    let answers = node.samples(of: .response)
    guard !answers.isEmpty else { return [] }
    var points = Course(answers).points
    if let level = work(of: node) {
      let handed = handed(to: node)
      points = Course(level).points
      for index in points.indices {
        points[index].weight = handed.reduce(0) { sum, course in
          guard course.points.indices.contains(index),
            course.points[index].begin == points[index].begin
          else { return sum }
          return sum + course.points[index].sum
        }
      }
    }
    var steps: [Course.Point] = []
    var open: Course.Point?
    for point in points {
      if var grown = open {
        grown.merge(point)
        open = grown
      } else {
        open = point
      }
      guard let step = open else { continue }
      if step.weight >= Self.load {
        steps.append(step)
        open = nil
      } else if step.end - step.begin >= Self.longest {
        // Whoever works all the time and is done with nothing is slow too.
        if step.sum > 0, step.weight > 0 { steps.append(step) }
        open = nil
      }
    }
    return steps
  }

  /// What a node was handed over time, those that came again too: they are work like the others.
  private func handed(to node: RunResult.NodeResult) -> [Course] {
    let inflow = wiring.into(node.label).filter { !$0.isCalled }
    guard !inflow.isEmpty else {
      return [
        Course(countOf: node.samples(of: .response)),
        Course(node.counts(of: .failure).map { $0.count }),
      ]
    }
    return inflow.map { edge in
      let invoked = edge.carriers.compactMap { self.node($0)?.count(Names.invoked) }
      return invoked.isEmpty ? Course(countOf: [edge.hop]) : Course(invoked)
    }
  }

  /// The level of what a node works on at once, where it keeps one.
  private func work(of node: RunResult.NodeResult) -> GaugeMeasure? {
    let levels = node.instruments.filter { instrument in
      instrument.measure.role == .concurrency && instrument.detail.isEmpty
        && [.requests, .invocations].contains(instrument.measure.unit)
    }
    return levels.first?.keeper.gauge
  }
}
