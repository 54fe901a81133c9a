import Kernel

/// The pauses of a policy of Application Auto Scaling after it has changed the capacity.
///
/// What was added counts as part of what is wanted until the pause is over, so only a larger step
/// adds more; nothing is taken away meanwhile. Adding does not wait for the pause after taking
/// away, and ends it.
///
/// Source: https://docs.aws.amazon.com/autoscaling/application/userguide/
/// target-tracking-scaling-policy-overview.html.
struct ScalingCooldowns: Equatable, Sendable {
  /// After adding.
  let afterGrowth: TimeSpan
  /// After taking away.
  let afterShrinking: TimeSpan
  private var growthEnds = Instant.start
  private var shrinkingEnds = Instant.start
  private var added: Int64 = 0

  init(afterGrowth: TimeSpan, afterShrinking: TimeSpan) {
    self.afterGrowth = afterGrowth
    self.afterShrinking = afterShrinking
  }

  /// How many of those that are wanted were added in a pause that is not over.
  func warming(at now: Instant) -> Int64 { now < growthEnds ? added : 0 }

  /// Whether machines may be taken away.
  func mayShrink(at now: Instant) -> Bool { now >= growthEnds && now >= shrinkingEnds }

  /// The policy has changed the capacity.
  mutating func moved(from capacity: Int64, to wanted: Int64, at now: Instant) {
    if wanted > capacity {
      added = warming(at: now) + wanted - capacity
      growthEnds = now + afterGrowth
      shrinkingEnds = now
    } else if wanted < capacity {
      shrinkingEnds = now + afterShrinking
    }
  }
}
