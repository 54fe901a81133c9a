import Blueprints
import Kernel
import Measures

/// What the design did about it: alarms that went off, and machines that came.
extension Inquiry {
  /// Machines that come one after the other within this, because of one alarm, are told together.
  private static let pause = TimeSpan.minutes(10)
  /// More of them are not told.
  private static let most = 6

  /// Times in which an alarm was in ALARM.
  mutating func findAlarms(of node: RunResult.NodeResult) {
    for stretch in stretches(of: .inAlarm, at: node.number) {
      findings.append(
        Finding(kind: .alarmed, node: node.label, begin: stretch.begin, end: stretch.end))
    }
  }

  /// Times in which more and more machines of a kind served.
  mutating func findGrowth(of node: RunResult.NodeResult) {
    guard let gauge = node.gauge(Names.machines) else { return }
    let points = Course(gauge).points
    func alarm(before index: Int) -> Int? {
      self.alarm(behind: node.label, from: points[index - 1].peak, at: points[index].begin)
    }
    let ranges = points.indices.stretches { index in
      index > 0 && points[index].peak > points[index - 1].peak
    } joining: { last, next in
      points[next].begin - points[last].end <= Self.pause
        && alarm(before: last) == alarm(before: next)
    }
    for range in ranges {
      let from = points[range.lowerBound - 1].peak
      let to = range.map { points[$0].peak }.max() ?? from
      findings.append(
        Finding(
          kind: .grew(from: Int64(from), to: Int64(to)), node: node.label,
          begin: points[range.lowerBound].begin, end: points[range.upperBound].begin))
    }
  }

  /// The alarm that had more than so many machines serve from a moment on: the one that acted on
  /// the policy which asked for them, or whose message came to where they are launched.
  func alarm(behind label: String, from level: Double, at moment: Instant) -> Int? {
    guard let wanted = Names.wanted.lazy.compactMap({ node(label)?.gauge($0) }).first else {
      return alarm(at: wiring.upstream(of: label), from: moment, to: moment + interval)
    }
    let points = Course(wanted).points
    let rise = points.indices.dropFirst().last { index in
      points[index].begin <= moment && points[index].peak > level && points[index - 1].peak <= level
    }
    guard let asked = rise.map({ points[$0] }) else { return nil }
    let asking = wiring.acting(on: label).filter { policy in
      guard let changes = node(policy)?.count(Names.changes) else { return false }
      return Course([changes]).sum(from: asked.begin, to: asked.end) > 0
    }
    return alarm(at: asking.flatMap { wiring.acting(on: $0) }, from: asked.begin, to: asked.end)
  }

  /// The alarm of several nodes that was in ALARM between two moments; of several the latest.
  private func alarm(at nodes: [String], from begin: Instant, to end: Instant) -> Int? {
    findings.indices.filter { index in
      let alarm = findings[index]
      return alarm.sort == .alarm && nodes.contains(alarm.node) && alarm.begin <= end
        && alarm.end ?? .never >= begin
    }.max { findings[$0].begin < findings[$1].begin }
  }

  /// Batches of a shard that failed each time, so that nothing behind them was read.
  mutating func findBlockages() {
    let stuck = result.episodes.filter { $0.kind == .stuck }
    for edge in result.edges {
      let all = stuck.filter { $0.edge == edge.number }
      guard let first = all.first else { continue }
      let isOpen = all.contains { $0.end == nil }
      findings.append(
        Finding(
          kind: .blocked(
            batches: Int64(all.count), failures: all.reduce(0) { $0 + $1.value }, isOpen: isOpen),
          // It failed for some time before it was noted.
          node: Edge.place(of: edge.to), edge: way(of: edge),
          begin: first.begin - min(Episode.quietGap, first.begin - .start),
          end: isOpen ? nil : all.compactMap { $0.end }.max(),
          slack: .seconds(5)))
    }
  }

  /// Adds what the design did from when what is told began until it was over.
  func insertReactions(into chosen: inout Set<Int>) {
    let told = chosen.map { findings[$0] }.filter { $0.isDated }
    guard let begin = told.map({ $0.begin }).min() else { return }
    let end = told.map { $0.end ?? .never }.max() ?? .never
    let reactions = findings.indices.filter { index in
      [.alarm, .growth].contains(findings[index].sort) && findings[index].begin >= begin
        && findings[index].begin <= end
    }.sorted { (findings[$0].begin, $0) < (findings[$1].begin, $1) }
    for index in reactions.prefix(Self.most) { insertChain(of: index, into: &chosen) }
  }
}
