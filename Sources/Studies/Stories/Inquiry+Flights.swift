import Blueprints
import Kernel
import Measures

/// Messages that receivers of a queue held: for too long, or without working on them.
extension Inquiry {
  /// Less than this is on the way and no backlog.
  private static let least = 20.0
  /// What is done within this is on the way [s].
  private static let onTheWay = 2.0
  /// Fewer messages that came back too soon are not told.
  private static let few: Int64 = 10

  /// Messages of a queue that came back while somebody worked on them, and those that were
  /// received and that nobody worked on.
  mutating func findFlights(of node: RunResult.NodeResult) {
    guard let gauge = node.gauge(Names.inFlight),
      let edge = wiring.outOf(node.label).first(where: { $0.isPolled })
    else { return }
    findLateness(of: node, along: edge)
    findHidden(of: node, Course(gauge), along: edge)
  }

  /// A deletion counts for a message only while nobody has received that again.
  private mutating func findLateness(of node: RunResult.NodeResult, along edge: Edge) {
    guard let deleted = node.count(Names.deleted) else { return }
    let late = deleted.total - edge.acknowledged - edge.filtered
    guard late >= Self.few else { return }
    findings.append(
      Finding(kind: .cameBack(count: late), node: node.label, begin: .start, isDated: false))
  }

  private mutating func findHidden(
    of node: RunResult.NodeResult, _ held: Course, along edge: Edge
  ) {
    let takers = edge.ends.compactMap { self.node(Edge.place(of: $0)) }
    let levels = takers.compactMap { taker in
      taker.instruments.first { instrument in
        instrument.measure.role == .concurrency && instrument.detail.isEmpty
          && [.requests, .invocations].contains(instrument.measure.unit)
      }?.keeper.gauge.map { (Course($0), batch(of: taker, along: edge)) }
    }
    guard !levels.isEmpty, levels.count == takers.count else { return }
    let rate = Double(edge.hop.histogram.count) / max((result.trafficEnd - .start).seconds, 1)
    let high = max(Self.least, Self.onTheWay * rate)
    let idle = held.points.map { point in
      let worked = levels.reduce(0.0) { sum, level in
        sum + (level.0.mean(from: point.begin, to: point.end) ?? 0) * level.1
      }
      return (point.mean ?? 0) - worked
    }
    let ranges = idle.indices.stretches(gap: 2) { idle[$0] > high }
    for range in ranges {
      let (begin, end) = (
        held.points[range.lowerBound].begin, held.points[range.upperBound].end
      )
      guard end - begin >= Self.gap, let most = range.max(by: { idle[$0] < idle[$1] }) else {
        continue
      }
      // What waits in sight says as much.
      let isSeen = findings.contains { finding in
        guard case .backlogGrew(let peak, _) = finding.kind, finding.node == node.label else {
          return false
        }
        return Double(peak) >= idle[most] && finding.begin <= end
          && finding.end ?? .never >= begin
      }
      guard !isSeen else { continue }
      findings.append(
        Finding(
          kind: .hidden(peak: Int64(idle[most]), at: held.points[most].begin), node: node.label,
          begin: begin, end: end < result.end ? end : nil))
    }
  }

  /// How many messages a run has on average.
  private func batch(of taker: RunResult.NodeResult, along edge: Edge) -> Double {
    let answered = taker.samples(of: .response).reduce(0) { $0 + $1.histogram.count }
    return max(1, Double(edge.hop.histogram.count) / Double(max(answered, 1)))
  }

  /// Work is done again because somebody sent it twice, because messages came back too soon, or
  /// because it failed.
  func causeOfRepetition(_ index: Int) -> Int? {
    let node = findings[index].node
    if case .repeated(let count, _, _, _) = findings[index].kind,
      let twice = find([.twice], at: wiring.upstream(of: node), for: index),
      case .sentTwice(let repeats) = findings[twice].kind, 2 * repeats >= count
    {
      return twice
    }
    let queues = wiring.into(node).filter { $0.isPolled }.map { Edge.place(of: $0.from) }
    guard case .repeated(let count, let again, let failures, let copies) = findings[index].kind,
      2 * copies <= count
    else { return nil }
    guard let late = find([.late], at: queues, for: index),
      case .cameBack(let early) = findings[late].kind,
      failures == 0 || 2 * early >= min(count, again)
    else { return find([.stuck, .timedOut, .failed], at: [node], for: index) }
    return late
  }
}
