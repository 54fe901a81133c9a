import Kernel

/// What serves requests on machines of its own, each of which can be called by itself.
///
/// Load balancers choose among machines; whoever knows only the node leaves the choice to it.
public protocol TargetHost: AnyObject {
  /// The label of the node that the machines belong to.
  var label: String { get }
  /// Answers a call on one machine.
  func call(_ call: Call, on machine: UInt32, in world: World) -> Answer
  /// Whether a health check of a machine would be answered at this moment.
  func answersHealthCheck(on machine: UInt32, in world: World) -> Bool
  /// Whether a machine takes connections, be it too busy to answer; else a request that failed was
  /// cut off.
  func takesConnections(on machine: UInt32, in world: World) -> Bool
}

extension TargetHost {
  /// What answers a health check takes connections.
  public func takesConnections(on machine: UInt32, in world: World) -> Bool {
    answersHealthCheck(on: machine, in: world)
  }
}

/// Where machines sign up for requests, as a target group of a load balancer.
public protocol TargetRegistry: AnyObject {
  /// A machine in a zone can be called from now on.
  func register(_ machine: UInt32, of host: any TargetHost, zone: Int, in world: World)
  /// A machine gets no new requests; how long those under way are given to end.
  func deregister(_ machine: UInt32, of host: any TargetHost, in world: World) -> TimeSpan
  /// Whether requests go to a machine because it answers.
  func isHealthy(_ machine: UInt32, of host: any TargetHost, in world: World) -> Bool
}
