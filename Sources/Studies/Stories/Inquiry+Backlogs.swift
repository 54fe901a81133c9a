import Blueprints
import Kernel
import Measures

/// What waited, and how long.
extension Inquiry {
  /// Less than this is on the way and no backlog.
  private static let least = 20.0
  /// What is handed on within this is on the way [s].
  private static let onTheWay = 2.0
  /// What is worked on when it is older than this has waited [ns].
  private static let old = 10e9
  /// On average over a time in which something is old, ages are this part of that at least.
  private static let share = 8.0

  /// Times in which messages waited at a node, or what it worked on was old.
  mutating func findBacklogs(of node: RunResult.NodeResult) {
    let waiting = node.instruments.filter { $0.measure.role == .waiting }
    if let gauge = waiting.first?.keeper.gauge {
      // What nobody fetches is kept, and does not wait.
      guard wiring.outOf(node.label).contains(where: { $0.isPolled }) else { return }
      return findBacklogs(of: node, Course(gauge))
    }
    for instrument in node.instruments
    where instrument.measure.role == .unfinished && instrument.measure.unit == .messages {
      if let gauge = instrument.keeper.gauge { findBacklogs(of: node, Course(gauge)) }
    }
    findAge(of: node)
  }

  private mutating func findBacklogs(of node: RunResult.NodeResult, _ course: Course) {
    let outflow = wiring.outOf(node.label).reduce(0.0) { sum, edge in
      sum + Double(edge.hop.histogram.count)
    }
    let rate = outflow / max((result.trafficEnd - .start).seconds, 1)
    let high = max(Self.least, Self.onTheWay * rate)
    // It counts from where the level leaves the quarter of that.
    let ranges = course.stretches(gap: 1) { $0.mean ?? 0 > high / 4 || $0.peak > high }
    let greatest = course.peak(from: .start, to: result.end).value
    for range in ranges {
      let (first, last) = (course.points[range.lowerBound], course.points[range.upperBound])
      let peak = course.peak(from: first.begin, to: last.end)
      guard peak.value > high, peak.value >= greatest / 4 else { continue }
      findings.append(
        Finding(
          kind: .backlogGrew(peak: Int64(peak.value), at: peak.at), node: node.label,
          begin: first.begin,
          end: last.end < result.end || level(of: node.label) == 0 ? last.end : nil))
    }
  }

  /// Whether something was left for a node when the run ended.
  private func isBehind(_ label: String) -> Bool {
    level(of: label) > 0 || wiring.into(label).contains { $0.held > 0 }
  }

  /// What was left at a node when the run ended.
  func level(of label: String) -> Int64 {
    let node = node(label)
    let waiting =
      node?.instruments.first { $0.measure.role == .waiting }
      ?? node?.instruments.first { $0.measure.role == .unfinished && $0.measure.unit == .messages }
    return waiting?.keeper.gauge?.gauge.level ?? 0
  }

  private mutating func findAge(of node: RunResult.NodeResult) {
    let ages =
      node.instruments.filter {
        $0.measure.role == .age && ![Names.streamAge, Names.attemptAge].contains($0.measure.name)
      }.compactMap { $0.keeper.samples }
      // What failed comes again when it is old, and nobody is behind: its first attempts count.
      + wiring.into(node.label).filter { Edge.place(of: $0.from) == node.label }.map { $0.hop }
    guard !ages.isEmpty else { return }
    let course = Course(ages)
    guard let usual = course.quantile(0.25, until: result.end) else { return }
    let limit = max(Self.old, usual * 4)
    // Between two reads of what is stuck there may be many of what is not.
    let greatest = course.peak(from: .start, to: result.end).value
    let ranges = course.stretches(gap: 30) { $0.peak > limit }.filter { range in
      let (first, last) = (course.points[range.lowerBound], course.points[range.upperBound])
      // A few that failed come again when they are old, and nobody is behind.
      return range.contains { course.points[$0].peak >= greatest / 4 }
        && course.mean(from: first.begin, to: last.end) ?? 0 > limit / Self.share
    }
    guard let first = ranges.first, let last = ranges.last else { return }
    let (begin, end) = (course.points[first.lowerBound], course.points[last.upperBound])
    let peak = course.peak(from: begin.begin, to: end.end)
    findings.append(
      Finding(
        kind: .fellBehind(age: Int64(peak.value), at: peak.at), node: node.label,
        begin: begin.begin,
        end: end.end + Self.gap < result.trafficEnd || !isBehind(node.label) ? end.end : nil))
  }
}
