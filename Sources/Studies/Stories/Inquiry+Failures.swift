import Blueprints
import Kernel
import Measures

/// What was turned away, what failed and what ran out of time.
extension Inquiry {
  /// From this share on failing is an event, and not how the code is.
  private static let failing = 0.05
  /// Of a reason that has so many times as much beside it nothing is said.
  private static let few = 20.0

  /// Times in which a node turned requests away.
  mutating func findThrottles(of node: RunResult.NodeResult) {
    let counts = node.counts(of: .throttling).filter { $0.count.total > 0 }
    guard let all = counts.max(by: { $0.count.total < $1.count.total }) else { return }
    let reasons = counts.filter { $0.measure.name.contains(Names.throttlesByReason) }
    let course = Course([all.count])
    for stretch in stretches(of: .throttling, at: node.number) {
      let end = stretch.end ?? result.end
      let count = Int64(course.sum(from: stretch.begin, to: end))
      // What is counted by its reason says more than what is counted in all.
      let named = reasons.filter { !Self.isGeneral($0.measure.name) }.map { reason in
        (
          reason.measure.name,
          turnedAway(for: reason, from: stretch.begin, to: end, beside: reasons)
        )
      }.sorted { $0.1 > $1.1 }
      let most = named.first?.1 ?? 0
      let measures = named.filter { $0.1 > 0 && $0.1 * Self.few >= most }.map { $0.0 }
      findings.append(
        Finding(
          kind: .throttled(
            count: max(count, 1), measures: measures.isEmpty ? [all.measure.name] : measures,
            batches: batches(for: node)),
          node: node.label, begin: stretch.begin, end: stretch.end))
    }
  }

  /// How much was turned away for a reason, without what a narrower one counts too.
  private func turnedAway(
    for reason: Reason, from begin: Instant, to end: Instant, beside others: [Reason]
  ) -> Double {
    let narrower = others.filter { Names.narrower[reason.measure.name] == $0.measure.name }
    return Course([reason.count]).sum(from: begin, to: end)
      - Course(narrower.map { $0.count }).sum(from: begin, to: end)
  }

  private typealias Reason = (measure: Measure, count: CountMeasure)

  /// How many batches mappings had at most at once for a node that may run fewer.
  ///
  /// It is 0 where the node may run as many.
  private func batches(for node: RunResult.NodeResult) -> Int64 {
    guard let own = node.ceilings.first(where: { $0.name == Names.reservation }) else { return 0 }
    let carriers = wiring.into(node.label).flatMap { Array($0.carriers) }.compactMap {
      self.node($0)
    }
    let most = carriers.compactMap { $0.gauge(Names.batches)?.gauge.maximum }.reduce(0, +)
    return most > own.level ? most : 0
  }

  private static func isGeneral(_ name: String) -> Bool {
    Names.generalThrottles.contains(name)
  }

  /// Times in which runs or answers of a node failed, or ran out of time.
  mutating func findFailures(of node: RunResult.NodeResult) {
    for stretch in stretches(of: .timingOut, at: node.number) where stretch.value >= 3 {
      findings.append(
        Finding(
          kind: .timedOut(count: stretch.value), node: node.label, begin: stretch.begin,
          end: stretch.end))
    }
    let failures = node.counts(of: .failure).filter { $0.measure.unit == .requests }
    guard node.counts(of: .offered).isEmpty, failures.contains(where: { $0.count.total > 0 }),
      !node.samples(of: .response).isEmpty
    else { return }
    let failed = Course(failures.map { $0.count })
    let answered = Course(countOf: node.samples(of: .response))
    let ranges = failed.stretches(gap: 5) { $0.sum >= 1 }
    guard let first = ranges.first else { return }
    let sum = failed.sum(from: .start, to: result.end)
    let share = sum / max(sum, answered.sum(from: .start, to: result.end))
    var isFound = false
    for range in ranges {
      let (begin, last) = (failed.points[range.lowerBound].begin, failed.points[range.upperBound])
      let count = failed.sum(from: begin, to: last.end)
      let all = max(count, answered.sum(from: begin, to: last.end))
      // A few that follow each other are chance; what is left over when nobody sends any more is
      // what failed before.
      let expected = share * all
      guard count >= 5, count / all >= Self.failing, begin < result.trafficEnd,
        count > expected + 5 * expected.squareRoot() + 4
      else { continue }
      isFound = true
      findings.append(
        Finding(
          kind: .failed(count: Int64(count), share: count / all), node: node.label, begin: begin,
          end: last.end < result.end ? last.end : nil))
    }
    // Code that fails all the time does so from the first time on.
    guard !isFound, share >= Self.failing, sum >= 5 else { return }
    findings.append(
      Finding(
        kind: .failed(count: Int64(sum), share: share), node: node.label,
        begin: failed.points[first.lowerBound].begin, end: nil))
  }
}
