import Kernel

/// What a group goes by, once its properties are found to fit together.
struct GroupTerms {
  var bounds: CapacityBounds
  /// How many instances there are at first.
  var desired: Int64
  var limits = ReplacementLimits()
  var policies: [TerminationPolicy] = [.standard]
  var hooks: [LifecycleHook] = []
  var zoneCount = 1
  var cooldown = TimeSpan.seconds(300)
  /// After how long an instance counts in metrics; nil where the group does not say.
  var warmUp: TimeSpan?
  /// For how long load balancers may find a new instance unhealthy.
  var grace = TimeSpan.zero
  var asksBalancers = false
  /// After how long an instance is replaced; zero where it is not.
  var lifetime = TimeSpan.zero
  var isProtected = false

  /// A group of some size; all else is as AWS has it where nothing is said.
  init(_ sizes: ClosedRange<Int64>, desired: Int64? = nil) {
    bounds = CapacityBounds(minimum: sizes.lowerBound, maximum: sizes.upperBound)
    self.desired = desired ?? sizes.lowerBound
  }
}
