import Blueprints
import Kernel
import Measures

/// The instruments of a stream.
final class KinesisMeters {
  private let incoming: CountMeasure
  private let incomingBytes: CountMeasure
  private let exceeded: CountMeasure
  private let puts: CountMeasure
  private let putLatency: SampleMeasure
  private let batchPuts: CountMeasure
  private let batchLatency: SampleMeasure
  private let batchTotal: CountMeasure
  private let batchDone: CountMeasure
  private let batchThrottled: CountMeasure
  private let batchFailed: CountMeasure
  private let gets: CountMeasure
  private let outgoingBytes: CountMeasure
  private let iteratorAge: SampleMeasure
  let shards: GaugeMeasure
  private var throttling: EpisodeDetector
  /// Dates the times in which readers waited for their share of a shard.
  private var reading: EpisodeDetector
  /// Whether a record of the request at hand was taken.
  private var isCounted = false

  init(of label: String, node: UInt32, in world: World) {
    incoming = world.count(KinesisStream.incoming, at: label)
    incomingBytes = world.count(KinesisStream.incomingBytes, at: label)
    exceeded = world.count(KinesisStream.exceeded, at: label)
    puts = world.count(KinesisStream.puts, at: label)
    putLatency = world.samples(KinesisStream.putLatency, at: label)
    batchPuts = world.count(KinesisStream.batchPuts, at: label)
    batchLatency = world.samples(KinesisStream.batchLatency, at: label)
    batchTotal = world.count(KinesisStream.batchTotal, at: label)
    batchDone = world.count(KinesisStream.batchDone, at: label)
    batchThrottled = world.count(KinesisStream.batchThrottled, at: label)
    batchFailed = world.count(KinesisStream.batchFailed, at: label)
    gets = world.count(KinesisStream.gets, at: label)
    outgoingBytes = world.count(KinesisStream.outgoingBytes, at: label)
    iteratorAge = world.samples(KinesisStream.iteratorAge, at: label)
    shards = world.gauge(KinesisStream.openShards, at: label)
    throttling = EpisodeDetector(.throttling, node: node, quietGap: Episode.quietGap)
    reading = EpisodeDetector(.saturated, node: node, quietGap: Episode.quietGap)
  }

  /// A request begins to come in that is answered after a time.
  func came(_ action: KinesisStream.Action, after latency: TimeSpan, in world: World) {
    isCounted = false
    (action == .put ? putLatency : batchLatency).record(latency, at: world.now)
  }

  /// A record was written.
  func wrote(_ action: KinesisStream.Action, bytes: Int64, in world: World) {
    incoming.add(1, at: world.now)
    incomingBytes.add(bytes, at: world.now)
    guard action == .putMany else { return puts.add(1, at: world.now) }
    batchTotal.add(1, at: world.now)
    batchDone.add(1, at: world.now)
    if !isCounted { batchPuts.add(1, at: world.now) }
    isCounted = true
  }

  /// A record was turned away, as its shard takes no more now.
  func turnedAway(_ action: KinesisStream.Action, in world: World) {
    exceeded.add(1, at: world.now)
    throttling.happened(at: world.now, in: world.episodes)
    guard action == .putMany else { return }
    batchTotal.add(1, at: world.now)
    batchThrottled.add(1, at: world.now)
  }

  /// A record of a request failed for another reason.
  func failed(_ action: KinesisStream.Action, in world: World) {
    guard action == .putMany else { return }
    batchTotal.add(1, at: world.now)
    batchFailed.add(1, at: world.now)
  }

  /// A reader that shares the shards had records.
  func read(bytes: Int64, in world: World) {
    gets.add(1, at: world.now)
    outgoingBytes.add(bytes, at: world.now)
  }

  /// A reader has to wait, as its shard gives no more now.
  func held(in world: World) { reading.happened(at: world.now, in: world.episodes) }

  /// A read gave records of which the last was of an age.
  func gave(age: TimeSpan, in world: World) { iteratorAge.record(age, at: world.now) }

  /// What was read by readers that share the shards [B].
  var bytesRead: Int64 { outgoingBytes.total }

  /// The run ends.
  func finish(in world: World) {
    throttling.settle(at: world.now, in: world.episodes)
    reading.settle(at: world.now, in: world.episodes)
  }
}
