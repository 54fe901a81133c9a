import Blueprints
import Kernel
import Measures

/// The instruments of a bucket.
final class BucketMeters {
  let all: CountMeasure
  let clientErrors: CountMeasure
  let serverErrors: CountMeasure
  let throttled: CountMeasure
  let uploaded: CountMeasure
  let downloaded: CountMeasure
  let firstByte: SampleMeasure
  let total: SampleMeasure
  let retries: CountMeasure
  let lost: CountMeasure
  private let methods: ContiguousArray<CountMeasure>
  private var throttling: EpisodeDetector

  init(label: String, node: UInt32, in world: World) {
    all = world.count(Bucket.allRequests, at: label)
    methods = ContiguousArray(Bucket.methodRequests.map { world.count($0.measure, at: label) })
    clientErrors = world.count(Bucket.clientErrors, at: label)
    serverErrors = world.count(Bucket.serverErrors, at: label)
    throttled = world.count(Bucket.throttled, at: label)
    uploaded = world.count(Bucket.uploaded, at: label)
    downloaded = world.count(Bucket.downloaded, at: label)
    firstByte = world.samples(Bucket.firstByte, at: label)
    total = world.samples(Bucket.totalLatency, at: label)
    retries = world.count(Bucket.notificationRetries, at: label)
    lost = world.count(Bucket.notificationsFailed, at: label)
    throttling = EpisodeDetector(.throttling, node: node, quietGap: Episode.quietGap)
  }

  /// A request came.
  func came(_ action: Bucket.Action, at now: Instant) {
    all.add(1, at: now)
    if let index = Bucket.methodRequests.firstIndex(where: { $0.method == action.method }) {
      methods[index].add(1, at: now)
    }
  }

  /// A request was turned away as one too many.
  func slowedDown(in world: World) {
    serverErrors.add(1, at: world.now)
    throttled.add(1, at: world.now)
    throttling.happened(at: world.now, in: world.episodes)
  }

  /// A request was served.
  func served(
    _ action: Bucket.Action, _ bytes: Int64, firstByte: TimeSpan, total: TimeSpan, at now: Instant
  ) {
    self.firstByte.record(firstByte, at: now)
    self.total.record(total, at: now)
    if action.uploads { uploaded.add(bytes, at: now) }
    if action == .getObject { downloaded.add(bytes, at: now) }
  }

  /// The run ends.
  func finish(in world: World) {
    throttling.settle(at: world.now, in: world.episodes)
  }
}
