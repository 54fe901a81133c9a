import Blueprints
import Measures

extension Gateway {
  func ceilings(in world: World) -> [Ceiling] {
    let stage = throttles.compactMap { $0 }.flatMap { $0.ceilings("requests of a route") }
    return [
      Ceiling(GatewayParameters.rate.name, account),
      Ceiling(burst: GatewayParameters.burst.name, account?.bucket),
      Ceiling.hottest(stage),
      plan?.busiest.flatMap { Ceiling.hottest($0.ceilings("requests with a key")) },
    ].compactMap { $0 }
  }
}

extension GatewayThrottle {
  /// Its rate and its burst.
  fileprivate func ceilings(_ name: String) -> [Ceiling] {
    [
      Ceiling("\(name) per second", bucket, parts: Self.cost),
      Ceiling(burst: "\(name) at once", bucket, parts: Self.cost),
    ].compactMap { $0 }
  }
}
