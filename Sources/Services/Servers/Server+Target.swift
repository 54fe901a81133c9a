import Blueprints

/// A server is one machine that load balancers know, numbered 0.
extension Server: TargetHost {
  var targetHost: (any TargetHost)? { self }

  func call(_ call: Call, on machine: UInt32, in world: World) -> Answer {
    self.call(call, in: world)
  }

  /// A check waits in line as any other request, and finds no room where those find none.
  func answersHealthCheck(on machine: UInt32, in world: World) -> Bool {
    !answers.isStopped
      && (meters.activeGauge.level < settings.workers
        || meters.queuedGauge.level < settings.room.capacity)
  }

  func takesConnections(on machine: UInt32, in world: World) -> Bool { !answers.isStopped }
}
