import Blueprints

/// What can befall the machines of a group.
extension MachineGroup {
  /// The faults that nodes with a group take.
  static let faults = [
    Fault(.slow, "Computing takes so many times as long on every machine."),
    Fault(.fail, "A share of requests fails before the code; callers may try again."),
    Fault(.stop, "Every request that comes fails at once; what is inside goes on."),
    Fault(.throttle, "A share of requests is turned away."),
    Fault(.terminate, "Machines end at once with what is on them, and are replaced."),
    Fault(.loseZone, "All machines in a zone end at once, and others begin elsewhere."),
  ]

  /// A fault has begun or ended, which the machines know already: what could not begin anywhere can
  /// again.
  func notice(_ fault: FaultState, in world: World) {
    if case .loseZone(nil) = fault { reconcileSoon(in: world) }
  }
}
