import Blueprints
import Kernel
import Measures

extension EventSourceMapping {
  /// Takes a batch back from the function: what is done is deleted, the rest comes back by itself.
  func end(_ event: Event, in world: World) {
    let runFailed = event.second == BatchEnding.failed.rawValue
    if runFailed { countFailure(of: event.first, at: world.now) }
    let keepsAll = runFailed
    let partial = partialResponses
    let endsAtFailure = partial && keepsOrder
    var isOver = false
    close(event.first, in: world) { outcome in
      guard !keepsAll, !isOver else { return false }
      guard partial, outcome == .failed else { return true }
      // What comes behind the first failure is given back too, or it would be overtaken.
      isOver = endsAtFailure
      return false
    }
    pump(in: world)
  }

  /// Counts the messages of a batch whose run failed, and has fewer batches at once for a while.
  @inline(never)
  private func countFailure(of slot: UInt32, at now: Instant) {
    failed.add(deliveries[slot].batch.count, at: now)
    guard !partialResponses else { return }
    scaling.lowerAfterError()
    showTarget(at: now)
  }

  /// Ends a delivery: deletes the messages that are done with and lets go of the others.
  func close(
    _ slot: UInt32, in world: World, isDone: (BatchEntry.Outcome) -> Bool
  ) {
    var batch = deliveries[slot].batch
    deliveries.remove(slot)
    active &-= 1
    batches.add(-1, at: world.now)
    var done: Int64 = 0
    var entry = batch.first
    while entry != .max {
      let current = world.batches[entry]
      if isDone(current.outcome) {
        source.delete(current, in: world)
        done &+= 1
      } else {
        source.release(current, in: world)
      }
      entry = current.next
    }
    if done > 0 {
      source.countDeletion(of: done)
      deleted.add(done, at: world.now)
    }
    batch.dissolve(in: world)
  }

  /// Writes down how many batches are allowed, and how many pollers are kept.
  func showTarget(at now: Instant) {
    target.set(scaling.gauge, at: now)
    pollers?.set(scaling.pollers, at: now)
  }

  /// Allows one batch more after a while, if messages still wait then.
  func setRamp(in world: World) {
    guard !rampIsSet, scaling.canRise else { return }
    rampIsSet = true
    schedule(.ramp, after: rampInterval, in: world)
  }

  func ramp(in world: World) {
    rampIsSet = false
    guard source.hasVisible else { return }
    scaling.rise()
    showTarget(at: world.now)
    pump(in: world)
  }

  /// Counts what the idle pollers received in vain since the last look, and lets the target sink
  /// that nothing used.
  func countIdlePolls(in world: World) {
    if !isStopped, let idle = scaling.idlePollers(active: active), idle > receives {
      // A long poll returns as soon as a message is there, so whoever got one did not wait in vain.
      source.countEmptyReceives(idle - receives, in: world)
    }
    receives = 0
    scaling.settle(active: active, fetching: provisioned?.busy(over: longPoll) ?? 0)
    showTarget(at: world.now)
    schedule(.idle, after: longPoll, in: world)
  }
}
