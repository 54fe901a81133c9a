import Kernel

/// The pauses after policies have changed the capacity of something, which all its policies keep.
///
/// What was added counts as part of what is wanted until the pause is over, so only a larger step
/// adds more; nothing is taken away meanwhile. Adding does not wait for the pause after taking
/// away, and ends it.
///
/// Source: https://docs.aws.amazon.com/autoscaling/application/userguide/
/// target-tracking-scaling-policy-overview.html.
struct ScalingCooldowns: Equatable, Sendable {
  /// How long the pauses are that a policy begins.
  struct Lengths: Equatable, Sendable {
    /// After adding.
    var afterGrowth: TimeSpan
    /// After taking away.
    var afterShrinking: TimeSpan
  }

  private var growthEnds = Instant.start
  private var shrinkingEnds = Instant.start
  private var added: Int64 = 0

  /// How many of those that are wanted were added in a pause that is not over.
  func warming(at now: Instant) -> Int64 { now < growthEnds ? added : 0 }

  /// Whether machines may be taken away.
  func mayShrink(at now: Instant) -> Bool { now >= growthEnds && now >= shrinkingEnds }

  /// A policy with pauses of some lengths has changed the capacity.
  mutating func moved(
    from capacity: Int64, to wanted: Int64, pausing lengths: Lengths, at now: Instant
  ) {
    if wanted > capacity {
      added = warming(at: now) + wanted - capacity
      growthEnds = now + lengths.afterGrowth
      shrinkingEnds = now
    } else if wanted < capacity {
      shrinkingEnds = now + lengths.afterShrinking
    }
  }
}
