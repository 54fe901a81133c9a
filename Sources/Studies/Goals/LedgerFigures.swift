import Blueprints
import Scenarios

/// Sums over pages of the ledger.
package struct LedgerFigures {
  private let result: RunResult
  private let consumers: Set<String>
  private let origins: Set<String>

  /// The ledger of a run.
  package init(_ result: RunResult) {
    self.result = result
    consumers = Set(result.consumers.map { $0.label })
    origins = Set(result.clients)
  }

  /// The sum of a column along a route.
  ///
  /// From a node on, every edge counts that its messages can reach. What is lost counts once, where
  /// that became final for whoever sent it. A call that code made and gave up is no loss of a
  /// message: what became of the message that the code ran for stands on its own page. Nor is a
  /// request that a front passed on in vain, as its caller hears of it: that counts where the
  /// caller's own page has it.
  package func sum(of column: Goal.Column, along route: Goal.Route) -> Int64 {
    let edges = edges(route).filter { column != .lost || !isHeard($0, along: route) }
    let sum = edges.reduce(0) { $0 + value(of: column, $1) }
    return column == .deadLettered ? sum + taken(along: route) : sum
  }

  /// Whether a front passes requests on along an edge whose callers are on the route too.
  private func isHeard(_ edge: Edge, along route: Goal.Route) -> Bool {
    guard edge.isCalled, !origins.contains(edge.from) else { return false }
    return switch route {
    case .everywhere: true
    case .from(let label): !edge.leaves(label)
    case .at, .between: false
    }
  }

  /// What queues at the end of a route took that was set aside; elsewhere it is counted where it
  /// was given up.
  private func taken(along route: Goal.Route) -> Int64 {
    let wires = result.edges.filter { $0.takesSetAside }
    return
      switch route
    {
    case .everywhere, .from: 0
    case .at(let label):
      wires.filter { $0.reaches(one: label) }.reduce(0) { $0 + $1.entered }
    case .between(let from, let to):
      wires.filter { $0.leaves(from) && $0.reaches(one: to) }.reduce(0) { $0 + $1.entered }
    }
  }

  private func edges(_ route: Goal.Route) -> [Edge] {
    switch route {
    case .everywhere: result.edges
    case .at(let label): result.edges.filter { $0.leaves(label) }
    case .between(let from, let to):
      result.edges.filter { $0.leaves(from) && $0.reaches(one: to) }
    case .from(let label): behind(label)
    }
  }

  /// Every edge that can be reached from a node.
  private func behind(_ label: String) -> [Edge] {
    var reached: Set<String> = [label]
    var frontier = [label]
    while let node = frontier.popLast() {
      for edge in result.edges where edge.leaves(node) {
        for end in edge.ends where reached.insert(end).inserted { frontier.append(end) }
      }
    }
    return result.edges.filter { edge in
      reached.contains(edge.beginning) || edge.owner.map { reached.contains($0) } == true
    }
  }

  private func value(of column: Goal.Column, _ edge: Edge) -> Int64 {
    switch column {
    case .lost: consumers.contains(edge.from) ? edge.expired : edge.lost
    case .deadLettered: edge.deadLettered
    case .expired: edge.expired
    case .dropped: edge.dropped.reduce(0, +)
    case .filtered: edge.filtered
    case .duplicates: edge.duplicates
    case .held: edge.held
    case .acknowledged: edge.acknowledged
    case .entered: edge.entered
    }
  }
}
