import Blueprints
import Kernel
import Measures

/// The instruments of a table.
final class TableMeters {
  let throttled: CountMeasure
  let systemErrors: CountMeasure
  let userErrors: CountMeasure
  let readThrottles: CountMeasure
  let writeThrottles: CountMeasure
  let consumedReads: CountMeasure
  let consumedWrites: CountMeasure
  private let readReasons: ContiguousArray<CountMeasure>
  private let writeReasons: ContiguousArray<CountMeasure>
  private let label: String
  private var latencies: ContiguousArray<SampleMeasure?>
  private var throttling: EpisodeDetector
  /// Half a read unit that is not counted yet, as CloudWatch's counts are whole here.
  private var halves: Int64 = 0

  init(label: String, node: UInt32, in world: World) {
    self.label = label
    throttled = world.count(Table.throttled, at: label)
    systemErrors = world.count(Table.systemErrors, at: label)
    userErrors = world.count(Table.userErrors, at: label)
    readThrottles = world.count(Table.readThrottles, at: label)
    writeThrottles = world.count(Table.writeThrottles, at: label)
    consumedReads = world.count(Table.consumedReads, at: label)
    consumedWrites = world.count(Table.consumedWrites, at: label)
    readReasons = ContiguousArray(Table.readReasons.map { world.count($0, at: label) })
    writeReasons = ContiguousArray(Table.writeReasons.map { world.count($0, at: label) })
    latencies = ContiguousArray(repeating: nil, count: Table.Action.allCases.count)
    throttling = EpisodeDetector(.throttling, node: node, quietGap: Episode.quietGap)
  }

  /// A request was served.
  func served(_ action: Table.Action, _ parts: Int64, after latency: TimeSpan, in world: World) {
    samples(of: action, in: world).record(latency, at: world.now)
    guard action.isRead else { return consumedWrites.add(parts, at: world.now) }
    halves += parts
    consumedReads.add(halves / 2, at: world.now)
    halves %= 2
  }

  /// A request was turned away, by one of the buckets or, without a reason, by a fault.
  func throttled(_ action: Table.Action, for reason: TableCapacity.Reason?, in world: World) {
    throttled.add(1, at: world.now)
    (action.isRead ? readThrottles : writeThrottles).add(1, at: world.now)
    throttling.happened(at: world.now, in: world.episodes)
    guard let reason else { return }
    let counts = action.isRead ? readReasons : writeReasons
    counts[reason.rawValue].add(1, at: world.now)
  }

  /// The run ends.
  func finish(in world: World) {
    throttling.settle(at: world.now, in: world.episodes)
  }

  /// How long an operation took, if it was ever served.
  func latency(of action: Table.Action) -> SampleMeasure? { latencies[action.rawValue] }

  private func samples(of action: Table.Action, in world: World) -> SampleMeasure {
    if let known = latencies[action.rawValue] { return known }
    let samples = world.samples(Table.latency, at: label, detail: action.name)
    latencies[action.rawValue] = samples
    return samples
  }
}
