import Blueprints
import Kernel

/// The pages of the ledger of a world, with what is known of who holds copies.
struct Ledger {
  private let world: World
  /// Whether the copies on an edge wait for a receiver that does not exist, as in a dead-letter
  /// queue.
  private let isAbandoned: [Bool]
  /// Whether every copy on an edge has a record of its own.
  private let hasRecords: [Bool]

  init(of world: World) {
    self.world = world
    var abandoned = [Bool](repeating: false, count: world.edges.count)
    for node in world.nodes {
      if let edge = node.source?.outgoing, edge.to.isEmpty { abandoned[Int(edge.number)] = true }
    }
    isAbandoned = abandoned
    let callers = Set(world.clients).subtracting(world.origins).union(
      world.consumers.map { $0.label })
    hasRecords = world.edges.map { !callers.contains($0.from) }
  }

  /// The next edge, around the circle from one of them, that holds a copy that could still move.
  func firstBlocking(from start: Int) -> Int? {
    let count = world.edges.count
    for offset in 0..<count {
      let index = (start + offset) % count
      if !isAbandoned[index], world.edges[index].held > 0 { return index }
    }
    return nil
  }

  /// The pages that do not balance, each in words: a bug of a model.
  ///
  /// What should be held follows from the page; what is held is counted over the records that live.
  func imbalances() -> [String] {
    var records = [Int64](repeating: 0, count: world.edges.count)
    world.messages.forEachTaken { message in
      if !message.traits.contains(.forgotten) { records[Int(message.edge)] += 1 }
    }
    return world.edges.compactMap { edge in
      let counted = records[Int(edge.number)]
      guard edge.held < 0 || (hasRecords[Int(edge.number)] && edge.held != counted) else {
        return nil
      }
      return """
        the ledger of \(edge.from) to \(edge.to) does not balance: \(edge.entered) entered, \
        \(edge.acknowledged) acknowledged, \(edge.filtered) filtered, \
        \(edge.deadLettered) dead-lettered, \(edge.expired) expired, \
        \(edge.dropped.reduce(0, +)) dropped, so \(edge.held) should be held, \
        and \(counted) records live
        """
    }
  }
}
