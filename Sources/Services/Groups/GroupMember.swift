import Kernel

/// An instance of a group, from its launch to its end.
struct GroupMember: BitwiseCopyable {
  /// Where it is in its life, in AWS's words.
  enum Stage: UInt8, BitwiseCopyable {
    case pending, pendingWait, inService, draining, terminatingWait, terminating

    /// Whether it counts towards the capacity that is wanted.
    var isCounted: Bool {
      switch self {
      case .pending, .pendingWait, .inService: true
      case .draining, .terminatingWait, .terminating: false
      }
    }
  }

  /// Why it is to be replaced.
  enum Defect: UInt8, BitwiseCopyable {
    case none
    /// It failed a health check.
    case unhealthy
    /// It has lived as long as an instance of the group may.
    case outdated
  }

  /// Since when those are in service that were there before the run began.
  static let longAgo = Instant(nanoseconds: .min / 4)

  /// Its number in the fleet.
  let machine: UInt32
  /// How many machines of the fleet came before it, of which it gets its id.
  let serial: UInt32
  let zone: Int
  let launched: Instant
  /// Whether policies and schedules may not take it away.
  let isProtected: Bool
  var stage = Stage.pending
  var defect = Defect.none
  /// Since when it is in service.
  var served = Instant.never

  /// Whether its work has shown in the metrics for so long.
  func isSettled(for warmUp: TimeSpan, at now: Instant) -> Bool {
    stage == .inService && now - served >= warmUp
  }

  /// What a choice among instances looks at.
  var candidate: Candidate {
    Candidate(machine: machine, zone: zone, launched: launched, isProtected: isProtected)
  }
}
