import Blueprints
import Kernel
import Measures
import Schedules

extension ShardReader {
  /// Goes on behind a batch of which nothing is left.
  func goOn(_ lane: Int, for consumer: any RecordConsumer, in world: World) {
    advance(lane, for: consumer, in: world)
    let shard = lanes[lane].shard
    if lanes[lane].state == .idle || lanes[lane].state == .gathering {
      readOn(shard, for: consumer, in: world)
    }
    goOnIfDone(shard, in: world)
  }

  /// Hands on what there is for a lane that has nothing in hand.
  func advance(_ lane: Int, for consumer: any RecordConsumer, in world: World) {
    while handNext(lane, for: consumer, in: world) {}
  }

  /// Begins with the next batch of a lane; whether it is over already.
  private func handNext(
    _ lane: Int, for consumer: any RecordConsumer, in world: World
  ) -> Bool {
    guard !isStopped else { return false }
    if lanes[lane].pieces != .max { return takePiece(lane, for: consumer, in: world) }
    guard !lanes[lane].read.isEmpty else { return rest(lane, for: consumer, in: world) }
    if terms.window == .zero || hasFullBatch(lane) {
      return cut(lane, for: consumer, in: world)
    }
    let due = windowEnd(of: lane, at: world.now)
    guard due > world.now else { return cut(lane, for: consumer, in: world) }
    lanes[lane].state = .gathering
    lanes[lane].generation &+= 1
    schedule(.windowEnds, lane, generation: lanes[lane].generation, at: due, world)
    return false
  }

  /// Whether no further record would go into the batch of a lane.
  func hasFullBatch(_ lane: Int) -> Bool {
    lanes[lane].read.count >= terms.batchSize || lanes[lane].bytes >= terms.payload
  }

  /// When the batching window ends: windows follow each other from the end of the last batch on.
  private func windowEnd(of lane: Int, at now: Instant) -> Instant {
    let since = lanes[lane].since
    guard now > since else { return since + terms.window }
    let length = terms.window.nanoseconds
    let windows = max(1, ((now - since).nanoseconds + length - 1) / length)
    return since + TimeSpan(nanoseconds: windows * length)
  }

  /// Makes a batch of what was read and hands it on; whether it is over already.
  func cut(_ lane: Int, for consumer: any RecordConsumer, in world: World) -> Bool {
    let first = lanes[lane].read.first
    if terms.tumbling > .zero {
      let window = stateWindow(of: first, in: world)
      if let open = lanes[lane].window, open != window {
        return endState(of: lane, for: consumer, in: world)
      }
      lanes[lane].window = window
    }
    var (batch, bytes) = (Batch(), Int64(0))
    while batch.count < terms.batchSize {
      let slot = lanes[lane].read.first
      guard slot != .max else { break }
      let size = world.size(of: world.messages[slot].kind)
      guard batch.isEmpty || size <= terms.payload - bytes else { break }
      if terms.tumbling > .zero, stateWindow(of: slot, in: world) != lanes[lane].window { break }
      lanes[lane].read.remove(slot, in: world.messages)
      batch.append(slot, receipt: 0, in: world)
      bytes &+= size
    }
    lanes[lane].bytes &-= bytes
    return begin(batch, failures: 0, in: lane, for: consumer, world)
  }

  /// Takes what was cut off the batch before.
  private func takePiece(
    _ lane: Int, for consumer: any RecordConsumer, in world: World
  ) -> Bool {
    let slot = lanes[lane].pieces
    let piece = pieces[slot]
    pieces.remove(slot)
    lanes[lane].pieces = piece.next
    return begin(piece.batch, failures: piece.failures, in: lane, for: consumer, world)
  }

  private func begin(
    _ batch: Batch, failures: UInt32, in lane: Int, for consumer: any RecordConsumer,
    _ world: World
  ) -> Bool {
    lanes[lane].batch = batch
    lanes[lane].failures = failures
    lanes[lane].attempts = 0
    lanes[lane].refusals = 0
    return hand(lane, for: consumer, in: world)
  }

