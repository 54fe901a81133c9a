import Blueprints
import Kernel

/// How a target group finds out who is well.
extension TargetGroup {
  /// Asks a target, and again after the interval; one that does not answer has failed when the
  /// timeout is over.
  func check(_ event: Event, in world: World) {
    let target = targets[event.first]
    guard target.generation == event.generation, !target.isDraining else { return }
    world.calendar.schedule(event, after: settings.checkInterval)
    guard isWell(target, in: world) else {
      world.calendar.schedule(
        Event(
          node: number, kind: Kind.failure.rawValue, generation: event.generation,
          first: event.first), after: settings.checkTimeout)
      return
    }
    learn(event.first, passed: true, in: world)
  }

  /// Takes the outcome of a check: enough of them in a row change the state of a target, and one
  /// that passes is enough at first.
  func learn(_ slot: UInt32, passed: Bool, in world: World) {
    let target = targets[slot]
    guard !target.isDraining else { return }
    switch (target.state, passed) {
    case (.healthy, true), (.unhealthy, false): targets[slot].streak = 0
    case (.initial, true): begin(slot, in: world)
    case (.unhealthy, true):
      targets[slot].streak += 1
      if targets[slot].streak >= settings.healthyThreshold { begin(slot, in: world) }
    case (.healthy, false), (.initial, false):
      targets[slot].streak += 1
      guard targets[slot].streak >= settings.unhealthyThreshold else { return }
      targets[slot].streak = 0
      targets[slot].state = .unhealthy
      update(in: world)
    }
  }

  /// A target becomes healthy: slowly, if the others need not wait for it.
  private func begin(_ slot: UInt32, in world: World) {
    let hasWarmOnes = members.contains {
      targets[$0].state == .healthy && targets[$0].warm <= world.now
    }
    targets[slot].state = .healthy
    targets[slot].streak = 0
    targets[slot].credit = 0
    targets[slot].warm = hasWarmOnes ? world.now + terms.slowStart : world.now
    update(in: world)
  }
}
