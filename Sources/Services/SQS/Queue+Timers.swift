import Blueprints
import Kernel
import Measures

/// Which of a queue's own events are in the calendar: at most one of each kind, for the first
/// message concerned.
struct QueueTimers {
  private var visibilityIsSet = false
  private var delayIsSet = false
  /// When the queue will be called to let messages expire.
  private var retentionDue = Instant.never

  /// Sees to it that the queue is called when the first hidden message becomes visible.
  mutating func visibility(in world: World, of queue: Queue) {
    guard !visibilityIsSet, !queue.hidden.isEmpty else { return }
    visibilityIsSet = true
    Self.set(.visibilityEnds, world.messages[queue.hidden.first].mark, in: world, of: queue)
  }

  /// Sees to it that the queue is called when the first delay ends.
  mutating func delay(in world: World, of queue: Queue) {
    guard !delayIsSet, !queue.delayedLine.isEmpty else { return }
    delayIsSet = true
    Self.set(.delayEnds, world.messages[queue.delayedLine.first].mark, in: world, of: queue)
  }

  /// Sees to it that the queue is called when the oldest message expires.
  ///
  /// One that was set aside to here, or came twice, may be older than all that were here before.
  mutating func retention(in world: World, of queue: Queue) {
    guard let oldest = queue.oldestKept(in: world) else { return }
    let due = max(world.messages[oldest].sent + queue.settings.retention, world.now)
    guard due < retentionDue else { return }
    retentionDue = due
    Self.set(.retentionEnds, due, in: world, of: queue)
  }

  /// Whether an event to let messages expire is the one that counts, and no later one that was set
  /// before it.
  func isRetentionDue(at now: Instant) -> Bool { now >= retentionDue }

  /// Forgets that an event is set, because it has come.
  mutating func came(_ kind: Queue.Kind) {
    switch kind {
    case .visibilityEnds: visibilityIsSet = false
    case .delayEnds: delayIsSet = false
    case .retentionEnds: retentionDue = .never
    case .duplicateArrives, .groupCalms, .moveGoesOn, .purgeEnds: break
    }
  }

  private static func set(_ kind: Queue.Kind, _ due: Instant, in world: World, of queue: Queue) {
    world.calendar.schedule(Event(node: queue.number, kind: kind.rawValue), at: due)
  }
}

extension Queue {
  /// Lets every hidden message come back whose visibility timeout is over.
  func endVisibility(in world: World) {
    timers.came(.visibilityEnds)
    while !hidden.isEmpty, world.messages[hidden.first].mark <= world.now {
      let slot = hidden.first
      hidden.remove(slot, in: world.messages)
      notVisible.add(-1, at: world.now)
      comeBack(slot, in: world)
    }
    timers.visibility(in: world, of: self)
    callReceiver(in: world)
  }

  /// Puts a message that was not deleted where the next receive finds it.
  private func comeBack(_ slot: UInt32, in world: World) {
    world.messages[slot].traits.remove(.inFlight)
    if Int64(world.messages[slot].receives) >= backOfQueueAfter {
      if !isOutcast(slot, in: world) {
        leave(slot, in: world)
        outcasts.insert(slot, in: world.messages)
        world.messages[slot].traits.insert(.outcast)
      }
      fresh.append(slot, in: world.messages)
    } else {
      world.messages[slot].traits.insert(.returned)
      returned.append(slot, in: world.messages)
    }
    visible.add(1, at: world.now)
    fair?.count(slot, .visible, 1, in: world)
    fair?.count(slot, .inFlight, -1, in: world)
  }

  /// Hides a new message for the queue's delay.
  func delay(_ slot: UInt32, in world: World) {
    world.messages[slot].traits.insert(.delayed)
    world.messages[slot].mark = world.now + settings.delay
    delayedLine.append(slot, in: world.messages)
    delayed.add(1, at: world.now)
    fair?.count(slot, .delayed, 1, in: world)
    timers.delay(in: world, of: self)
  }

  /// Shows every new message whose delay is over.
  func endDelays(in world: World) {
    timers.came(.delayEnds)
    while !delayedLine.isEmpty, world.messages[delayedLine.first].mark <= world.now {
      let slot = delayedLine.first
      delayedLine.remove(slot, in: world.messages)
      world.messages[slot].traits.remove(.delayed)
      delayed.add(-1, at: world.now)
      fair?.count(slot, .delayed, -1, in: world)
      show(slot, in: world)
    }
    timers.delay(in: world, of: self)
  }

  /// The message whose retention ends first.
  func oldestKept(in world: World) -> UInt32? {
    guard outcasts.oldest != .max else { return seniority.oldest == .max ? nil : seniority.oldest }
    guard seniority.oldest != .max else { return outcasts.oldest }
    let (oldest, outcast) = (seniority.oldest, outcasts.oldest)
    return world.messages[outcast].sent < world.messages[oldest].sent ? outcast : oldest
  }

  /// Forgets every message that was kept as long as the queue keeps any, in whatever state it is.
  func endRetention(in world: World) {
    guard timers.isRetentionDue(at: world.now) else { return }
    timers.came(.retentionEnds)
    while let slot = oldestKept(in: world),
      world.messages[slot].sent + settings.retention <= world.now
    {
      expire(slot, in: world)
    }
    timers.retention(in: world, of: self)
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
      hidden.remove(slot, in: world.messages)
      notVisible.add(-1, at: world.now)
      fair?.count(slot, .inFlight, -1, in: world)
    } else if traits.contains(.delayed) {
      delayedLine.remove(slot, in: world.messages)
      delayed.add(-1, at: world.now)
      fair?.count(slot, .delayed, -1, in: world)
    } else {
      removeVisible(slot, in: world)
    }
    leave(slot, in: world)
    considerConsumed(slot, in: world)
  }

  /// Takes a message out of whichever line of visible ones it stands in.
  private func removeVisible(_ slot: UInt32, in world: World) {
    visible.add(-1, at: world.now)
    if let fair {
      fair.count(slot, .visible, -1, in: world)
      if fair.unpark(slot, in: world) { return }
    }
    if world.messages[slot].traits.contains(.returned) {
      returned.remove(slot, in: world.messages)
    } else {
      fresh.remove(slot, in: world.messages)
    }
  }
}
