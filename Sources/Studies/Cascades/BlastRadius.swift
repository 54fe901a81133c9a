import Blueprints
import Kernel

/// Which nodes fell, in causal order: each after the one from which it got it, and by which edge.
///
/// It begins where the trigger hit. Of all that fell and have an edge with one that is in the order
/// already, the one that fell first comes next. A caller gets it from its callee, by waiting; where
/// it calls none that fell, a callee gets it from its caller, by load.
struct BlastRadius {
  /// How an edge hands trouble on, the likeliest first.
  private enum Kind: Int, Comparable {
    case waiting, load, other
    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  private let edges: [Edge]

  init(_ edges: [Edge]) { self.edges = edges }

  /// The falls in causal order; those to which no edge leads come last, as they fell.
  func ordered(_ falls: [Fall], from places: [String]) -> [Fall] {
    var ordered = falls.filter { places.contains($0.label) }.map { fall in
      var fall = fall
      fall.isHit = true
      return fall
    }
    var rest = falls.filter { !places.contains($0.label) }.sorted { $0.begin < $1.begin }
    // What was hit need not have fallen itself, as a wire, to hand it on.
    let hit = places.filter { place in !ordered.contains { $0.label == place } }
    while let next = rest.indices.first(where: { index in
      way(to: rest[index].label, from: hit + ordered.map { $0.label }) != nil
    }) {
      var fall = rest.remove(at: next)
      fall.way = way(to: fall.label, from: hit + ordered.map { $0.label })
      ordered.append(fall)
    }
    return ordered + rest
  }

  /// The edge by which a node got it from one of several, the earliest of them.
  private func way(to label: String, from fallen: [String]) -> Fall.Way? {
    var best: (kind: Kind, way: Fall.Way)?
    for other in fallen {
      for edge in edges {
        guard let kind = kind(of: edge, between: label, and: other) else { continue }
        if let best, best.kind <= kind { continue }
        best = (kind, Fall.Way(from: edge.from, to: edge.from == label ? other : label))
      }
    }
    return best?.way
  }

  private func kind(of edge: Edge, between label: String, and other: String) -> Kind? {
    if edge.from == label, edge.reaches(one: other) { return edge.isCalled ? .waiting : .other }
    if edge.from == other, edge.reaches(one: label) { return edge.isCalled ? .load : .other }
    return nil
  }
}

extension Edge {
  /// Whether a node is at its end, or gets what somebody there hands on.
  fileprivate func reaches(one label: String) -> Bool {
    ends.contains(label) || passedTo.contains(label)
  }
}
