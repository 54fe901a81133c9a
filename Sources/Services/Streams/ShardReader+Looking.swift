import Blueprints
import Kernel

extension ShardReader {
  /// Readers meet by chance, and wait for a moment: what keeps them lets records grow so old.
  private static let chance = TimeSpan.seconds(5)

  /// Sets the next look into a shard, where there is something to read and somebody to read it for.
  ///
  /// Looks that would find nothing are not made: the next one that finds something is at the first
  /// beat of the reader's pace at which a record can be read.
  func setLook(at shard: Int, in world: World) {
    guard !shards[shard].lookIsSet, canLook(into: shard) else { return }
    let ready = readable(shards[shard].unread.first, of: shard, in: world)
    let due = reading.isPushed ? ready : beat(from: ready, of: shard)
    setLook(at: shard, due, in: world)
  }

  private func setLook(at shard: Int, _ due: Instant, in world: World) {
    shards[shard].lookIsSet = true
    schedule(.look, shard, at: due, world)
  }

  private func canLook(into shard: Int) -> Bool {
    guard !isStopped, !shards[shard].unread.isEmpty, shards[shard].parents == 0 else {
      return false
    }
    guard terms.lanes > 1 else { return wantsMore(shard) }
    for lane in lanes(of: shard) where wantsMore(lane) { return true }
    return false
  }

  private func wantsMore(_ lane: Int) -> Bool {
    switch lanes[lane].state {
    case .idle: true
    case .gathering: lanes[lane].read.count < terms.batchSize
    case .running, .waiting, .stopped: false
    }
  }

  /// When a record of a shard can be read, now at the earliest.
  ///
  /// All that a shard takes within a second is as late: records are read in order, so with a delay
  /// of its own for each the slowest would hold up the rest, and the more the more there are.
  private func readable(_ slot: UInt32, of shard: Int, in world: World) -> Instant {
    let sent = world.messages[slot].sent
    let second = Name(
      root: UInt64(bitPattern: sent.nanoseconds / 1_000_000_000),
      lineage: UInt32(truncatingIfNeeded: shard))
    return max(sent + reading.propagation.length(for: second), world.now)
  }

  /// The first beat of the pace of a shard that is not before a moment.
  private func beat(from moment: Instant, of shard: Int) -> Instant {
    let first = Instant.start + shards[shard].phase
    guard moment > first else { return first }
    let interval = reading.pollInterval.nanoseconds
    let beats = ((moment - first).nanoseconds + interval - 1) / interval
    return first + TimeSpan(nanoseconds: beats * interval)
  }

  /// Reads a shard as soon as it has something to give, as its last records are done with.
  func readOn(_ shard: Int, for consumer: any RecordConsumer, in world: World) {
    guard !shards[shard].lookIsSet, canLook(into: shard) else { return }
    let ready = readable(shards[shard].unread.first, of: shard, in: world)
    guard ready == world.now else { return setLook(at: shard, in: world) }
    look(into: shard, for: consumer, in: world)
  }

  /// Reads a shard now, or when its share allows it.
  func look(into shard: Int, for consumer: any RecordConsumer, in world: World) {
    guard canLook(into: shard) else { return }
    let wait = stream.wait(toRead: shard, at: world.now)
    guard wait == .zero else {
      let first = world.messages[shards[shard].unread.first]
      if world.now - first.sent >= Self.chance { stream.held(shard, in: world) }
      return setLook(at: shard, world.now + wait, in: world)
    }
    read(shard, for: consumer, in: world)
    for lane in lanes(of: shard) where lanes[lane].state == .idle || isFull(lane) {
      lanes[lane].state = .idle
      advance(lane, for: consumer, in: world)
    }
    goOnIfDone(shard, in: world)
    guard canLook(into: shard), !shards[shard].lookIsSet else { return }
    let ready = readable(shards[shard].unread.first, of: shard, in: world)
    guard ready == world.now else { return setLook(at: shard, in: world) }
    setLook(at: shard, ready, in: world)
  }

  private func isFull(_ lane: Int) -> Bool {
    lanes[lane].state == .gathering && hasFullBatch(lane)
  }

  /// Reads what one read gives.
  private func read(_ shard: Int, for consumer: any RecordConsumer, in world: World) {
    var (count, kept, bytes) = (Int64(0), Int64(0), Int64(0))
    var newest = world.now
    while count < reading.recordsPerRead, bytes < reading.bytesPerRead {
      let slot = shards[shard].unread.first
      guard slot != .max, readable(slot, of: shard, in: world) == world.now else { break }
      shards[shard].unread.remove(slot, in: world.messages)
      if hasExpired(slot, in: world) {
        expire(slot, of: shard, in: world)
        continue
      }
      let message = world.messages[slot]
      let size = world.size(of: message.kind)
      count &+= 1
      // What is around a record is not what the stream gives.
      bytes &+= reading.envelope == nil ? size : world.size(of: world.payload(of: message.kind))
      newest = message.sent
      guard consumer.wants(slot, in: world) else {
        edge.filter()
        order.resolve(in: shard)
        world.forget(slot)
        continue
      }
      kept &+= 1
      let lane = lane(of: message.key, in: shard)
      lanes[lane].read.append(slot, in: world.messages)
      lanes[lane].bytes &+= size
    }
    stream.read(shard, bytes: bytes, in: world)
    if count > 0 { stream.gave(shard, age: world.now - newest, in: world) }
    consumer.polled(count, kept: kept, in: world)
  }

  // MARK: Retention

  /// Whether the stream keeps a record no longer.
  func hasExpired(_ slot: UInt32, in world: World) -> Bool {
    world.now - world.messages[slot].sent >= reading.retention
  }

  func expire(_ slot: UInt32, of shard: Int, in world: World) {
    edge.expire()
    order.resolve(in: shard)
    world.forget(slot)
  }

  /// Ends the records of a shard that were kept too long and never read.
  func trimUnread(of shard: Int, in world: World) {
    while true {
      let slot = shards[shard].unread.first
      guard slot != .max, hasExpired(slot, in: world) else { return }
      shards[shard].unread.remove(slot, in: world.messages)
      expire(slot, of: shard, in: world)
    }
  }
}
