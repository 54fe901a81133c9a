import Blueprints
import Measures

extension EventBus {
  func ceilings(in world: World) -> [Ceiling] {
    [Ceiling(EventBusParameters.putRate.name, intake.rate)].compactMap { $0 }
  }
}

extension APIDestination {
  func ceilings(in world: World) -> [Ceiling] {
    [Ceiling("invocations", pace)].compactMap { $0 }
  }
}
