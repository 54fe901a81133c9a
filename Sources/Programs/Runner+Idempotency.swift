import Blueprints
import Kernel

extension Runner {
  /// Ends a message on which the code threw.
  ///
  /// What was locked for it is released first, so that a second run does it again; where the code
  /// caught the error, it is complete.
  func fail(_ slot: UInt32, in world: World) -> Ending? {
    let outcome: BatchEntry.Outcome = program.errorsCaught ? .swallowed : .failed
    guard let idempotency = program.idempotency else {
      return complete(slot, as: outcome, in: world)
    }
    let counter = strands[slot].counter
    guard counter > 0, counter < idempotency.complete else {
      // What keeps the records threw, around the code: nobody there catches it.
      return complete(slot, as: .failed, in: world)
    }
    strands[slot].failed = false
    strands[slot].ending = outcome
    strands[slot].counter =
      outcome == .swallowed ? idempotency.complete : idempotency.release
    return advance(slot, in: world)
  }

  /// Where a message goes on whose lock another run has: to its end, as done before, or as failed
  /// while the other one works on it; nil where the call is no lock.
  func place(for standing: Standing, _ slot: UInt32, at site: CallSite) -> Int32? {
    guard site.isLock, let idempotency = program.idempotency else { return nil }
    strands[slot].ending = standing == .completed ? .suppressed : .failed
    return idempotency.complete + 1
  }
}
