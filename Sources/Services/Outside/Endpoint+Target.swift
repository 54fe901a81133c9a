import Blueprints

/// An endpoint is one machine that load balancers know, numbered 0.
extension Endpoint: TargetHost {
  var targetHost: (any TargetHost)? { self }

  func call(_ call: Call, on machine: UInt32, in world: World) -> Answer {
    self.call(call, in: world)
  }

  func answersHealthCheck(on machine: UInt32, in world: World) -> Bool { !answers.isStopped }
}
