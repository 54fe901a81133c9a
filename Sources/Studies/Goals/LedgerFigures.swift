import Blueprints
import Scenarios

/// Sums over pages of the ledger.
package struct LedgerFigures {
  private let result: RunResult
  private let consumers: Set<String>

  /// The ledger of a run.
  package init(_ result: RunResult) {
    self.result = result
    consumers = Set(result.consumers.map { $0.label })
  }

  /// The sum of a column along a route.
  ///
  /// From a node on, every edge counts that its messages can reach. A call that code made and gave
  /// up is no loss of a message: what
  /// became of the message that the code ran for stands on its own page.
  package func sum(of column: Goal.Column, along route: Goal.Route) -> Int64 {
    edges(route).reduce(0) { $0 + value(of: column, $1) }
  }

  private func edges(_ route: Goal.Route) -> [Edge] {
    switch route {
    case .everywhere: result.edges
    case .at(let label): result.edges.filter { leaves($0, label) }
    case .between(let from, let to):
      result.edges.filter { leaves($0, from) && ends(of: $0).contains(to) }
    case .from(let label): behind(label)
    }
  }

  /// Every edge that can be reached from a node.
  private func behind(_ label: String) -> [Edge] {
    var reached: Set<String> = [label]
    var frontier = [label]
    while let node = frontier.popLast() {
      for edge in result.edges where leaves(edge, node) {
        for end in ends(of: edge) where reached.insert(end).inserted { frontier.append(end) }
      }
    }
    return result.edges.filter { edge in reached.contains(owner(of: edge)) }
  }

  /// Several receivers of one edge are named together.
  private func ends(of edge: Edge) -> [String] {
    edge.to.split(separator: " ").filter { $0 != "+" }.map { String($0) }
  }

  private func leaves(_ edge: Edge, _ label: String) -> Bool { owner(of: edge) == label }

  /// The node that an edge leaves; what stands in brackets behind it names a part of the node.
  private func owner(of edge: Edge) -> String {
    edge.from.split(separator: " ").first.map { String($0) } ?? ""
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
