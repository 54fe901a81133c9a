import Blueprints
import Measures

extension Queue {
  func ceilings(in world: World) -> [Ceiling] {
    [Ceiling("messages in flight", inFlightLimit, on: notVisible, of: Self.notVisible)]
      .compactMap { $0 }
  }
}

extension FIFOQueue {
  func ceilings(in world: World) -> [Ceiling] {
    [
      Ceiling("messages in flight", inFlightLimit, on: meters.notVisible, of: Queue.notVisible),
      sends.ceiling("sends per second"), receives.ceiling("receives per second"),
    ].compactMap { $0 }
  }
}

extension CallRates {
  /// The bound of the queue, or of its busiest partition, that is nearer.
  fileprivate func ceiling(_ name: String) -> Ceiling? {
    let buckets = (whole.map { [$0] } ?? []) + partitions
    return Ceiling.hottest(buckets.compactMap { Ceiling(name, $0, parts: unitsPerCall) })
  }
}
