/// What a policy has to know of a group before it changes its capacity.
struct Capacity: Equatable, Sendable {
  /// How many machines are wanted.
  var desired: Int64
  /// How many of them were added so recently that the metric does not show their work yet.
  var warming: Int64 = 0
  /// Whether machines may be taken away at all.
  var mayShrink: Bool
  var bounds: CapacityBounds

  /// A group; nothing is taken away while anything warms up.
  init(desired: Int64, warming: Int64 = 0, mayShrink: Bool? = nil, bounds: CapacityBounds) {
    self.desired = desired
    self.warming = warming
    self.mayShrink = mayShrink ?? (warming == 0)
    self.bounds = bounds
  }

  /// How many machines the metric speaks of.
  var settled: Int64 { max(0, desired - warming) }

  /// The capacity that follows when those that are settled ought to be so many instead.
  ///
  /// What warms up counts towards what is wanted, so that a breach which goes on adds nothing.
  func moving(to wanted: Int64) -> Int64 {
    let wanted = bounds.clamp(wanted)
    if wanted > settled { return max(desired, wanted) }
    return wanted < settled && mayShrink ? wanted : desired
  }
}
