import Blueprints
import Kernel
import Measures

/// Bounds that were used up.
extension Inquiry {
  /// A bound counts as used up where this share of it is used on average over an interval.
  private static let full = 0.92
  /// With this between them, two such times are one.
  private static let almostFull = 0.88
  /// Bounds that are used up for less than this hold nobody up.
  private static let shortest = TimeSpan.seconds(4)

  /// Bounds of a node whose course was at them.
  mutating func findLimits(of node: RunResult.NodeResult) {
    guard !findPool(node) else { return }
    var isFound = false
    for ceiling in node.ceilings where !Names.soft.contains(ceiling.name) {
      guard let measure = ceiling.measure, let gauge = node.gauge(measure, detail: ceiling.detail),
        isConcurrency(measure, of: node), gauge.gauge.minimum < gauge.gauge.maximum
      else { continue }
      let kind = Story.Kind.limitReached(
        bound: ceiling.name, level: ceiling.level, unit: ceiling.unit)
      for (begin, end) in full(Course(gauge), of: ceiling.level) {
        isFound = true
        findings.append(
          Finding(kind: kind, node: node.label, begin: dated(begin, at: node, gauge), end: end))
      }
    }
    if !isFound { findSaturation(of: node) }
    findRooms(of: node)
    findCores(of: node)
    findCredits(of: node)
    findScaling(of: node)
  }

  private func isConcurrency(_ measure: String, of node: RunResult.NodeResult) -> Bool {
    node.instruments.contains { $0.measure.name == measure && $0.measure.role == .concurrency }
  }

  /// When so much of a level was used that more had to wait.
  func full(_ course: Course, of level: Int64) -> [(begin: Instant, end: Instant?)] {
    let level = Double(level)
    var found: [(begin: Instant, end: Instant?)] = []
    for range in course.stretches(gap: 2, where: { $0.mean ?? 0 >= level * Self.full }) {
      var first = range.lowerBound
      // It was reached within the interval before, where the greatest value of that is the bound.
      if first > 0, course.points[first - 1].peak >= level { first -= 1 }
      let (begin, end) = (course.points[first].begin, course.points[range.upperBound].end)
      guard end - begin >= Self.shortest else { continue }
      // Two such times are one where little was left free between them too.
      if let last = found.last, let over = last.end, begin - over <= Self.gap,
        course.mean(from: over, to: begin) ?? 1 >= level * Self.almostFull
      {
        found[found.count - 1].end = end < result.end ? end : nil
      } else {
        found.append((begin, end < result.end ? end : nil))
      }
    }
    return found
  }

  /// The begin to the nanosecond, where an episode of the node tells it.
  private func dated(
    _ begin: Instant, at node: RunResult.NodeResult, _ gauge: GaugeMeasure
  ) -> Instant {
    let interval = Course(gauge).interval
    let exact = result.episodes.first { episode in
      episode.node == node.number && [.saturated, .throttling, .enabled].contains(episode.kind)
        && episode.begin >= begin && episode.begin <= begin + interval
    }
    return exact?.begin ?? begin
  }

  /// A bound that several nodes share, and who of them had most of it.
  private mutating func findPool(_ pool: RunResult.NodeResult) -> Bool {
    let users = result.nodes.filter { node in
      node.declaration.limits.contains { $0.scope == .account && $0.name == pool.label }
    }
    guard !users.isEmpty, let ceiling = pool.ceilings.first,
      let use = ceiling.measure.flatMap({ pool.gauge($0) })
    else { return false }
    // What is reserved is not in the pool.
    let sharing = users.compactMap { node in
      node.ceilings.first { $0.name == Names.shared }.map { (node, $0) }
    }
    let level = sharing.map { $0.1.level }.min() ?? ceiling.level
    for (begin, end) in full(Course(use), of: min(level, ceiling.level)) {
      let shares = sharing.map { node, ceiling in
        let gauge = ceiling.measure.flatMap { node.gauge($0) }
        let mean = gauge.flatMap { Course($0).mean(from: begin, to: end ?? result.end) } ?? 0
        return (label: node.label, share: Int64(mean + 0.5))
      }
      guard let most = shares.max(by: { $0.share < $1.share }) else { continue }
      findings.append(
        Finding(
          kind: .poolUsedUp(level: level, by: most.label, share: most.share), node: pool.label,
          begin: begin, end: end))
    }
    return true
  }

