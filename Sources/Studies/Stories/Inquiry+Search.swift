import Blueprints
import Kernel
import Measures

/// How findings are found that may have caused another one.
extension Inquiry {
  /// Who else turned requests away of what a cause did, and so led to the same: all of them are
  /// called by whoever came to harm.
  func partners(of cause: Int, for index: Int) -> [String] {
    guard findings[cause].sort == .throttled, findings[cause].node != findings[index].node else {
      return []
    }
    let others = wiring.awaited(by: findings[index].node).filter { other in
      other != findings[cause].node
        && findings.indices.contains {
          findings[$0].sort == .throttled && findings[$0].node == other
            && precedes(findings[$0], findings[index])
        }
    }
    return others
  }

  /// A rise of what clients send that comes to a node: of several that began together, the one
  /// that brought most.
  func load(before node: String, _ index: Int) -> Int? {
    let places = wiring.upstream(of: node)
    guard let latest = find([.load], at: places, for: index) else { return nil }
    let together = findings.indices.filter { other in
      findings[other].sort == .load && places.contains(findings[other].node)
        && precedes(findings[other], findings[index])
        && findings[other].begin + tolerance >= findings[latest].begin
    }
    return together.max { more(of: findings[$0].kind) < more(of: findings[$1].kind) }
  }

  func more(of kind: Story.Kind) -> Double {
    if case .loadRose(let from, let to) = kind { to - from } else { 0 }
  }

  /// The bound that a node without one of its own shares.
  func pool(for label: String, _ index: Int) -> Int? {
    guard let node = node(label) else { return nil }
    let pools = node.declaration.limits.filter { $0.scope == .account }.map { $0.name }
    let isOwn = node.ceilings.contains { $0.name == Names.reservation }
    return isOwn ? nil : find([.pool], at: pools, for: index)
  }

  /// The finding at the nearest of those for whom a node waits.
  func callee(of node: String, _ sorts: [Sort], _ index: Int) -> Int? {
    wiring.awaited(by: node).lazy.compactMap { find(sorts, at: [$0], for: index) }.first
  }

  /// The finding of the first sort that there is, at one of several nodes, by which another one can
  /// have come about.
  func find(_ sorts: [Sort], at nodes: [String], for index: Int) -> Int? {
    for sort in sorts {
      let found = findings.indices.filter { other in
        other != index && sort == findings[other].sort && nodes.contains(findings[other].node)
          && precedes(findings[other], findings[index])
      }
      // Where there are several, the one that began last before.
      if let latest = found.max(by: { findings[$0].begin < findings[$1].begin }) { return latest }
    }
    return nil
  }

  /// Whether one finding was there when another one began.
  func precedes(_ cause: Finding, _ effect: Finding) -> Bool {
    guard effect.isDated, cause.isDated else { return true }
    let slack = effect.slack + cause.slack + tolerance
    if let peak = effect.peak {
      // What came when most had gathered gathered none of it.
      guard cause.begin <= peak + interval else { return false }
      // What holds a backlog up may come while it grows.
      if effect.isOfCount, cause.end ?? .never >= effect.begin { return true }
    }
    // Messages are dead letters when they have come back often enough.
    if case .deadLettered = effect.kind { return cause.begin <= effect.begin + slack }
    return cause.begin <= effect.begin + slack
      && (cause.end ?? .never) >= effect.begin - min(tolerance, effect.begin - .start)
  }

  func leads(from index: Int, to cause: Int) -> Bool {
    var next: Int? = cause
    while let place = next {
      if place == index { return true }
      next = findings[place].cause
    }
    return false
  }

  func way(of edge: Edge) -> Fall.Way {
    Fall.Way(from: Edge.place(of: edge.from), to: edge.to)
  }
}
