import Kernel

/// A chance that a fault sets: nothing happens until it does, and then to a share of all attempts.
public struct FaultOdds: BitwiseCopyable, Sendable {
  @usableFromInline var odds = Odds.never
  @usableFromInline let purpose: Purpose

  /// No chance at all, drawn for a role: `throttle/OrderPlaced`.
  public init(for role: String, in world: World) {
    purpose = world.purpose(role)
  }

  /// Sets the share of attempts to which it happens; 0 ends the fault.
  public mutating func set(_ share: Double) {
    odds = Odds(share: share)
  }

  /// Whether a fault has set a chance.
  public var isSet: Bool { odds != .never }

  /// Whether it happens to a message at an attempt; costs no draw while there is no fault.
  @inlinable
  public func strikes(_ name: Name, _ attempt: UInt32) -> Bool {
    odds != .never && odds.happens(purpose.word(for: name, attempt))
  }
}
