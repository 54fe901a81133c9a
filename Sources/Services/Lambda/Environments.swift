import Kernel

/// The execution environments of a function that wait for work, the one used last first.
///
/// The one that ran last is taken first, so the others grow old at the other end, where those are
/// found whose time is over.
struct Environments: ~Copyable {
  /// An environment; only an idle one stands in line.
  struct Environment: BitwiseCopyable {
    var newer: UInt32 = .max
    var older: UInt32 = .max
    var idleSince = Instant.start
    /// When it is retired even if it is busy all the time.
    var retires: Instant
    /// It has not run yet.
    var isNew = true
    /// It crashed or ran out of time, so its next run starts it anew.
    var isBroken = false
    /// Which one of the function's it is.
    var ordinal: UInt64
    /// How often it was started anew.
    var restarts: UInt32 = 0
    /// It is one of those that were started ahead of demand.
    var isProvisioned = false
  }

  let slab = Slab<Environment>()
  private var newest: UInt32 = .max
  private var oldest: UInt32 = .max
  /// How many wait.
  private(set) var idle: Int64 = 0
  /// How many were ever started; the name of the next one.
  private(set) var started: UInt64 = 0

  /// Starts an environment that goes to work at once.
  mutating func start(retires: Instant) -> UInt32 {
    started += 1
    return slab.insert(Environment(retires: retires, ordinal: started))
  }

  /// Takes the one used last, if one waits.
  mutating func take() -> UInt32? {
    guard newest != .max else { return nil }
    let slot = newest
    newest = slab[slot].older
    if newest == .max { oldest = .max } else { slab[newest].newer = .max }
    idle &-= 1
    return slot
  }

  /// Puts one that has done its work back in line; false where its life is over and it is gone.
  mutating func putBack(_ slot: UInt32, broken: Bool, at now: Instant) -> Bool {
    guard slab[slot].retires > now else {
      slab.remove(slot)
      return false
    }
    slab[slot].isBroken = broken
    slab[slot].isNew = false
    slab[slot].idleSince = now
    slab[slot].newer = .max
    slab[slot].older = newest
    if newest == .max { oldest = slot } else { slab[newest].newer = slot }
    newest = slot
    idle &+= 1
    return true
  }

  /// Whether one has not run yet.
  func isNew(_ slot: UInt32) -> Bool { slab[slot].isNew }

  /// Which one it is and how often it was started before, where it has to start; asked once.
  mutating func startNeeded(_ slot: UInt32) -> (ordinal: UInt64, restart: UInt32)? {
    guard slab[slot].isNew || slab[slot].isBroken else { return nil }
    if slab[slot].isBroken { slab[slot].restarts += 1 }
    slab[slot].isBroken = false
    return (slab[slot].ordinal, slab[slot].restarts)
  }

  /// When the one that waits longest has waited long enough.
  func nextExpiry(after idleLife: TimeSpan) -> Instant {
    oldest == .max ? .never : slab[oldest].idleSince + idleLife
  }

  /// Retires every one that has waited long enough.
  mutating func expire(after idleLife: TimeSpan, at now: Instant) {
    while oldest != .max, slab[oldest].idleSince + idleLife <= now {
      let slot = oldest
      oldest = slab[slot].newer
      if oldest == .max { newest = .max } else { slab[oldest].older = .max }
      slab.remove(slot)
      idle &-= 1
    }
  }
}
