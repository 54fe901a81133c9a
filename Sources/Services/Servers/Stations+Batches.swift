import Blueprints
import Kernel

/// Who hands batches of messages to stations, and takes them back.
protocol BatchKeeper: AnyObject {
  /// Takes a batch back that was worked on, or that nobody can work on any more.
  func take(_ batch: Batch, isDone: Bool, in world: World)
  /// A worker has become free.
  func isFree(in world: World)
}

/// Batches that the workers themselves have fetched.
extension Stations {
  /// Whether a worker of a station has nothing to do.
  func hasIdleWorker(at station: UInt32) -> Bool { idleWorkers(at: station) > 0 }

  /// Has a worker work on a batch, which belongs to the keeper of batches.
  func work(on batch: Batch, at station: UInt32, after time: TimeSpan, in world: World) {
    let slot = insert(
      Visit(
        station: station, message: Visit.none, reply: Event(node: 0, kind: 0), deadline: .never,
        came: world.now, isAwaited: false))
    begin(batch, of: slot, after: time, in: world)
  }
}
