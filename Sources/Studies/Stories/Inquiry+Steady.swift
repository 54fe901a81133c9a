import Blueprints
import Kernel
import Measures
import Scenarios

/// The load that was too much all along, where neither a rise nor a fault set anything off.
extension Inquiry {
  /// Adds what all clients sent from whom something came to where it was too much.
  func addSteadyLoads(to all: inout [Finding]) {
    for index in all.indices where all[index].cause == nil && isOfLoad(all[index]) {
      let clients = clients(before: all[index])
      guard let first = clients.first, !isSpiking(clients, before: all[index]) else { continue }
      let kind = Story.Kind.loadIsSteady(
        rate: clients.reduce(0) { $0 + rate(of: $1) }, clients: clients.map { $0.label })
      let known = all.firstIndex { $0.kind == kind }
      all[index].cause = known ?? all.count
      guard known == nil else { continue }
      all.append(Finding(kind: kind, node: first.label, begin: .start, end: nil))
    }
  }

  /// Whether it comes about by too much load.
  private func isOfLoad(_ finding: Finding) -> Bool {
    [.limit, .pool, .throttled, .scaled, .starved].contains(finding.sort) || finding.isOfCount
  }

  /// From whom what came to a finding's node was sent.
  private func clients(before finding: Finding) -> [RunResult.NodeResult] {
    let carried = result.edges.first { $0.carriers.contains(finding.node) }
    return wiring.upstream(of: carried?.from ?? finding.node).compactMap { node($0) }
      .filter { !$0.counts(of: .offered).isEmpty }
  }

  /// How many messages a client sent in a second on average.
  private func rate(of client: RunResult.NodeResult) -> Double {
    let sum = client.counts(of: .offered).reduce(0) { $0 + $1.count.total }
    return Double(sum) / max((result.trafficEnd - .start).seconds, 1e-9)
  }

  /// Whether the scenario has a client send something else when something began: whatever was seen
  /// of that, its load was not steady.
  private func isSpiking(_ clients: [RunResult.NodeResult], before finding: Finding) -> Bool {
    result.disturbances.contains { disturbance in
      clients.contains { $0.label == disturbance.client }
        && disturbance.begin <= finding.begin + finding.slack + tolerance
        && disturbance.end >= finding.begin - min(tolerance, finding.begin - .start)
    }
  }
}
