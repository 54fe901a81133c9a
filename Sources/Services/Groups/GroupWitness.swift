import Blueprints
import Kernel

/// Who hears what becomes of the machines of a group.
protocol GroupWitness: AnyObject {
  /// A machine is in service.
  func entered(_ member: GroupMember, in world: World)
  /// A machine is gone.
  func left(_ member: GroupMember, in world: World)
  /// A hook waits at a machine; the name of the event by which somebody is told.
  func waits(
    _ member: GroupMember, for hook: LifecycleHook, in world: World
  ) -> Name?
}
