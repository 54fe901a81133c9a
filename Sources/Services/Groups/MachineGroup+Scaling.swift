import Blueprints
import Kernel

/// How many instances are wanted, and who says so.
extension MachineGroup {
  /// The group as a policy finds it whose instances warm up for so long.
  func capacity(warmingUpFor warmUp: TimeSpan, in world: World) -> Capacity {
    let settled = Int64(members.count { $0.isSettled(for: warmUp, at: world.now) })
    return Capacity(desired: desired, warming: max(0, desired - settled), bounds: bounds)
  }

  /// Wants another number of instances.
  func want(_ capacity: Int64, in world: World) {
    let capacity = bounds.clamp(capacity)
    guard capacity != desired else { return }
    desired = capacity
    settle(in: world)
    reconcileSoon(in: world)
  }

  /// Whether simple policies pause.
  func isPausing(in world: World) -> Bool { pause != nil || world.now < pauseEnds }

  /// Has simple policies pause for so long once all activities are over.
  func pause(for length: TimeSpan, in world: World) {
    pause = length
    settle(in: world)
  }

  /// Gives the group other bounds, and another number of instances if that is said or follows.
  func resize(_ minimum: Int64?, _ maximum: Int64?, desired wanted: Int64?, in world: World) {
    bounds.minimum = minimum ?? bounds.minimum
    bounds.maximum = max(maximum ?? bounds.maximum, bounds.minimum)
    want(wanted ?? desired, in: world)
  }
}
