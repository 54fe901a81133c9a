import Blueprints
import Measures

extension CustomBus {
  func ceilings(in world: World) -> [Ceiling] {
    [
      Ceiling(CustomBusParameters.rate.name, rate),
      Ceiling(CustomBusParameters.groupRate.name, busiestGroup),
    ].compactMap { $0 }
  }
}
