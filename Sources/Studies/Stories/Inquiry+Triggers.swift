import Blueprints
import Kernel
import Measures

/// What sets things off: faults, operators, and clients that send more.
extension Inquiry {
  /// Faults, and what operators switched off.
  mutating func findFaults() {
    for episode in result.episodes {
      guard let label = label(of: episode.node) else { continue }
      let later = result.episodes.first { other in
        other.node == episode.node && other.begin >= episode.begin
          && (episode.kind == .faultBegan
            ? other.kind == .faultEnded && other.value == episode.value : other.kind == .enabled)
      }
      switch episode.kind {
      case .faultBegan:
        guard result.faults.indices.contains(Int(episode.value)) else { continue }
        let fault = result.faults[Int(episode.value)]
        findings.append(
          Finding(
            kind: .faultBegan(
              fault: fault.kind, amount: fault.amount, name: fault.trigger?.name),
            node: label, begin: episode.begin,
            end: fault.kind.isMomentary ? episode.begin : later?.begin))
      case .disabled:
        findings.append(
          Finding(
            kind: .disabled, node: label, edge: way(of: episode), begin: episode.begin,
            end: later?.begin, ending: later.flatMap { way(of: $0) }))
      default: break
      }
    }
  }

  /// The wire of an episode, where it is about one.
  private func way(of episode: Episode) -> Fall.Way? {
    guard let number = episode.edge else { return nil }
    return result.edges.first { $0.number == number }.map { way(of: $0) }
  }

  /// A step has so many messages at least, so that chance is no rise.
  private static let load = 30.0
  /// Steps are at least so long, and at most, where few messages come.
  private static let (shortest, longest) = (TimeSpan.seconds(5), TimeSpan.minutes(1))

  /// When a client sent more than it does most of the time.
  ///
  /// The usual rate is that of all steps but those that are far above their lower quarter.
  mutating func findLoad(of node: RunResult.NodeResult) {
    let offers = node.counts(of: .offered).map { $0.count }
    guard !offers.isEmpty else { return }
    let raw = Course(offers)
    let course = raw.steps(of: Self.load, atLeast: Self.shortest, atMost: Self.longest)
    guard let low = course.quantile(0.25, until: result.trafficEnd) else { return }
    let first = Self.rises(of: course, above: low)
    let before = Self.usual(of: course, besides: first, until: result.trafficEnd)
    for rise in Self.rises(of: course, above: before) {
      let points = course.points[rise]
      let means = points.compactMap { $0.mean }.sorted()
      guard let level = Quantiles.quantile(0.5, ofSorted: means),
        let first = points.first, let last = points.last
      else { continue }
      // The first and the last interval that is nearer to the rise than to what is usual.
      let inside = raw.points.filter { point in
        point.begin >= first.begin && point.end <= last.end
          && point.mean ?? 0 >= (before + level) / 2
      }
      let (begin, end) = (inside.first?.begin ?? first.begin, inside.last?.end ?? last.end)
      // What is there from the start has not risen.
      guard begin > raw.points[0].begin else { continue }
      findings.append(
        Finding(
          kind: .loadRose(from: before * 1e9, to: level * 1e9), node: node.label, begin: begin,
          end: end < result.trafficEnd ? end : nil, slack: first.end - first.begin))
    }
  }

  /// Steps in which a quarter more came than a rate [1/ns], and more than by chance.
  private static func rises(of course: Course, above rate: Double) -> [ClosedRange<Int>] {
    course.stretches(gap: 5) { point in
      let expected = rate * point.weight
      return point.sum > expected * 1.25 && point.sum > expected + 5 * expected.squareRoot() + 4
    }
  }

  /// The rate in all steps but some [1/ns].
  private static func usual(
    of course: Course, besides rises: [ClosedRange<Int>], until end: Instant
  ) -> Double {
    let others = course.points.indices.filter { index in
      course.points[index].end <= end && !rises.contains { $0.contains(index) }
    }
    let time = others.reduce(0) { $0 + course.points[$1].weight }
    return others.reduce(0) { $0 + course.points[$1].sum } / max(time, 1)
  }
}
