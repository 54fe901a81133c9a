import Blueprints
import Studies

/// The places of an architecture and the wires between them, as they are drawn.
///
/// Places are the nodes that a wire begins or ends at. What is a part of a node, as a function's
/// own queue, is drawn in its node; nodes without wires, as event source mappings and quotas, are
/// not drawn.
struct MapGraph {
  /// A node in the drawing.
  struct Place {
    /// The logical id, or the name of a client.
    let label: String
    /// Its readings; nil where a wire leads to what has none.
    let node: NodeReading?
    /// Whether messages have their origin here.
    var isClient: Bool { node?.isClient ?? false }
  }

  /// All that leads from one place to another.
  struct Wire {
    /// The place at its begin.
    let from: Int
    /// The place at its end; the same as its begin where a place sends to itself.
    let to: Int
    /// Whether only what is set aside comes along it.
    let isAside: Bool
    /// The pages of the ledger that it stands for.
    var edges: [EdgeReading]
  }

  private(set) var places: [Place] = []
  private(set) var wires: [Wire] = []
  private var numbers: [String: Int] = [:]

  /// The architecture that was run.
  init(of subject: Subject) {
    let nodes = Dictionary(subject.nodes.map { ($0.label, $0) }) { first, _ in first }
    let edges = Route.ordered(subject.edges, from: subject.first.clients)
    let links = edges.flatMap { edge in
      Self.begins(of: edge, nodes).flatMap { from in
        Self.ends(of: edge, nodes).filter { !Self.isInside(edge, from, $0) }
          .map { (from: from, to: $0, edge: edge) }
      }
    }
    let used = Set(links.flatMap { [$0.from, $0.to] })
    let main = Set(
      links.filter { !$0.edge.edges[0].takesSetAside }.flatMap { [$0.from, $0.to] })
    let nodeLabels = subject.nodes.map { $0.label }.filter { used.contains($0) }
    // What only takes what is set aside comes last, so that it stands below the others.
    for label in nodeLabels.filter({ main.contains($0) }) + nodeLabels { _ = place(label, nodes) }
    for link in links {
      let from = place(link.from, nodes)
      let to = place(link.to, nodes)
      let isAside = link.edge.edges[0].takesSetAside
      add(Wire(from: from, to: to, isAside: isAside, edges: [link.edge]))
    }
  }

  private mutating func add(_ wire: Wire) {
    let known = wires.firstIndex {
      $0.from == wire.from && $0.to == wire.to && $0.isAside == wire.isAside
    }
    guard let known else { return wires.append(wire) }
    wires[known].edges += wire.edges
  }

  private mutating func place(_ label: String, _ nodes: [String: NodeReading]) -> Int {
    if let known = numbers[label] { return known }
    numbers[label] = places.count
    places.append(Place(label: label, node: nodes[label]))
    return places.count - 1
  }

  private static func begins(of edge: EdgeReading, _ nodes: [String: NodeReading]) -> [String] {
    let origins = edge.origins.map { Edge.place(of: $0) }.filter { nodes[$0] != nil }
    return unique(origins.isEmpty ? [Edge.place(of: edge.from)] : origins)
  }

  /// An alias or a version that hands on what it gets is not drawn: the function is.
  private static func ends(of edge: EdgeReading, _ nodes: [String: NodeReading]) -> [String] {
    let ends = edge.ends.map { Edge.place(of: $0) }
    guard !edge.passedTo.isEmpty else { return unique(ends) }
    let own = ends.filter { end in
      nodes[end].map { !$0.declaration.isPassage } ?? false
    }
    return unique(own + edge.passedTo)
  }

  /// Whether it leads from a part of a node to the node itself.
  private static func isInside(_ edge: EdgeReading, _ from: String, _ to: String) -> Bool {
    from == to && edge.from != from
  }

  private static func unique(_ labels: [String]) -> [String] {
    var seen = Set<String>()
    return labels.filter { seen.insert($0).inserted }
  }
}
