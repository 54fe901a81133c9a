import Blueprints
import Measures

extension AutoScalingGroup {
  func ceilings(in world: World) -> [Ceiling] {
    [
      Ceiling(
        "MaxSize", group.bounds.maximum, on: group.meters.desired, of: Self.measures.desired)
    ].compactMap { $0 }
  }
}

extension ContainerService {
  func ceilings(in world: World) -> [Ceiling] {
    [
      Ceiling("tasks", group.bounds.maximum, on: group.meters.desired, of: Self.measures.desired)
    ].compactMap { $0 }
  }
}
