import Blueprints
import Kernel
import Measures

/// Queues of requests that had no place for one more.
extension Inquiry {
  /// Rooms in which requests wait, and that had no place for one more.
  mutating func findRooms(of node: RunResult.NodeResult) {
    var isFound = false
    for ceiling in node.ceilings {
      guard let measure = ceiling.measure, let gauge = node.gauge(measure, detail: ceiling.detail),
        node.instruments.contains(where: {
          $0.measure.name == measure && $0.measure.role == .unfinished
        })
      else { continue }
      let kind: Story.Kind =
        ceiling.unit == .requests
        ? .roomFull(room: ceiling.name, level: ceiling.level)
        : .limitReached(bound: ceiling.name, level: ceiling.level, unit: ceiling.unit)
      isFound = isFound || ceiling.unit == .requests
      for (begin, end) in full(Course(gauge), of: ceiling.level) {
        findings.append(Finding(kind: kind, node: node.label, begin: begin, end: end))
      }
    }
    if !isFound { findCrowding(of: node) }
  }

  /// Machines do not say how many requests may wait: as many as did while requests were turned
  /// away.
  private mutating func findCrowding(of node: RunResult.NodeResult) {
    let waiting = node.instruments.first {
      $0.measure.role == .unfinished && $0.measure.unit == .requests
    }
    guard node.gauge(Names.workers) != nil, let gauge = waiting?.keeper.gauge,
      gauge.gauge.maximum > 0
    else { return }
    for stretch in stretches(of: .throttling, at: node.number) {
      let mean = Course(gauge).mean(from: stretch.begin, to: stretch.end ?? result.end) ?? 0
      guard mean >= Double(gauge.gauge.maximum) * 0.8 else { continue }
      findings.append(
        Finding(
          kind: .roomFull(room: "queue", level: gauge.gauge.maximum), node: node.label,
          begin: stretch.begin, end: stretch.end))
    }
  }
}
