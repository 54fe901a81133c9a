import Blueprints
import Kernel
import Measures

extension FIFOQueue {
  /// Fetches as many messages of one group as it has, then of the group behind it, in one call.
  func receive(upTo limit: Int64, into batch: inout Batch, in world: World) -> Int64 {
    let room = stopped ? 0 : min(limit, Queue.receiveLimit, inFlightLimit - hidden.count)
    var count: Int64 = 0
    var size: Int64 = 0
    var isCalled = false
    var group = groups.firstReady
    while count < room, group != .max {
      let next = groups[group].next
      defer { group = next }
      let units = isCalled ? 0 : receives.unitsPerCall
      guard receives.take(units, for: groups[group].number, at: world.now) else { continue }
      isCalled = true
      while count < room, let slot = head(of: group, in: world) {
        hide(slot, in: world)
        batch.append(slot, receipt: world.messages[slot].receives, in: world)
        count &+= 1
        size += world.size(of: world.messages[slot].kind)
      }
    }
    guard isCalled || !hasVisible else { return 0 }
    bill(.receive, size)
    if count == 0 {
      meters.emptyReceives.add(1, at: world.now)
    } else {
      meters.received.add(count, at: world.now)
    }
    return count
  }

  /// The first message of a group, after setting aside those received too often; nil where it has
  /// none.
  func head(of group: UInt32, in world: World) -> UInt32? {
    while true {
      let slot = groups[group].line.first
      guard slot != .max else { return nil }
      guard isSpent(slot, in: world) else { return slot }
      groups.remove(slot, in: world.messages)
      meters.visible.add(-1, at: world.now)
      setAside(slot, in: world)
    }
  }

  /// Whether the next receive of a message would be one too many.
  private func isSpent(_ slot: UInt32, in world: World) -> Bool {
    guard deadLetters != nil, let redrive = settings.redrive else { return false }
    let before = groups.place(of: slot).receivedBefore
    return Int64(world.messages[slot].receives - before) >= redrive.maxReceiveCount
  }

  /// Moves a message to the dead-letter queue; those behind it in its group go on without it.
  private func setAside(_ slot: UInt32, in world: World) {
    guard let deadLetters else { preconditionFailure("\(label) has no dead-letter queue") }
    let group = groups.number(of: slot)
    leave(slot, in: world)
    outgoing.setAside()
    world.move(slot, to: deadLetters.edge)
    deadLetters.edge.acknowledge()
    deadLetters.edge.delivered(world.messages[slot].name, in: world)
    if let queue = deadLetters.node as? FIFOQueue {
      queue.adopt(slot, from: number, in: group, world)
    } else {
      world.forget(slot)
    }
    deadLettering?.happened(at: world.now, in: world.episodes)
  }

  /// Counts a receive and hides the message from others.
  func hide(_ slot: UInt32, in world: World) {
    groups.take(slot, in: world.messages)
    world.messages.update(slot) { message in
      message.receives &+= 1
      message.traits.insert(.inFlight)
      message.mark = world.now + settings.visibilityTimeout
    }
    world.hold(slot)
    hidden.append(slot, in: world.messages)
    meters.visible.add(-1, at: world.now)
    meters.notVisible.add(1, at: world.now)
    meters.busyGroups.set(groups.busy, at: world.now)
    setVisibility(in: world)
  }

  /// A receipt is good while its message is hidden because of it.
  private func isCurrent(_ entry: BatchEntry, in world: World) -> Bool {
    let message = world.messages[entry.message]
    return message.receives == entry.receipt && message.traits.contains(.inFlight)
      && !message.traits.contains(.forgotten)
  }

  func delete(_ entry: BatchEntry, in world: World) {
    meters.deleted.add(1, at: world.now)
    guard isCurrent(entry, in: world) else { return world.letGo(entry.message) }
    outgoing.acknowledge()
    end(entry, in: world)
  }

  func discard(_ entry: BatchEntry, in world: World) {
    meters.deleted.add(1, at: world.now)
    guard isCurrent(entry, in: world) else { return world.letGo(entry.message) }
    outgoing.filter()
    end(entry, in: world)
  }

  func release(_ entry: BatchEntry, in world: World) {
    world.letGo(entry.message)
  }

  func countDeletion(of count: Int64) {
    card.bill(
      Queue.Action.delete.rawValue, units: count.blocks(of: Queue.receiveLimit))
  }

  func countEmptyReceives(_ count: Int64, in world: World) {
    idleRequests += count
    meters.emptyReceives.add(count, at: world.now)
  }

  private func end(_ entry: BatchEntry, in world: World) {
    endFlight(of: entry.message, in: world)
    groups.end(entry.message)
    meters.busyGroups.set(groups.busy, at: world.now)
    leave(entry.message, in: world)
    world.forget(entry.message)
    world.letGo(entry.message)
    callReceiver(in: world)
  }

  /// Takes a message out of the line of those that are hidden.
  func endFlight(of slot: UInt32, in world: World) {
    hidden.remove(slot, in: world.messages)
    meters.notVisible.add(-1, at: world.now)
  }

  /// Takes a message off the books of this queue.
  func leave(_ slot: UInt32, in world: World) {
    if slot == seniority.oldest { observeAge(at: world.now, in: world) }
    seniority.remove(slot, in: world.messages)
  }
}
