import Blueprints
import Kernel
import Measures

extension FIFOQueue {
  /// Sees to it that the queue is called when the first hidden message becomes visible.
  func setVisibility(in world: World) {
    guard !isSet.visibility, !hidden.isEmpty else { return }
    isSet.visibility = true
    set(.visibilityEnds, at: world.messages[hidden.first].mark, in: world)
  }

  /// Lets every hidden message come back whose visibility timeout is over, to where it stood.
  func endVisibility(in world: World) {
    isSet.visibility = false
    while !hidden.isEmpty, world.messages[hidden.first].mark <= world.now {
      let slot = hidden.first
      endFlight(of: slot, in: world)
      world.messages[slot].traits.remove(.inFlight)
      groups.giveBack(slot, in: world.messages)
      meters.visible.add(1, at: world.now)
    }
    meters.busyGroups.set(groups.busy, at: world.now)
    setVisibility(in: world)
    callReceiver(in: world)
  }

  /// Hides a new message for the queue's delay.
  func delay(_ slot: UInt32, in world: World) {
    world.messages[slot].traits.insert(.delayed)
    world.messages[slot].mark = world.now + settings.delay
    delayedLine.append(slot, in: world.messages)
    meters.delayed.add(1, at: world.now)
    setDelay(in: world)
  }

  private func setDelay(in world: World) {
    guard !isSet.delay, !delayedLine.isEmpty else { return }
    isSet.delay = true
    set(.delayEnds, at: world.messages[delayedLine.first].mark, in: world)
  }

  /// Shows every new message whose delay is over.
  func endDelays(in world: World) {
    isSet.delay = false
    while !delayedLine.isEmpty, world.messages[delayedLine.first].mark <= world.now {
      let slot = delayedLine.first
      delayedLine.remove(slot, in: world.messages)
      world.messages[slot].traits.remove(.delayed)
      meters.delayed.add(-1, at: world.now)
      show(slot, in: world)
    }
    setDelay(in: world)
  }

  /// Sees to it that the queue is called when the oldest message expires.
  func setRetention(in world: World) {
    guard !isSet.retention, seniority.oldest != .max else { return }
    isSet.retention = true
    set(
      .retentionEnds, at: world.messages[seniority.oldest].sent + settings.retention, in: world)
  }

  /// Forgets every message that was kept as long as the queue keeps any, in whatever state it is.
  func endRetention(in world: World) {
    isSet.retention = false
    while seniority.oldest != .max,
      world.messages[seniority.oldest].sent + settings.retention <= world.now
    {
      expire(seniority.oldest, in: world)
    }
    setRetention(in: world)
    callReceiver(in: world)
  }

  private func expire(_ slot: UInt32, in world: World) {
    takeAway(slot, in: world)
    outgoing.expire()
    world.forget(slot)
  }

  /// Takes a message off all books and out of its line, in whatever state it is.
  func takeAway(_ slot: UInt32, in world: World) {
    let traits = world.messages[slot].traits
    if traits.contains(.inFlight) {
      endFlight(of: slot, in: world)
      groups.end(slot)
      meters.busyGroups.set(groups.busy, at: world.now)
    } else if traits.contains(.delayed) {
      delayedLine.remove(slot, in: world.messages)
      meters.delayed.add(-1, at: world.now)
    } else {
      groups.remove(slot, in: world.messages)
      meters.visible.add(-1, at: world.now)
    }
    leave(slot, in: world)
  }

  private func set(_ kind: Kind, at due: Instant, in world: World) {
    world.calendar.schedule(Event(node: number, kind: kind.rawValue), at: due)
  }

  // MARK: Age

  /// Writes down how old the oldest message is, at the ends of intervals and before another one
  /// takes its place.
  func observeAge(at moment: Instant, in world: World) {
    guard seniority.oldest != .max else { return }
    meters.age.record(
      (moment - world.messages[seniority.oldest].sent).nanoseconds, at: moment)
  }

  func look(at boundary: Instant, in world: World) {
    observeAge(at: boundary, in: world)
  }

  func finish(in world: World) {
    observeAge(at: world.now, in: world)
    deadLettering?.settle(at: world.now, in: world.episodes)
    upkeep?.finish()
  }
}
