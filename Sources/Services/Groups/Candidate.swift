import Kernel

/// An instance that a group may take away.
struct Candidate: Equatable {
  /// Its number in the fleet.
  var machine: UInt32
  /// Its availability zone, from 0.
  var zone: Int
  /// When it was launched.
  var launched: Instant
  /// The version of the template that it was launched by; later ones are greater.
  var version = 0
  /// Whether it is protected from scale-in.
  var isProtected = false
}
