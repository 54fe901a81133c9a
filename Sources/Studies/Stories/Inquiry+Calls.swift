import Blueprints
import Kernel
import Measures

/// Calls that were not answered in time, and calls that were made again and again.
extension Inquiry {
  /// A step has so many attempts at least, so that chance is nothing.
  private static let load = 30.0
  /// Steps are at least so long, and at most.
  private static let (shortest, longest) = (TimeSpan.seconds(1), TimeSpan.minutes(1))
  /// Calls made so many times as often as they were meant are amplified.
  private static let amplified = 1.2
  /// Fewer repetitions than this are not told.
  private static let few: Int64 = 20

  /// When calls along an edge ended by time-out more than otherwise, and when they multiplied.
  mutating func findCalls(along edge: Edge) {
    guard let calls = edge.calls else { return }
    let attempts = Course(calls.attempts).steps(
      of: Self.load, atLeast: Self.shortest, atMost: Self.longest)
    if edge.timeouts >= Self.few { findTimeouts(along: edge, attempts, Course(calls.timeouts)) }
    if let factor = edge.amplification, factor >= Self.amplified, edge.retries >= Self.few {
      findRetries(along: edge, attempts, Course(calls.retries), factor)
    }
  }

  private mutating func findTimeouts(along edge: Edge, _ attempts: Course, _ timeouts: Course) {
    let steps = attempts.points
    let ranges = steps.indices.stretches { index in
      let step = steps[index]
      let late = timeouts.sum(from: step.begin, to: step.end)
      return late >= 10 && 2 * late > step.sum
    } joining: { last, next in
      steps[next].begin - steps[last].end <= Self.gap
    }
    for range in ranges {
      let (begin, end) = (steps[range.lowerBound].begin, steps[range.upperBound].end)
      let (all, late) = (
        attempts.sum(from: begin, to: end), timeouts.sum(from: begin, to: end)
      )
      findings.append(
        Finding(
          kind: .unanswered(timeouts: Int64(late), attempts: Int64(max(all, late))),
          node: Edge.place(of: edge.from), edge: way(of: edge), begin: begin,
          end: end < result.trafficEnd ? end : nil,
          slack: steps[range.lowerBound].end - begin))
    }
  }

  private mutating func findRetries(
    along edge: Edge, _ attempts: Course, _ retries: Course, _ factor: Double
  ) {
    let steps = attempts.points
    let first = steps.first { step in
      let again = retries.sum(from: step.begin, to: step.end)
      return again >= 5 && step.sum >= Self.amplified * (step.sum - again)
    }
    findings.append(
      Finding(
        kind: .retried(attemptsPerCall: factor, retries: edge.retries), node: edge.to,
        edge: way(of: edge), begin: first?.begin ?? .start, isDated: first != nil,
        slack: first.map { $0.end - $0.begin } ?? .zero))
  }

  /// Calls end by time-out because those who answer are held up, or whoever they call.
  func causeOfTimeouts(_ index: Int) -> Int? {
    let sorts: [Sort] = [.limit, .slowed, .unanswered, .throttled, .timedOut, .fault]
    let edges = result.edges.filter { way(of: $0) == findings[index].edge }
    let fault = edges.flatMap { Array($0.ends) + [findings[index].node] }.lazy
      .compactMap { loss(at: $0, index) }.first
    return fault
      ?? edges.flatMap { Array($0.ends) }.map(Edge.place(of:)).lazy.compactMap { end in
        find(sorts, at: [end], for: index) ?? callee(of: end, sorts, index)
      }.first
  }

  /// A fault that has calls get lost.
  private func loss(at node: String, _ index: Int) -> Int? {
    find([.fault], at: [node], for: index).flatMap { found in
      switch findings[found].kind {
      case .faultBegan(.partition, _, _), .faultBegan(.drop, _, _): found
      default: nil
      }
    }
  }

  /// Calls are made again because they got no answer in time, or a bad one.
  func causeOfRetries(_ index: Int) -> Int? {
    let late = findings.indices.first { other in
      findings[other].sort == .unanswered && findings[other].edge == findings[index].edge
        && precedes(findings[other], findings[index])
    }
    if let late { return late }
    let ends = result.edges.filter { way(of: $0) == findings[index].edge }.flatMap {
      Array($0.ends)
    }
    let sorts: [Sort] = [.limit, .throttled, .timedOut, .failed, .slowed, .fault]
    return ends.lazy.compactMap { end in
      find(sorts, at: [end], for: index) ?? callee(of: end, sorts, index)
    }.first
  }
}
