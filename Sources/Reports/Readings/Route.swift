import Blueprints
import Studies

/// The wires that lead from a client to a consumer, in the order in which messages take them.
package enum Route {
  /// The wires on any way between the two; none where there is no way.
  ///
  /// A way ends where it first comes to the consumer.
  ///
  /// - Complexity: O(*n*²) in wires.
  package static func edges(
    from client: String, to consumer: String, among all: [EdgeReading]
  ) -> [EdgeReading] {
    let edges = all.filter { !$0.leadsNowhere }
    let depths = reach(
      from: client, notBeyond: consumer, along: edges.map { (begins($0), ends($0)) })
    let back = reach(
      from: consumer, notBeyond: client, along: edges.map { (ends($0), begins($0)) })
    let onWay = edges.indices.filter { index in
      let ends = ends(edges[index])
      return ends.contains { back[$0] != nil }
        && begins(edges[index]).contains {
          depths[$0] != nil && ($0 != consumer || ends.contains(consumer))
        }
    }
    let taken = onWay.filter { index in
      guard isInside(edges[index]) else { return true }
      return onWay.contains { other in
        !isInside(edges[other]) && !edges[other].isPolled
          && ends(edges[other]).contains { begins(edges[index]).contains($0) }
      }
    }
    let ranked = taken.map { index in
      (depth: begins(edges[index]).compactMap { depths[$0] }.min() ?? 0, index: index)
    }
    return ranked.sorted { ($0.depth, $0.index) < ($1.depth, $1.index) }.map { edges[$0.index] }
  }

  /// All wires, those nearest to the clients first; what no client reaches comes last.
  package static func ordered(_ edges: [EdgeReading], from clients: [String]) -> [EdgeReading] {
    let wires = edges.map { (begins($0), ends($0)) }
    let reaches = clients.map { reach(from: $0, along: wires) }
    let ranked = edges.indices.map { index in
      (
        depth: begins(edges[index]).flatMap { begin in reaches.compactMap { $0[begin] } }.min()
          ?? .max, index: index
      )
    }
    return ranked.sorted { ($0.depth, $0.index) < ($1.depth, $1.index) }.map { edges[$0.index] }
  }

  /// How many wires away each place is that can be reached.
  private static func reach(
    from start: String, notBeyond last: String? = nil, along wires: [(from: [String], to: [String])]
  ) -> [String: Int] {
    var depths = [start: 0]
    var depth = 0
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for wire in wires
      where wire.from.contains(where: { depths[$0] == depth && ($0 != last || $0 == start) }) {
        for place in wire.to where depths[place] == nil {
          depths[place] = depth + 1
          isGrowing = true
        }
      }
      depth += 1
    }
    return depths
  }

  /// Whether it leads from a part of a node to the node itself, as from a function's queue.
  ///
  /// What pollers bring does not take it.
  private static func isInside(_ edge: EdgeReading) -> Bool {
    edge.from != Edge.place(of: edge.from) && Edge.place(of: edge.from) == edge.to
  }

  private static func begins(_ edge: EdgeReading) -> [String] {
    edge.origins.map { Edge.place(of: $0) }
  }

  private static func ends(_ edge: EdgeReading) -> [String] {
    edge.ends.map { Edge.place(of: $0) } + edge.passedTo
  }
}
