/// The state of an instance, in EC2's words.
enum InstanceState: String, CaseIterable {
  case pending, running, stopping, stopped, terminated
  case shuttingDown = "shutting-down"

  /// That of a machine.
  init(_ state: Machine.State) {
    switch state {
    case .pending: self = .pending
    case .booting, .ready, .serving, .draining, .closed: self = .running
    case .stopping: self = .stopping
    case .stopped: self = .stopped
    case .ending: self = .shuttingDown
    }
  }
}
