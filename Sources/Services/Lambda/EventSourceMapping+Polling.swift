import Blueprints
import Kernel
import Measures

extension EventSourceMapping {
  /// Receives as long as messages wait and another batch is allowed.
  func pump(in world: World) {
    guard !isStopped else { return }
    while source.hasVisible {
      if provisioned != nil, mustPause(in: world) { return }
      if gathering != .max {
        guard fill(gathering, in: world) else { break }
      } else if active >= scaling.allowed {
        guard !scaling.awaken() else { continue }
        return setRamp(in: world)
      } else if seesRoom, batchProcessor.room(in: world) <= 0 {
        return batchProcessor.awaitRoom(Event(node: card.number, kind: Kind.room.rawValue))
      } else {
        guard open(in: world) else { break }
      }
    }
    source.wake(in: world)
  }

  /// Begins a batch with what is visible; false where nothing is.
  private func open(in world: World) -> Bool {
    var batch = Batch(manner)
    receive(into: &batch, in: world)
    guard !batch.isEmpty else { return false }
    let slot = deliveries.insert(Delivery(batch: batch, since: world.now))
    active &+= 1
    batches.add(1, at: world.now)
    if settings.window == .zero || batch.count >= settings.batchSize {
      dispatch(slot, in: world)
    } else {
      gathering = slot
      window &+= 1
      schedule(.windowEnds, slot, generation: window, after: settings.window, in: world)
    }
    return true
  }

  /// Adds what is visible to the batch that gathers; false where nothing more is to be had.
  @inline(never)
  private func fill(_ slot: UInt32, in world: World) -> Bool {
    let before = deliveries[slot].batch.count
    receive(into: &deliveries[slot].batch, in: world)
    if deliveries[slot].batch.count >= settings.batchSize {
      gathering = .max
      dispatch(slot, in: world)
      return true
    }
    return deliveries[slot].batch.count > before
  }

  /// Fetches up to the batch size, ten messages at most in one receive.
  private func receive(into batch: inout Batch, in world: World) {
    repeat {
      let count = fetch(into: &batch, in: world)
      guard count > 0 else { return }
      polled.add(count, at: world.now)
      receives &+= 1
      if provisioned != nil { countReceive(of: count, in: batch, in: world) }
    } while batch.count < settings.batchSize && source.hasVisible
  }

  /// Fetches messages in one receive, and deletes those that the filter keeps back; returns how
  /// many came.
  private func fetch(into batch: inout Batch, in world: World) -> Int64 {
    let limit = settings.batchSize - batch.count
    guard let filter else { return source.receive(upTo: limit, into: &batch, in: world) }
    var fresh = Batch()
    let count = source.receive(upTo: limit, into: &fresh, in: world)
    let before = batch.count
    var next = fresh.first
    while next != .max {
      let entry = world.batches[next]
      let message = world.messages[entry.message]
      if filter.passes(message.kind, message.name, sent: message.sent, in: world) {
        batch.append(entry.message, receipt: entry.receipt, in: world)
      } else {
        source.discard(entry, in: world)
      }
      next = entry.next
    }
    fresh.dissolve(in: world)
    let kept = batch.count - before
    filteredOut.add(count - kept, at: world.now)
    if kept < count { source.countDeletion(of: count - kept) }
    return count
  }

  /// Ends the gathering of a batch whose window is over.
  func closeWindow(_ slot: UInt32, _ generation: UInt16, in world: World) {
    guard gathering == slot, window == generation else { return }
    gathering = .max
    dispatch(slot, in: world)
    pump(in: world)
  }

  /// Sends a batch on its way to the function.
  private func dispatch(_ slot: UInt32, in world: World) {
    if overflows {
      for part in split(slot, in: world) { pickUp(part, in: world) }
    }
    pickUp(slot, in: world)
  }

  private func pickUp(_ slot: UInt32, in world: World) {
    guard !pickup.isZero else { return hand(slot, in: world) }
    let first = world.messages[world.batches[deliveries[slot].batch.first].message]
    let time = pickup.length(for: first.name, UInt32(first.receives))
    schedule(.pickedUp, slot, after: time, in: world)
  }

  /// Hands a batch to the function; one that is turned away waits, as long as its messages are
  /// hidden.
  func hand(_ slot: UInt32, in world: World) {
    let batch = deliveries[slot].batch
    let reply = Event(node: card.number, kind: Kind.ended.rawValue, first: slot)
    switch batchProcessor.begin(batch, reply: reply, in: world) {
    case .accepted:
      invoked.add(batch.count, at: world.now)
      return recordHop(of: batch, in: world)
    case .refused:
      failed.add(batch.count, at: world.now)
      return letGo(slot, in: world)
    case .throttled, .unavailable: break
    }
    deliveries[slot].attempts += 1
    let doublings = min(deliveries[slot].attempts - 1, 20)
    let delay = min(throttleDelay * (1 << Int64(doublings)), throttleCap)
    let hiddenUntil = deliveries[slot].since + source.hiddenFor
    guard world.now + delay < hiddenUntil else { return giveBack(slot, in: world) }
    schedule(.tryAgain, slot, after: delay, in: world)
  }

  /// Writes down how long each message waited, the first time that it is run.
  private func recordHop(of batch: Batch, in world: World) {
    let edge = waiting
    var entry = batch.first
    while entry != .max {
      let message = world.messages[world.batches[entry].message]
      if message.receives == 1 {
        edge.hop.record((world.now - message.sent).nanoseconds, at: world.now)
      }
      edge.delivered(message.name, in: world)
      entry = world.batches[entry].next
    }
  }

  /// Lets go of a batch that the function would not take in time.
  private func giveBack(_ slot: UInt32, in world: World) {
    givenBack.add(deliveries[slot].batch.count, at: world.now)
    letGo(slot, in: world)
  }

  /// Lets go of a batch, whose messages come back when their visibility timeout is over.
  private func letGo(_ slot: UInt32, in world: World) {
    close(slot, in: world) { _ in false }
    pump(in: world)
  }
}
