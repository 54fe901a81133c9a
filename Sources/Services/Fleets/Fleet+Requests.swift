import Blueprints
import Kernel

/// Requests go to machines in turn, or to one that a load balancer chose.
extension Fleet: TargetHost {
  var label: String { stations.label }

  /// Answers a call on the machine whose turn it is.
  func call(_ call: Call, in world: World) -> Answer {
    guard let member = members.next() else { return stations.refuseConnection(in: world) }
    return (member.host ?? self).call(call, on: member.machine, in: world)
  }

  func call(_ call: Call, on machine: UInt32, in world: World) -> Answer {
    switch machines[machine].state {
    case .serving, .draining:
      stations.call(call, on: machines[machine].station, in: world)
    default: stations.refuseConnection(in: world)
    }
  }

  func answersHealthCheck(on machine: UInt32, in world: World) -> Bool {
    let state = machines[machine].state
    return (state == .ready || state == .serving) && !stations.answers.isStopped
      && stations.hasRoom(at: machines[machine].station)
  }

  func takesConnections(on machine: UInt32, in world: World) -> Bool {
    machines[machine].state.isRunning && !stations.answers.isStopped
  }
}

/// Machines of other fleets may take their turn here.
extension Fleet: TargetRegistry {
  func register(_ machine: UInt32, of host: any TargetHost, zone: Int, in world: World) {
    members.add(machine, of: host)
  }

  func deregister(_ machine: UInt32, of host: any TargetHost, in world: World) -> TimeSpan {
    members.remove(machine, of: host)
    return .zero
  }

  func isHealthy(_ machine: UInt32, of host: any TargetHost, in world: World) -> Bool {
    host.answersHealthCheck(on: machine, in: world)
  }
}
