import Blueprints

extension NodeReading {
  /// What bounded it: of each bound the replication that came nearest.
  package var ceilings: [Ceiling] {
    var kinds: [Ceiling] = []
    for ceiling in runs.flatMap({ $0.ceilings })
    where !kinds.contains(where: { $0.bounds(as: ceiling) }) {
      kinds.append(ceiling)
    }
    return kinds.compactMap { kind in
      Ceiling.hottest(runs.flatMap { $0.ceilings }.filter { $0.bounds(as: kind) })
    }
  }
}

extension Ceiling {
  /// Whether it is the same bound, in another replication.
  fileprivate func bounds(as other: Ceiling) -> Bool {
    name == other.name && detail == other.detail && measure == other.measure
  }
}
