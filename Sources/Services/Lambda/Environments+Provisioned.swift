import Kernel

extension Environments {
  /// Makes an environment that was started ahead of demand; it never stands in line with the
  /// others, and is never retired.
  func provision(_ ordinal: Int64) -> UInt32 {
    var environment = Environment(retires: .never, ordinal: 1 << 32 | UInt64(ordinal))
    environment.isNew = false
    environment.isProvisioned = true
    return slab.insert(environment)
  }

  /// Whether one was started ahead of demand.
  func isProvisioned(_ slot: UInt32) -> Bool { slab[slot].isProvisioned }

  /// Says that the next run of one has to start it anew.
  func markBroken(_ slot: UInt32) { slab[slot].isBroken = true }
}
