import Blueprints
import Kernel
import Measures

extension ShardReader {
  /// Goes on behind a run of the batch of a lane.
  ///
  /// - Parameter failed: Whether the run failed as a whole; else each record says what became of it
  ///   where records may fail one by one.
  func end(_ lane: UInt32, failed: Bool, for consumer: any RecordConsumer, in world: World) {
    let lane = Int(lane)
    precondition(lanes[lane].state == .running, "\(edge.to) ends a batch that does not run")
    lanes[lane].state = .waiting
    order.end(lane)
    if lanes[lane].isFinal { return endFinal(lane, failed: failed, for: consumer, in: world) }
    guard failed else { return endWell(lane, for: consumer, in: world) }
    guard terms.bisects, lanes[lane].batch.count > 1 else {
      return count(failureOf: lane, for: consumer, in: world)
    }
    bisect(lane, in: world)
  }

  private func endFinal(
    _ lane: Int, failed: Bool, for consumer: any RecordConsumer, in world: World
  ) {
    if failed { return count(failureOf: lane, for: consumer, in: world) }
    lanes[lane].isFinal = false
    lanes[lane].window = nil
    settle(lane, in: world)
    goOn(lane, for: consumer, in: world)
  }

  /// Ends what ran well: up to the first record that failed, where records may fail one by one.
  private func endWell(_ lane: Int, for consumer: any RecordConsumer, in world: World) {
    var entry = lanes[lane].batch.first
    var done: Int64 = 0
    while entry != .max {
      let current = world.batches[entry]
      if terms.isPartial, current.outcome == .failed { break }
      done &+= 1
      edge.acknowledge()
      resolve(current.message, of: lane, in: world)
      entry = current.next
    }
    guard done < lanes[lane].batch.count else {
      settle(lane, in: world)
      return goOn(lane, for: consumer, in: world)
    }
    keep(from: entry, of: lane, in: world)
    guard terms.bisects else { return count(failureOf: lane, for: consumer, in: world) }
    // The failure itself is where the batch is cut, so what is left counts as not failed yet.
    if done > 0 { return wait(lane, terms.retryDelay, in: world) }
    guard lanes[lane].batch.count > 1 else {
      return count(failureOf: lane, for: consumer, in: world)
    }
    bisect(lane, in: world)
  }

  /// Keeps a batch from one of its entries on.
  private func keep(from entry: UInt32, of lane: Int, in world: World) {
    var rest = Batch()
    var entry = entry
    while entry != .max {
      let current = world.batches[entry]
      rest.append(current.message, receipt: 0, in: world)
      entry = current.next
    }
    lanes[lane].batch.dissolve(in: world)
    lanes[lane].batch = rest
  }

  /// Cuts a batch in two; the first half is tried again at once, and no retry is used up.
  private func bisect(_ lane: Int, in world: World) {
    let half = (lanes[lane].batch.count + 1) / 2
    var (front, back) = (Batch(), Batch())
    var entry = lanes[lane].batch.first
    while entry != .max {
      let current = world.batches[entry]
      if front.count < half {
        front.append(current.message, receipt: 0, in: world)
      } else {
        back.append(current.message, receipt: 0, in: world)
      }
      entry = current.next
    }
    lanes[lane].batch.dissolve(in: world)
    lanes[lane].batch = front
    lanes[lane].pieces = pieces.insert(
      Piece(next: lanes[lane].pieces, batch: back, failures: lanes[lane].failures))
    wait(lane, terms.retryDelay, in: world)
  }

  private func count(failureOf lane: Int, for consumer: any RecordConsumer, in world: World) {
    lanes[lane].failures &+= 1
    noteBlockage(lane, in: world)
    if let retries = terms.retries, Int64(lanes[lane].failures) > retries {
      giveUp(lane, .retriesExhausted, for: consumer, in: world)
      return goOn(lane, for: consumer, in: world)
    }
    wait(lane, terms.retryDelay, in: world)
  }

  /// Notes that a batch has failed again and again for a while.
  private func noteBlockage(_ lane: Int, in world: World) {
    let failures = lanes[lane].failures
    if failures == 1 { lanes[lane].failing = world.now }
    guard failures >= 3, world.now - lanes[lane].failing >= Episode.quietGap else { return }
    if lanes[lane].blockage < 0 {
      lanes[lane].blockage = Int32(
        world.episodes.note(
          Episode(.stuck, node: node, edge: edge.number, from: world.now)))
    }
    world.episodes.update(Int(lanes[lane].blockage), value: Int64(failures))
  }

  /// Notes that a lane goes on.
  func endBlockage(_ lane: Int, in world: World) {
    guard lanes[lane].blockage >= 0 else { return }
    world.episodes.close(
      Int(lanes[lane].blockage), at: world.now, value: Int64(lanes[lane].failures))
    lanes[lane].blockage = -1
  }

  private func resolve(_ slot: UInt32, of lane: Int, in world: World) {
    order.resolve(world.messages[slot].sequence, of: lane, in: lanes[lane].shard)
    world.forget(slot)
  }

  /// Gives the batch at hand up.
  func giveUp(
    _ lane: Int, _ reason: Discard.Reason, for consumer: any RecordConsumer, in world: World
  ) {
    if lanes[lane].isFinal {
      lanes[lane].isFinal = false
      lanes[lane].window = nil
    } else {
      discard(lanes[lane].batch, of: lane, reason, for: consumer, in: world)
    }
    settle(lane, in: world)
  }

  private func discard(
    _ batch: Batch, of lane: Int, _ reason: Discard.Reason, for consumer: any RecordConsumer,
    in world: World
  ) {
    let isTaken = consumer.givesUp(
      Discard(
        reason: reason, batch: batch, shard: lanes[lane].shard, attempts: lanes[lane].attempts),
      in: world)
    var entry = batch.first
    while entry != .max {
      let current = world.batches[entry]
      switch reason {
      case .expired: edge.expire()
      case _ where isTaken:
        edge.setAside()
        deadLettering?.happened(at: world.now, in: world.episodes)
      case .retriesExhausted: edge.drop(.retriesExhausted)
      case .tooOld: edge.drop(.tooOld)
      }
      resolve(current.message, of: lane, in: world)
      entry = current.next
    }
  }

  /// Ends the records in front of a batch that are older than the stream or the reader wants.
  func dropTheOld(_ lane: Int, for consumer: any RecordConsumer, in world: World) {
    while let (reason, old) = takeOld(lane, in: world) {
      var old = old
      discard(old, of: lane, reason, for: consumer, in: world)
      old.dissolve(in: world)
    }
  }

  private func takeOld(_ lane: Int, in world: World) -> (Discard.Reason, Batch)? {
    var entry = lanes[lane].batch.first
    guard entry != .max, let reason = age(of: entry, in: world) else { return nil }
    var old = Batch()
    while entry != .max, age(of: entry, in: world) == reason {
      old.append(world.batches[entry].message, receipt: 0, in: world)
      entry = world.batches[entry].next
    }
    keep(from: entry, of: lane, in: world)
    return (reason, old)
  }

  /// Why a record is too old; nil where it is not.
  private func age(of entry: UInt32, in world: World) -> Discard.Reason? {
    let slot = world.batches[entry].message
    if hasExpired(slot, in: world) { return .expired }
    guard let limit = terms.age, world.now - world.messages[slot].sent > limit else { return nil }
    return .tooOld
  }
}
