import Blueprints
import Kernel
import Measures

/// The instruments of a server beside those of any endpoint.
final class ServerMeters {
  static let active = Measure(
    "ActiveWorkers", .gauge, in: .requests, role: .concurrency,
    "Requests that are worked on, those included whose code waits for others.")
  static let queued = Measure(
    "QueueLength", .gauge, in: .requests, role: .unfinished, "Requests that wait for a worker.")
  static let expired = Measure(
    "Expired", .count, in: .requests, role: .failure,
    "Requests dropped when their turn came, as their callers waited no longer.")

  let active: GaugeMeasure
  let queued: GaugeMeasure
  let expired: CountMeasure
  private var saturation: EpisodeDetector
  private var throttling: EpisodeDetector
  private var isSaturated = false

  init(label: String, node: UInt32, in world: World) {
    active = world.gauge(Self.active, at: label)
    queued = world.gauge(Self.queued, at: label)
    expired = world.count(Self.expired, at: label)
    saturation = EpisodeDetector(.saturated, node: node, quietGap: Episode.quietGap)
    throttling = EpisodeDetector(.throttling, node: node, quietGap: Episode.quietGap)
  }

  /// So many requests are worked on, and so many wait.
  ///
  /// - Parameter workers: How many could be worked on; none where nothing serves.
  func moved(active count: Int64, queued waiting: Int64, of workers: Int64, in world: World) {
    active.set(count, at: world.now)
    queued.set(waiting, at: world.now)
    guard isSaturated != (workers > 0 && count >= workers) else { return }
    isSaturated.toggle()
    if isSaturated {
      saturation.began(at: world.now, in: world.episodes)
    } else {
      saturation.ended(at: world.now)
    }
  }

  /// A request is turned away.
  func throttled(in world: World) {
    throttling.happened(at: world.now, in: world.episodes)
  }

  /// Dates the end of what is over.
  func finish(in world: World) {
    saturation.settle(at: world.now, in: world.episodes)
    throttling.settle(at: world.now, in: world.episodes)
  }
}
