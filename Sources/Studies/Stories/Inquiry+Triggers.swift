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
  /// More by this factor is a rise, and within a step a rush.
  private static let (rise, rush) = (1.25, 2.0)
  /// A client that rushes more often than this sends so by itself, as one that sends batches.
  private static let mostRushes = 3

  /// When a client sent more than it does most of the time.
  ///
  /// The usual rate is that of all steps but those that are far above their lower quarter; where a
  /// step swallows a rush, that of the intervals of the series.
  mutating func findLoad(of node: RunResult.NodeResult) {
    let offers = node.counts(of: .offered).map { $0.count }
    guard !offers.isEmpty else { return }
    let raw = Course(offers)
    let steps = raw.steps(of: Self.load, atLeast: Self.shortest, atMost: Self.longest)
    guard let slow = Self.usual(of: steps, until: result.trafficEnd) else { return }
    let fast = Self.usual(of: raw, until: result.trafficEnd, mostRises: Self.mostRushes) ?? slow
    let before = fast * Self.rise < slow ? fast : slow
    for rise in Self.rises(of: steps, and: raw, above: before) {
      let points = raw.points.filter { $0.begin >= rise.begin && $0.end <= rise.end }
      // The first and the last interval that is nearer to the rise than to what is usual.
      let inside = points.filter { $0.mean ?? 0 >= (before + rise.level) / 2 }
      // What is there from the start has not risen.
      guard let begin = inside.first?.begin, let end = inside.last?.end,
        begin > raw.points[0].begin, let mean = raw.mean(from: begin, to: end)
      else { continue }
      findings.append(
        Finding(
          kind: .loadRose(from: before * 1e9, to: mean * 1e9), node: node.label, begin: begin,
          end: end < result.trafficEnd ? end : nil, slack: rise.slack))
    }
  }

  /// A time in which more came, with about how much [1/ns].
  fileprivate struct Rise {
    var begin: Instant
    var end: Instant
    var level: Double
    /// How much later it may have begun.
    var slack: TimeSpan
  }

  /// The rises that steps show, and rushes so short that a step swallows them, by their begin.
  private static func rises(of steps: Course, and raw: Course, above rate: Double) -> [Rise] {
    let long = steps.stretches(gap: 5) { isMore($0, than: rate, by: rise) }
      .compactMap { Rise(steps.points[$0]) }
    let short = raw.stretches(gap: 5) { isMore($0, than: rate, by: rush) }
      .compactMap { Rise(raw.points[$0]) }
      .filter { one in !long.contains { $0.begin < one.end && $0.end > one.begin } }
    let rushes = raw.stretches(gap: 0) { isMore($0, than: rate, by: rush) }
    return (rushes.count > mostRushes ? long : long + short).sorted { $0.begin < $1.begin }
  }

  /// Whether so many times as much came than at a rate [1/ns], and more than by chance.
  private static func isMore(_ point: Course.Point, than rate: Double, by factor: Double) -> Bool {
    let expected = rate * point.weight
    return point.sum > expected * factor && point.sum > expected + 5 * expected.squareRoot() + 4
  }

  /// The rate that is usual [1/ns]; nil where nothing is over, or more rises than so often.
  private static func usual(
    of course: Course, until end: Instant, mostRises: Int = .max
  ) -> Double? {
    guard let low = course.quantile(0.25, until: end),
      course.stretches(gap: 0, where: { isMore($0, than: low, by: rise) }).count <= mostRises
    else { return nil }
    let rises = course.stretches(gap: 5) { isMore($0, than: low, by: rise) }
    let others = course.points.indices.filter { index in
      course.points[index].end <= end && !rises.contains { $0.contains(index) }
    }
    let time = others.reduce(0) { $0 + course.points[$1].weight }
    return others.reduce(0) { $0 + course.points[$1].sum } / max(time, 1)
  }
}

extension Inquiry.Rise {
  /// The rise of points that follow each other; nil where nothing came.
  fileprivate init?(_ points: ArraySlice<Course.Point>) {
    let means = points.compactMap { $0.mean }.sorted()
    guard let level = Quantiles.quantile(0.5, ofSorted: means), let first = points.first,
      let last = points.last
    else { return nil }
    self.init(begin: first.begin, end: last.end, level: level, slack: first.end - first.begin)
  }
}
