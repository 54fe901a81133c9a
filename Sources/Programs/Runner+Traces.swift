import Blueprints
import Kernel

/// What is written down of messages that are followed.
extension Runner {
  /// A run has ended for one of its messages.
  @inline(__always)
  func trace(_ done: BatchEntry, of run: Run, in world: World) {
    guard world.isTraced(world.messages[done.message].name) else { return }
    world.traceRun(
      done, of: consumer, from: run.started, among: run.batch.count, timedOut: run.timedOut)
  }

  /// A run was given up before its end: its messages come back.
  @inline(never)
  func traceCutOff(_ run: Run, in world: World) {
    guard run.started <= world.now else { return }
    var entry = run.batch.first
    while entry != .max {
      var cut = world.batches[entry]
      (cut.outcome, cut.end) = (.untouched, .never)
      trace(cut, of: run, in: world)
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
