import Blueprints

/// How much of what came in on a wire did not go the way it was meant to.
struct Trouble: Equatable {
  /// Copies that came in.
  let entered: Int64
  /// Copies set aside, expired and dropped, and attempts that had to be made again.
  let troubled: Int64

  /// From this share on a wire is drawn as bad.
  static let much = 0.05

  /// What happened on a wire in the first replication.
  init(on wire: MapGraph.Wire) {
    entered = wire.edges.reduce(0) { $0 + $1.edges[0].entered }
    troubled = wire.edges.reduce(0) { sum, reading in
      let edge = reading.edges[0]
      return sum + edge.deadLettered + edge.lost + edge.retries
    }
  }

  /// The part that had trouble, from 0.
  var share: Double {
    troubled == 0 ? 0 : Double(troubled) / Double(max(entered, 1))
  }

  /// How a wire is drawn: `fine`, `some`, `much`, or `unused`.
  var word: String {
    if entered == 0 { return "unused" }
    return troubled == 0 ? "fine" : share < Self.much ? "some" : "much"
  }
}
