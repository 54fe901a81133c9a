import Blueprints
import Kernel
import Measures

/// The instruments of a table that do not count capacity.
final class TableMeters {
  let throttled: CountMeasure
  let systemErrors: CountMeasure
  let userErrors: CountMeasure
  let unmetConditions: CountMeasure
  let expired: CountMeasure
  private let label: String
  private var latencies: ContiguousArray<SampleMeasure?>
  private var throttling: EpisodeDetector

  init(label: String, node: UInt32, in world: World) {
    self.label = label
    throttled = world.count(Table.throttled, at: label)
    systemErrors = world.count(Table.systemErrors, at: label)
    userErrors = world.count(Table.userErrors, at: label)
    unmetConditions = world.count(Table.unmetConditions, at: label)
    expired = world.count(Table.expired, at: label)
    latencies = ContiguousArray(repeating: nil, count: Table.Action.allCases.count)
    throttling = EpisodeDetector(.throttling, node: node, quietGap: Episode.quietGap)
  }

  /// A request was served.
  func served(_ action: Table.Action, after latency: TimeSpan, in world: World) {
    samples(of: action, in: world).record(latency, at: world.now)
  }

  /// A request was turned away.
  func throttle(in world: World) {
    throttled.add(1, at: world.now)
    throttling.happened(at: world.now, in: world.episodes)
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
