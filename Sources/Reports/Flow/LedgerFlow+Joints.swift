import Blueprints

/// How wires join: whoever is at the end of one hands on what came there along others.
extension LedgerFlow {
  /// What leads from one wire on to another.
  ///
  /// Code may send several messages for one, or one for several: what leaves the first wire is not
  /// what comes in on the second.
  struct Joint: Equatable {
    /// The place of the wire whose copies lead on.
    let from: Int
    /// The place of the wire along which they do.
    let to: Int
    /// How those copies ended on the first.
    let end: End
    /// How many of them lead there.
    let left: Int64
    /// How many copies came in on the second because of them.
    let came: Int64
  }

  /// The joints of wires, of which each joins up with such as come after it.
  static func joints(of edges: [EdgeReading], clients: [String]) -> [Joint] {
    var links: [(from: Int, to: Int, end: End)] = []
    for from in edges.indices {
      for to in edges.indices where to > from {
        if let end = end(of: edges[from], leadingTo: edges[to], clients) {
          links.append((from, to, end))
        }
      }
    }
    let left = shares(
      of: links.map { $0.end.count(on: edges[$0.from].edges[0]) },
      by: links.map { edges[$0.to].edges[0].entered },
      among: links.map { [$0.from, End.all.firstIndex(of: $0.end) ?? 0] })
    let came = shares(
      of: links.map { edges[$0.to].edges[0].entered }, by: left, among: links.map { [$0.to] })
    return links.indices.map { index in
      Joint(
        from: links[index].from, to: links[index].to, end: links[index].end, left: left[index],
        came: came[index])
    }.filter { $0.left > 0 && $0.came > 0 }
  }

  /// How those copies of a wire ended that lead on to another one; nil where none do.
  private static func end(
    of edge: EdgeReading, leadingTo other: EdgeReading, _ clients: [String]
  ) -> End? {
    let begins = other.origins.map { Edge.place(of: $0) }
    let ends = edge.ends.map { Edge.place(of: $0) } + edge.passedTo
    guard !other.edges[0].takesSetAside else {
      let holder = Edge.place(of: other.from)
      let isSame = edge.edges[0].owner == other.edges[0].owner
      return isSame && (Edge.place(of: edge.from) == holder || ends.contains(holder))
        ? .setAside : nil
    }
    guard !edge.leadsNowhere, !begins.contains(where: { clients.contains($0) }) else { return nil }
    return begins.contains { ends.contains($0) } ? .acknowledged : nil
  }

  /// Numbers in parts: the links of a group have one number, and each its part by its weight.
  private static func shares(of wholes: [Int64], by weights: [Int64], among groups: [[Int]])
    -> [Int64]
  {
    wholes.indices.map { index in
      let mates = groups.indices.filter { groups[$0] == groups[index] }
      let before = mates.filter { $0 < index }.reduce(Int128(0)) { $0 + Int128(weights[$1]) }
      let all = mates.reduce(Int128(0)) { $0 + Int128(weights[$1]) }
      guard all > 0 else { return 0 }
      let whole = Int128(wholes[index])
      // Parts of a whole are differences of what is before them, so that they add up to it.
      return Int64(whole * (before + Int128(weights[index])) / all - whole * before / all)
    }
  }

  /// How many copies of a wire had an end from which nothing leads on.
  func remaining(_ ending: Ending, on wire: Int) -> Int64 {
    ending.count
      - joints.reduce(0) { $1.from == wire && $1.end == ending.end ? $0 + $1.left : $0 }
  }

  /// How many copies had an end from which nothing leads on, on all wires.
  func remaining(_ end: End) -> Int64 {
    wires.indices.reduce(0) { sum, wire in
      wires[wire].ends.reduce(sum) { $1.end == end ? $0 + remaining($1, on: wire) : $0 }
    }
  }

  /// How many joints lie before each wire at most.
  var depths: [Int] {
    var depths = wires.map { _ in 0 }
    for joint in joints.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
      depths[joint.to] = max(depths[joint.to], depths[joint.from] + 1)
    }
    return depths
  }
}
