import Blueprints
import Kernel

/// What is written down of messages that are followed.
extension Runner {
  /// A run has ended for one of its messages, which is followed.
  @inline(never)
  func trace(_ entry: UInt32, of slot: UInt32, in world: World) {
    trace(world.batches[entry], of: slot, in: world)
  }

  private func trace(_ done: BatchEntry, of slot: UInt32, in world: World) {
    let run = runs[slot]
    world.traceRun(
      done, of: consumer, from: run.started, among: run.batch.count, timedOut: run.timedOut)
  }

  /// A run was given up before its end: its messages come back.
  @inline(never)
  func traceCutOff(_ slot: UInt32, in world: World) {
    guard runs[slot].started <= world.now else { return }
    var entry = runs[slot].batch.first
    while entry != .max {
      var cut = world.batches[entry]
      (cut.outcome, cut.end) = (.untouched, .never)
      if world.isTraced(world.messages[cut.message].name) { trace(cut, of: slot, in: world) }
      entry = cut.next
    }
  }

  /// The attempt of a call ends that a strand made last.
  @inline(__always)
  func traceAnswer(
    _ slot: UInt32, along edge: UInt32, as ending: TraceSpan.Ending, after time: TimeSpan = .zero,
    isFinal: Bool = false, in world: World
  ) {
    let cause = message(of: slot, in: world).name
    guard world.isTraced(cause) else { return }
    let site = site(of: slot)
    world.traceAnswer(
      cause.child(sender: site.sender, step: site.step, ordinal: 0), along: world.edge(edge),
      as: ending, after: time, isFinal: isFinal)
  }
}