  /// Hands the batch of a lane on, without what became too old; whether nothing is left of it.
  func hand(_ lane: Int, for consumer: any RecordConsumer, in world: World) -> Bool {
    guard !isStopped else {
      lanes[lane].state = .stopped
      return false
    }
    // While it is looked over, nothing else may begin here.
    lanes[lane].state = .waiting
    if !lanes[lane].isFinal {
      dropTheOld(lane, for: consumer, in: world)
      guard !lanes[lane].batch.isEmpty else {
        settle(lane, in: world)
        return true
      }
    }
    prepare(lane, in: world)
    switch consumer.begin(lanes[lane].batch, of: UInt32(lane), in: world) {
    case .accepted:
      lanes[lane].state = .running
      lanes[lane].attempts &+= 1
      lanes[lane].refusals = 0
      handed(lane, in: world)
    case .throttled, .unavailable:
      lanes[lane].refusals &+= 1
      let doublings = min(lanes[lane].refusals - 1, 20)
      wait(lane, min(terms.throttleDelay * (1 << Int64(doublings)), terms.throttleCap), in: world)
    case .refused:
      giveUp(lane, .retriesExhausted, for: consumer, in: world)
      return true
    }
    return false
  }

  /// Makes the records of a batch as they were before any code saw them.
  private func prepare(_ lane: Int, in world: World) {
    guard lanes[lane].attempts > 0 else { return }
    var entry = lanes[lane].batch.first
    while entry != .max {
      let next = world.batches[entry].next
      world.batches[entry].outcome = .untouched
      entry = next
    }
  }

  /// Writes down that a batch was handed on.
  private func handed(_ lane: Int, in world: World) {
    let shard = lanes[lane].shard
    order.begin(lane, of: shard, in: world, label: edge.to)
    var entry = lanes[lane].batch.first
    while entry != .max {
      let slot = world.batches[entry].message
      let message = world.messages[slot]
      if message.receives == 0 {
        world.messages[slot].receives = 1
        edge.hop.record((world.now - message.sent).nanoseconds, at: world.now)
      }
      order.hand(
        message.sequence, of: lane, rightly: self.lane(of: message.key, in: shard) == lane,
        in: world, label: edge.to)
      edge.delivered(message.name, in: world)
      entry = world.batches[entry].next
    }
  }

  /// Tries a batch again after a while.
  func wait(_ lane: Int, _ delay: TimeSpan, in world: World) {
    lanes[lane].state = .waiting
    lanes[lane].generation &+= 1
    schedule(.tryAgain, lane, generation: lanes[lane].generation, at: world.now + delay, world)
  }

  /// Leaves a lane without a batch.
  func settle(_ lane: Int, in world: World) {
    endBlockage(lane, in: world)
    lanes[lane].batch.dissolve(in: world)
    lanes[lane].since = world.now
    lanes[lane].state = .idle
  }

  // MARK: State

  /// The number of the window, counted from 1970, in which a record was written.
  private func stateWindow(of slot: UInt32, in world: World) -> Int64 {
    window(at: world.messages[slot].sent, in: world)
  }

  private func window(at moment: Instant, in world: World) -> Int64 {
    let (seconds, length) = (world.almanac.start.seconds, terms.tumbling.nanoseconds)
    let since = Int128(seconds) * 1_000_000_000 + Int128((moment - .start).nanoseconds)
    return Int64(since / Int128(length))
  }

  /// Leaves a lane without records, and ends the window of its state when that is over; whether
  /// there may be more to do.
  private func rest(_ lane: Int, for consumer: any RecordConsumer, in world: World) -> Bool {
    guard let open = lanes[lane].window else { return false }
    let unread = shards[lanes[lane].shard].unread.first
    if unread != .max, stateWindow(of: unread, in: world) <= open { return false }
    if window(at: world.now, in: world) > open {
      return endState(of: lane, for: consumer, in: world)
    }
    guard !lanes[lane].stateEndIsSet else { return false }
    lanes[lane].stateEndIsSet = true
    let length = Int128(terms.tumbling.nanoseconds)
    let end =
      Int128(open + 1) * length - Int128(world.almanac.start.seconds) * 1_000_000_000
    schedule(.stateEnds, lane, at: Instant(nanoseconds: Int64(end)), world)
    return false
  }

  /// Has the code end a window: the last run of it has no records.
  private func endState(
    of lane: Int, for consumer: any RecordConsumer, in world: World
  ) -> Bool {
    lanes[lane].isFinal = true
    return begin(Batch(), failures: 0, in: lane, for: consumer, world)
  }
}