  /// Nodes whose bound moves say themselves when all of it was used.
  private mutating func findSaturation(of node: RunResult.NodeResult) {
    for stretch in stretches(of: .saturated, at: node.number) {
      guard (stretch.end ?? result.end) - stretch.begin >= Self.shortest else { continue }
      if let pace = node.ceilings.first(where: { $0.measure == nil && $0.peak >= $0.level }) {
        findings.append(
          Finding(
            kind: .limitReached(bound: pace.name, level: pace.level, unit: pace.unit),
            node: node.label, begin: stretch.begin, end: stretch.end))
        continue
      }
      // Groups grow: what was used up is what was there then, and not at the end of the run.
      guard let course = node.gauge(Names.workers).map({ Course($0) }),
        case let end = stretch.end ?? result.end,
        case let level = Int64(course.peak(from: stretch.begin, to: end).value), level > 0,
        let mean = course.mean(from: stretch.begin, to: end), mean >= Double(level) / 2
      else { continue }
      findings.append(
        Finding(
          kind: .limitReached(bound: "workers", level: level, unit: .requests), node: node.label,
          begin: stretch.begin, end: stretch.end))
    }
  }

  /// Cores that computed all the time.
  private mutating func findCores(of node: RunResult.NodeResult) {
    for instrument in node.instruments {
      guard instrument.measure.unit == .percent, instrument.measure.role == .concurrency,
        let gauge = instrument.keeper.gauge
      else { continue }
      for (begin, end) in full(Course(gauge), of: 100) {
        findings.append(
          Finding(
            kind: .limitReached(bound: Names.cores[0], level: 100, unit: .percent),
            node: node.label,
            begin: begin, end: end))
      }
    }
  }

  /// CPU credits that were used up.
  private mutating func findCredits(of node: RunResult.NodeResult) {
    guard let gauge = node.gauge(Names.credits), gauge.gauge.maximum > 0 else { return }
    let course = Course(gauge)
    for range in course.stretches(gap: 2, where: { $0.mean ?? 1 < 1 }) {
      let (begin, end) = (
        course.points[range.lowerBound].begin, course.points[range.upperBound].end
      )
      findings.append(
        Finding(
          kind: .limitReached(bound: Names.cores[1], level: gauge.gauge.maximum, unit: .count),
          node: node.label, begin: begin, end: end < result.end ? end : nil))
    }
  }

  /// When a mapping used all it might have by then, and was allowed more step by step.
  private mutating func findScaling(of node: RunResult.NodeResult) {
    guard let batches = node.gauge(Names.batches).map({ Course($0) }),
      let target = node.gauge(Names.target).map({ Course($0) })
    else { return }
    let most = Double(node.ceilings.first { $0.measure == Names.batches }?.level ?? .max)
    let targets = target.points
    // The target rises only while messages wait, and is then used up.
    let rising = batches.points.indices.stretches(gap: 2) { index in
      guard targets.indices.contains(index), let allowed = targets[index].mean,
        let used = batches.points[index].mean
      else { return false }
      return used >= allowed * 0.7 && targets[index].peak > allowed * 1.03 && allowed < most * 0.97
    }
    for range in rising {
      let before = range.lowerBound > 0 ? targets[range.lowerBound - 1].mean : nil
      let from = before ?? targets[range.lowerBound].mean ?? 0
      let to = targets[range].map { $0.peak }.max() ?? 0
      guard to >= from * 1.5,
        let begin = range.first(where: { targets[$0].peak >= from * 1.3 })
      else { continue }
      let end = targets[range.upperBound].end
      findings.append(
        Finding(
          kind: .scaled(from: Int64(from + 0.5), to: Int64(to)), node: node.label,
          begin: targets[begin].begin, end: end < result.end ? end : nil))
    }
  }
}
