import Blueprints
import Kernel
import Measures

extension Queue {
  /// The most messages that one receive returns.
  static var receiveLimit: Int64 { 10 }
  /// Ten messages of this size fit into one billed request [bytes].
  private static var smallSize: Int64 { 6_553 }

  func receive(upTo limit: Int64, into batch: inout Batch, in world: World) -> Int64 {
    let room = stopped ? 0 : min(limit, Self.receiveLimit, inFlightLimit - hidden.count)
    var count: Int64 = 0
    var size: Int64 = 0
    while count < room, let slot = nextVisible(in: world) {
      hide(slot, in: world)
      batch.append(slot, receipt: world.messages[slot].receives, in: world)
      count &+= 1
      if world.greatestSize > Self.smallSize { size += world.size(of: world.messages[slot].kind) }
    }
    card.bill(Action.receive.rawValue, units: requests(for: size))
    if count == 0 {
      emptyReceives.add(1, at: world.now)
    } else {
      received.add(count, at: world.now)
    }
    return count
  }

  /// Takes the next visible message out of its line, after setting aside those received too often.
  func nextVisible(in world: World) -> UInt32? {
    while true {
      let slot: UInt32
      if let fair {
        guard let next = fair.next(&returned, &fresh, in: world) else { return nil }
        slot = next
      } else if !returned.isEmpty {
        slot = returned.first
        returned.remove(slot, in: world.messages)
        world.messages[slot].traits.remove(.returned)
      } else if !fresh.isEmpty {
        slot = fresh.first
        fresh.remove(slot, in: world.messages)
      } else {
        return nil
      }
      visible.add(-1, at: world.now)
      fair?.count(slot, .visible, -1, in: world)
      guard isSpent(slot, in: world) else { return slot }
      setAside(slot, in: world)
    }
  }

  /// Whether the next receive of a message would be one too many.
  private func isSpent(_ slot: UInt32, in world: World) -> Bool {
    guard deadLetters != nil, let redrive = settings.redrive else { return false }
    let before = adoptions.isEmpty ? 0 : adoptions[slot]?.receives ?? 0
    return Int64(world.messages[slot].receives - before) >= redrive.maxReceiveCount
  }

  /// Moves a message to the dead-letter queue, where it keeps its age.
  private func setAside(_ slot: UInt32, in world: World) {
    guard let deadLetters else { preconditionFailure("\(label) has no dead-letter queue") }
    leave(slot, in: world)
    considerConsumed(slot, in: world)
    outgoing.setAside()
    let sent = world.messages[slot].sent
    world.move(slot, to: deadLetters.edge)
    deadLetters.edge.acknowledge()
    deadLetters.edge.delivered(world.messages[slot].name, in: world)
    if let queue = deadLetters.node as? Queue {
      queue.adopt(slot, from: number, sent: sent, in: world)
    } else {
      world.forget(slot)
    }
    deadLettering?.happened(at: world.now, in: world.episodes)
  }

  /// Takes over a message that another queue set aside; its retention runs on from its first
  /// sending.
  private func adopt(_ slot: UInt32, from source: UInt32, sent: Instant, in world: World) {
    world.move(slot, to: outgoing)
    world.messages[slot].sent = sent
    world.messages[slot].traits.insert(.adopted)
    adoptions[slot] = Adoption(
      moment: world.now, receives: world.messages[slot].receives, source: source)
    keep(slot, in: world)
    show(slot, in: world)
  }

  /// Counts a receive and hides the message from others.
  func hide(_ slot: UInt32, in world: World) {
    world.messages.update(slot) { message in
      message.receives &+= 1
      message.traits.insert(.inFlight)
      message.mark = world.now + settings.visibilityTimeout
    }
    world.hold(slot)
    hidden.append(slot, in: world.messages)
    notVisible.add(1, at: world.now)
    fair?.count(slot, .inFlight, 1, in: world)
    timers.visibility(in: world, of: self)
    if duplicateOdds != .never { considerDuplicate(of: slot, in: world) }
  }

  /// A receipt is good while nobody received the message again.
  private func isCurrent(_ entry: BatchEntry, in world: World) -> Bool {
    world.messages.update(entry.message) { message in
      message.receives == entry.receipt && message.traits.contains(.inFlight)
        && !message.traits.contains(.forgotten)
    }
  }

  func delete(_ entry: BatchEntry, in world: World) {
    deleted.add(1, at: world.now)
    guard isCurrent(entry, in: world) else { return world.letGo(entry.message) }
    outgoing.acknowledge()
    end(entry, in: world)
  }

  func discard(_ entry: BatchEntry, in world: World) {
    deleted.add(1, at: world.now)
    guard isCurrent(entry, in: world) else { return world.letGo(entry.message) }
    outgoing.filter()
    end(entry, in: world)
  }

  func release(_ entry: BatchEntry, in world: World) {
    world.letGo(entry.message)
  }

  func countDeletion(of count: Int64) {
    card.bill(Action.delete.rawValue, units: (count + Self.receiveLimit - 1) / Self.receiveLimit)
  }

  func countEmptyReceives(_ count: Int64, in world: World) {
    idleRequests += count
    emptyReceives.add(count, at: world.now)
  }

  private func end(_ entry: BatchEntry, in world: World) {
    hidden.remove(entry.message, in: world.messages)
    notVisible.add(-1, at: world.now)
    fair?.count(entry.message, .inFlight, -1, in: world)
    leave(entry.message, in: world)
    considerConsumed(entry.message, in: world)
    world.forget(entry.message)
    world.letGo(entry.message)
    if wakeWanted { callReceiver(in: world) }
  }

  /// Takes a message off the books of this queue.
  func leave(_ slot: UInt32, in world: World) {
    if world.messages[slot].traits.contains(.adopted) { adoptions[slot] = nil }
    if isOutcast(slot, in: world) {
      outcasts.remove(slot, in: world.messages)
    } else {
      if slot == seniority.oldest { observeAge(at: world.now, in: world) }
      seniority.remove(slot, in: world.messages)
      fair?.leave(slot, in: world)
    }
  }

  /// Whether a message was sent to the back of the queue, and is no longer counted as its oldest.
  func isOutcast(_ slot: UInt32, in world: World) -> Bool {
    world.messages[slot].traits.contains(.outcast)
  }
}
