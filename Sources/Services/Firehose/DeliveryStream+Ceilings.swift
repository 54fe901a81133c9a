import Blueprints
import Measures

extension DeliveryStream {
  func ceilings(in world: World) -> [Ceiling] {
    [
      Ceiling("records per second", intake.records),
      Ceiling("requests per second", intake.requests),
      Ceiling("bytes per second", intake.bytes, in: .bytes),
    ].compactMap { $0 }
  }
}
