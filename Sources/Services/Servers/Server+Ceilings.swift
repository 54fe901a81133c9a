import Blueprints
import Measures

extension Server {
  func ceilings(in world: World) -> [Ceiling] {
    let (terms, meters) = (stations.terms, stations.meters)
    return stations.answers.ceilings
      + [
        Ceiling("workers", terms.workers, on: meters.active, of: ServerMeters.active),
        Ceiling("queue", terms.room.capacity, on: meters.queued, of: ServerMeters.queued),
      ].compactMap { $0 }
  }
}
