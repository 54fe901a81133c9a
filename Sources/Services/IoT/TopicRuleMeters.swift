import Blueprints
import Kernel
import Measures

/// The instruments of a rule of IoT.
final class TopicRuleMeters {
  let published: CountMeasure
  let matched: CountMeasure
  let unwanted: CountMeasure
  let throttled: CountMeasure
  let retried: CountMeasure
  private let rejected: CountMeasure
  private let successes: CountMeasure
  private let failures: CountMeasure
  private let errorSuccesses: CountMeasure
  private let errorFailures: CountMeasure
  private var throttling: EpisodeDetector
  /// Messages of 5 KB for which the rule was triggered.
  var triggered: Int64 = 0
  /// Messages of 5 KB with which an action was done.
  private(set) var executed: Int64 = 0

  init(of label: String, node: UInt32, in world: World) {
    published = world.count(TopicRule.published, at: label)
    rejected = world.count(TopicRule.turnedAway, at: label)
    matched = world.count(TopicRule.matched, at: label)
    unwanted = world.count(TopicRule.unwanted, at: label)
    throttled = world.count(TopicRule.throttled, at: label)
    successes = world.count(TopicRule.successes, at: label)
    failures = world.count(TopicRule.failures, at: label)
    retried = world.count(TopicRule.retried, at: label)
    errorSuccesses = world.count(TopicRule.errorSuccesses, at: label)
    errorFailures = world.count(TopicRule.errorFailures, at: label)
    throttling = EpisodeDetector(.throttling, node: node, quietGap: Episode.quietGap)
  }

  /// A message of a device was turned away.
  func turnedAway(in world: World) {
    rejected.add(1, at: world.now)
    throttling.happened(at: world.now, in: world.episodes)
  }

  /// An action was done with a message of some bytes.
  func succeeded(size: Int64, forErrors: Bool, in world: World) {
    executed += size.blocks(of: TopicRule.meter)
    (forErrors ? errorSuccesses : successes).add(1, at: world.now)
  }

  /// An action was given up.
  func failed(forErrors: Bool, in world: World) {
    (forErrors ? errorFailures : failures).add(1, at: world.now)
  }

  /// The run ends.
  func finish(in world: World) {
    throttling.settle(at: world.now, in: world.episodes)
  }
}
