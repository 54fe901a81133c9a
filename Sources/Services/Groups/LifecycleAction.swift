import Kernel

/// An instance at which a hook waits for somebody.
struct LifecycleAction: BitwiseCopyable {
  /// Its number among all that the group had; tells it from others at the same instance.
  let number: UInt32
  let machine: UInt32
  /// The hook, by its place among those of the group.
  let hook: Int
  /// The root of the event that told of it, by which an answer is known; nil where nobody was told.
  let told: UInt64?
}
