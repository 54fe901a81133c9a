import Blueprints
import Kernel
import Measures

/// What clients did not get, and what became of messages that did not arrive, or arrived twice.
extension Inquiry {
  /// So much has to be asked in a step that is so long, so that chance is no fall.
  private static let (load, step) = (Int64(200), TimeSpan.seconds(5))
  /// Fewer repetitions than this are not told.
  private static let few: Int64 = 20
  /// A single step counts where its share is less than this.
  private static let bad = 0.7

  /// Times in which less than 90 % of what a client asked was answered well.
  mutating func findStarvation(of node: RunResult.NodeResult) {
    guard !node.counts(of: .offered).isEmpty, let course = ServiceCourse(node),
      let least = course.intervals(for: Self.load, from: .start, until: result.trafficEnd),
      case let interval = max(tolerance.nanoseconds / 2, 1),
      case let count = max(least, Int(Self.step.nanoseconds / interval))
    else { return }
    let steps = course.steps(of: count, from: .start, until: result.trafficEnd)
    func isBad(_ step: ServiceCourse.Step) -> Bool {
      step.asked > 10 && step.share ?? 1 < Goodput.tolerance
    }
    let found = steps.indices.stretches {
      isBad(steps[$0])
    } joining: { last, next in
      next - last <= 3 || steps[next].begin - steps[last].end <= Self.gap
    }
    let losses = wiring.outOf(node.label).reduce(0) { $0 + $1.lost }
    var told = false
    for range in found
    where range.count > 1 || steps[range.lowerBound].share ?? 1 < Self.bad {
      let (first, last) = (steps[range.lowerBound], steps[range.upperBound])
      let lowest = steps[range].compactMap { $0.share }.min() ?? 1
      let isOver = range.upperBound < steps.count - 1
      findings.append(
        Finding(
          kind: .starved(lowest: lowest, lost: told ? 0 : losses), node: node.label,
          begin: first.begin, end: isOver ? last.end : nil, slack: first.end - first.begin))
      told = true
    }
  }

  /// What a client sent a second time.
  mutating func findRepeats(of node: RunResult.NodeResult) {
    guard let count = node.count(Names.repeats)?.total, count >= Self.few / 2 else { return }
    findings.append(
      Finding(
        kind: .sentTwice(count: count), node: node.label, begin: .start, isDated: false))
  }

  /// Calls in vain, dead letters and losses of an edge.
  mutating func findEnds(of edge: Edge) {
    let way = Fall.Way(from: Edge.place(of: edge.from), to: edge.to)
    findCalls(along: edge)
    if edge.deadLettered > 0 {
      let dated = result.episodes.first { $0.kind == .deadLettering && $0.edge == edge.number }
      let failures = result.consumers.filter { edge.ends.contains($0.label) }
        .reduce(0) { $0 + $1.failed }
      findings.append(
        Finding(
          kind: .deadLettered(
            count: edge.deadLettered, to: edge.asideWords, failures: failures),
          node: way.from, edge: way, begin: dated?.begin ?? .start, isDated: dated != nil))
    }
    findLosses(of: edge, way)
  }

  /// What got lost along an edge, unless it is told what its client did not get.
  private mutating func findLosses(of edge: Edge, _ way: Fall.Way) {
    // What code calls in vain is told of its caller.
    guard edge.lost > 0, isClient(edge.from) || !edge.isCalled else { return }
    let isTold = findings.contains { finding in
      if case .starved = finding.kind { finding.node == edge.from } else { false }
    }
    guard !isTold else { return }
    let reasons = Edge.Loss.allCases.map { ($0.text, edge.dropped[$0.rawValue]) }
    let most = ([("kept no longer", edge.expired)] + reasons).max { $0.1 < $1.1 }
    findings.append(
      Finding(
        kind: .lost(count: edge.lost, reason: most?.0 ?? ""), node: way.from, edge: way,
        begin: .start, isDated: false))
  }

  /// Work that a consumer did again.
  mutating func findRepetitions(at consumer: Consumer) {
    guard consumer.repeated >= Self.few / 2, consumer.repeated * 1_000 >= consumer.completed else {
      return
    }
    let inflow = wiring.into(consumer.label).filter { $0.isPolled }
    let again = inflow.reduce(Int64(0)) { sum, edge in
      let received = node(edge.from)?.count(Names.received)?.total ?? 0
      return sum + max(0, max(received, edge.hop.histogram.count) - edge.entered)
    }
    let failures = node(consumer.label)?.count(Names.errors)?.total ?? consumer.failed
    findings.append(
      Finding(
        kind: .repeated(
          count: consumer.repeated, receivedAgain: again, failures: failures,
          copies: copies(at: consumer)),
        node: consumer.label, begin: .start, isDated: false))
  }
  /// How often a consumer repeated its work for a copy that had come by itself: one that runs twice
  /// is completed more often than it is acknowledged.
  private func copies(at consumer: Consumer) -> Int64 {
    let acknowledged = wiring.into(consumer.label).filter { !$0.isCalled }
      .reduce(0) { $0 + $1.acknowledged }
    let ranAgain = max(0, consumer.completed - acknowledged)
    let copies = consumer.repeated - ranAgain
    return copies >= Self.few ? copies : 0
  }
}
