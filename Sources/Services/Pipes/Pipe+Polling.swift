import Blueprints
import Kernel
import Measures

/// How a pipe reads a queue.
extension Pipe {
  /// Receives as long as messages wait and another execution is allowed.
  func pump(in world: World) {
    guard let queue, !isStopped else { return }
    while queue.hasVisible {
      if gathering != .max {
        guard fill(gathering, from: queue, in: world) else { break }
      } else if active >= ceiling {
        return
      } else if quota.free <= 0 {
        meters.throttled.add(1, at: world.now)
        return setRoom(in: world)
      } else {
        guard open(queue, in: world) else { break }
      }
    }
    queue.wake(in: world)
  }

  /// Looks again after a while whether the account allows another execution.
  private func setRoom(in world: World) {
    guard !roomIsSet else { return }
    roomIsSet = true
    schedule(.room, after: throttleDelay, in: world)
  }

  /// Begins a batch with what is visible; false where nothing is.
  private func open(_ queue: any MessageSource, in world: World) -> Bool {
    var batch = Batch()
    receive(from: queue, into: &batch, in: world)
    guard !batch.isEmpty else { return false }
    let slot = executions.insert(Execution(batch: batch, since: world.now))
    active &+= 1
    if window == .zero || isFull(batch, in: world) {
      pickUp(slot, in: world)
    } else {
      gathering = slot
      windows &+= 1
      schedule(.windowEnds, slot, generation: windows, after: window, in: world)
    }
    return true
  }

  /// Adds what is visible to the batch that gathers; false where nothing more is to be had.
  private func fill(_ slot: UInt32, from queue: any MessageSource, in world: World) -> Bool {
    var batch = executions[slot].batch
    let before = batch.count
    receive(from: queue, into: &batch, in: world)
    executions[slot].batch = batch
    if isFull(batch, in: world) {
      gathering = .max
      pickUp(slot, in: world)
      return true
    }
    return batch.count > before
  }

  private func isFull(_ batch: Batch, in world: World) -> Bool {
    batch.count >= batchSize || bytes(of: batch, in: world) > payload - 10 * world.greatestSize
  }

  /// Fetches up to the batch size, ten messages at most in one receive.
  private func receive(
    from queue: any MessageSource, into batch: inout Batch, in world: World
  ) {
    repeat {
      var fresh = Batch()
      let count = queue.receive(upTo: batchSize - batch.count, into: &fresh, in: world)
      guard count > 0 else { return }
      receives &+= 1
      sift(&fresh, from: queue, into: &batch, in: world)
    } while !isFull(batch, in: world) && queue.hasVisible
  }

  /// Adds to a batch what a filter wants, and deletes the rest.
  private func sift(
    _ fresh: inout Batch, from queue: any MessageSource, into batch: inout Batch,
    in world: World
  ) {
    var removed: Int64 = 0
    var next = fresh.first
    while next != .max {
      let entry = world.batches[next]
      let message = world.messages[entry.message]
      if filter?.passes(message.kind, message.name, sent: message.sent, in: world) != false {
        batch.append(entry.message, receipt: entry.receipt, in: world)
      } else {
        queue.discard(entry, in: world)
        removed += 1
      }
      next = entry.next
    }
    fresh.dissolve(in: world)
    guard removed > 0 else { return }
    meters.filteredOut.add(removed, at: world.now)
    queue.countDeletion(of: removed)
  }

  /// Ends the gathering of a batch whose window is over.
  func closeWindow(_ slot: UInt32, _ generation: UInt16, in world: World) {
    guard gathering == slot, windows == generation else { return }
    gathering = .max
    pickUp(slot, in: world)
    pump(in: world)
  }

  private func pickUp(_ slot: UInt32, in world: World) {
    let first = world.messages[world.batches[executions[slot].batch.first].message]
    let time = pickup.length(for: first.name, UInt32(first.receives))
    schedule(.pickedUp, slot, after: time, in: world)
  }

  /// Counts what the idle pollers received in vain since the last look.
  func countIdlePolls(in world: World) {
    guard let queue, pollers != .max else { return }
    if !isStopped, pollers - active > receives {
      queue.countEmptyReceives(pollers - max(active, 0) - receives, in: world)
    }
    receives = 0
    schedule(.idle, after: longPoll, in: world)
  }

  /// Deletes the messages of an execution that are done with, and lets go of the others.
  func settle(_ batch: Batch, at queue: any MessageSource, in world: World) {
    var batch = batch
    var done: Int64 = 0
    var next = batch.first
    while next != .max {
      let entry = world.batches[next]
      if entry.outcome == .succeeded {
        queue.delete(entry, in: world)
        done += 1
      } else {
        queue.release(entry, in: world)
      }
      next = entry.next
    }
    if done > 0 { queue.countDeletion(of: done) }
    batch.dissolve(in: world)
  }
}
