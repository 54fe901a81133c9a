import Kernel

/// A moment in the life of instances at which a group waits for somebody.
struct LifecycleHook {
  /// When it waits.
  enum Transition: String, CaseIterable {
    case launching = "autoscaling:EC2_INSTANCE_LAUNCHING"
    case terminating = "autoscaling:EC2_INSTANCE_TERMINATING"
  }

  let name: String
  let transition: Transition
  /// How long it waits.
  let heartbeat: TimeSpan
  /// Whether an instance goes on for whose sake nobody came.
  let goesOn: Bool
}
