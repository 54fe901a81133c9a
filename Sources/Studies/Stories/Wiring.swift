import Blueprints

/// Who hands what to whom, and who calls whom, node by node.
struct Wiring {
  /// An edge between nodes.
  struct Wire {
    let edge: Edge
    /// Where what it carries comes from.
    let begins: [String]
    /// Where what it carries goes.
    let ends: [String]
  }

  /// All edges.
  let wires: [Wire]
  /// Who acts on whom without sending anything.
  let levers: [Lever]

  init(_ edges: [Edge], _ levers: [Lever]) {
    self.levers = levers
    wires = edges.map { edge in
      let ends = Array(edge.ends) + Array(edge.passedTo)
      return Wire(
        edge: edge, begins: ([edge.from] + Array(edge.origins)).map(Edge.place(of:)),
        ends: ends.map(Edge.place(of:)))
    }
  }

  /// The edges that end at a node.
  func into(_ node: String) -> [Edge] {
    wires.filter { $0.ends.contains(node) }.map { $0.edge }
  }

  /// The edges that begin at a node.
  func outOf(_ node: String) -> [Edge] {
    wires.filter { $0.begins.contains(node) }.map { $0.edge }
  }

  /// Whom a node waits for: those whom it calls, and those to whom they hand its calls on.
  func callees(of node: String) -> [String] {
    wires.filter { $0.edge.isCalled && $0.begins.contains(node) }.flatMap { $0.ends }
  }

  /// All from whom something comes to a node by any way, the nearest first, itself among them.
  func upstream(of node: String) -> [String] {
    reach(from: node) { place in
      wires.filter { $0.ends.contains(place) }.flatMap { $0.begins }
    }
  }

  /// All for whom a node waits, directly or not, the nearest first.
  func awaited(by node: String) -> [String] {
    Array(reach(from: node) { callees(of: $0) }.dropFirst())
  }

  /// Who acts on a node without sending it anything.
  func acting(on node: String) -> [String] { levers.filter { $0.to == node }.map { $0.from } }

  private func reach(from node: String, _ next: (String) -> [String]) -> [String] {
    var found = [node]
    var place = 0
    while place < found.count {
      for other in next(found[place]) where !found.contains(other) { found.append(other) }
      place += 1
    }
    return found
  }
}
