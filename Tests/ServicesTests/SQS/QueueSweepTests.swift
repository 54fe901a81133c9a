import Blueprints
import Kernel
import Testing

@testable import Services

/// A queue and its dead-letter queue beside their references, through the same random life.
private final class QueueSweep {
  /// What a receiver got and has not let go of.
  struct Receipt {
    var queue: Int
    var entry: BatchEntry
    var name: UInt64
    var count: Int
  }

  let play: FairPlayback
  let queues: [Queue]
  let references: [ReferenceQueue]
  var chance: SplitMix64
  var clock: Int64 = 0
  var ordinal: UInt64 = 0
  var receipts: [Receipt] = []
  /// What differs, in words; empty while nothing does.
  var difference = ""

  init(seed: UInt64, isFair: Bool) {
    var chance = SplitMix64(seed: seed)
    func pick(_ range: ClosedRange<Int64>) -> Int64 {
      range.lowerBound + Int64(chance.next() % UInt64(range.upperBound - range.lowerBound + 1))
    }
    var rules = ReferenceQueue.Rules()
    rules.visibility = pick(0...3) == 0 ? 0 : pick(1...20)
    rules.delay = pick(0...2) == 0 ? pick(1...5) : 0
    rules.retention = pick(60...120)
    rules.maxReceiveCount = pick(0...2) == 0 ? nil : Int(pick(1...6))
    rules.inFlightLimit = pick(0...2) == 0 ? Int(pick(1...12)) : .max
    let back = rules.delay == 0 && pick(0...1) == 0 ? Int(pick(2...4)) : Int.max
    rules.backAfter = (rules.maxReceiveCount ?? 0) > 3 ? back : .max
    rules.isFair = isFair
    rules.noisyInFlight = Int(pick(2...6))
    rules.noisyShare = Double(pick(10...50)) / 100
    rules.calmAfter = pick(5...30)
    rules.interval = pick(5...20)
    var dead = rules
    dead.maxReceiveCount = nil
    dead.backAfter = .max
    dead.retention = pick(60...120)
    play = FairPlayback(
      Self.settings(rules), deadLetters: Self.settings(dead), groups: 5,
      with: [
        "sqs.fairQueues": .flag(isFair), "sqs.noisyInFlight": .count(Int64(rules.noisyInFlight)),
        "sqs.noisyShare": .real(rules.noisyShare),
        "sqs.calmAfter": .span(.seconds(rules.calmAfter)),
        "sqs.noisyInterval": .span(.seconds(rules.interval)),
        "sqs.inFlight": .count(Int64(rules.inFlightLimit)),
        "sqs.backOfQueueAfter": .count(Int64(back)),
      ])
    queues = [play.queue] + (play.deadLetters.map { [$0] } ?? [])
    references = [ReferenceQueue(rules), ReferenceQueue(dead)]
    references[0].deadLetters = references[1]
    self.chance = chance
  }

  private static func settings(_ rules: ReferenceQueue.Rules) -> QueueSettings {
    var settings = QueueSettings(
      hidden: rules.visibility, maxReceiveCount: rules.maxReceiveCount.map { Int64($0) })
    settings.delay = .seconds(rules.delay)
    settings.retention = .seconds(rules.retention)
    return settings
  }

  private func pick(_ count: Int) -> Int { Int(chance.next() % UInt64(count)) }

  /// Does one thing at random to both, and compares them.
  func step() {
    let queue = pick(5) == 0 ? 1 : 0
    switch pick(9) {
    case 0, 1: for _ in 0...pick(3) { send() }
    case 2, 3: receive(1 + pick(12), from: queue)
    case 4, 5: settle { self.queues[$0.queue].delete($0.entry, in: self.play.world) }
    case 6: settle(deletes: false) { self.queues[$0.queue].release($0.entry, in: self.play.world) }
    default: pass(Int64(pick(4)))
    }
    play.world.run(until: play.world.now)
    for reference in references { reference.tick(at: clock) }
    compare()
  }

  private func send() {
    let group = pick(5) * pick(2)
    let call = Call(
      inlet: 0, name: Name(client: group, ordinal: ordinal), kind: 0, journey: play.world.now,
      size: 100, edge: 0, reply: Event(node: 0, kind: 0))
    _ = queues[0].call(call, in: play.world)
    references[0].send(call.name.root, group: group, at: clock)
    ordinal += 1
  }

  private func receive(_ limit: Int, from queue: Int) {
    var batch = Batch()
    _ = queues[queue].receive(upTo: Int64(limit), into: &batch, in: play.world)
    let expected = references[queue].receive(limit, at: clock)
    var found: [(name: UInt64, receipt: Int)] = []
    var slot = batch.first
    while slot != .max {
      let entry = play.world.batches[slot]
      let name = play.world.messages[entry.message].name.root
      found.append((name, Int(entry.receipt)))
      receipts.append(Receipt(queue: queue, entry: entry, name: name, count: Int(entry.receipt)))
      slot = entry.next
    }
    batch.dissolve(in: play.world)
    if !found.elementsEqual(expected, by: { $0 == $1 }) {
      difference = "a receive of queue \(queue) returned \(found) instead of \(expected)"
    }
  }

  private func settle(deletes: Bool = true, _ act: (Receipt) -> Void) {
    guard !receipts.isEmpty else { return }
    let receipt = receipts.remove(at: pick(receipts.count))
    act(receipt)
    guard deletes else { return }
    references[receipt.queue].delete(receipt.name, receipt: receipt.count, at: clock)
  }

  private func pass(_ seconds: Int64) {
    for _ in 0..<seconds {
      clock += 1
      for reference in references { reference.tick(at: clock) }
    }
    play.world.run(until: .start + .seconds(clock))
  }

  private func compare() {
    for (queue, reference) in zip(queues, references) {
      let oldest = queue.seniority.oldest
      let found = [
        queue.visible.gauge.level, queue.notVisible.gauge.level, queue.delayed.gauge.level,
        queue.outgoing.expired, queue.outgoing.deadLettered, Int64(queue.fair?.noisy.count ?? 0),
        oldest == .max ? -1 : play.world.messages[oldest].sent.nanoseconds / 1_000_000_000,
      ]
      let expected = [
        reference.visible, reference.inFlight, reference.delayed, reference.expired,
        reference.deadLettered, Int64(reference.noisy.count), reference.oldest ?? -1,
      ]
      if found != expected, difference.isEmpty {
        difference = "\(queue.label) is at \(found) instead of \(expected)"
      }
    }
  }

  /// Lets go of everything; how many messages are left then in the world and in the references.
  func close() -> (found: Int, expected: Int) {
    for receipt in receipts { queues[receipt.queue].release(receipt.entry, in: play.world) }
    receipts = []
    let found = play.world.messages.count
    return (found, references.reduce(0) { $0 + $1.items.count })
  }
}

@Suite struct QueueSweepTests {
  private static func sweep(seed: UInt64, isFair: Bool) -> (noisy: Bool, deadLettered: Bool) {
    let sweep = QueueSweep(seed: seed, isFair: isFair)
    for step in 1...500 {
      sweep.step()
      guard sweep.difference.isEmpty else {
        Issue.record("seed \(seed), step \(step), \(sweep.clock) s: \(sweep.difference)")
        return (false, false)
      }
    }
    let (found, expected) = sweep.close()
    #expect(found == expected, "seed \(seed)")
    let noisy = sweep.queues[0].fair?.noisyGroups.gauge.maximum ?? 0
    return (noisy > 1, sweep.queues[0].outgoing.deadLettered > 0)
  }

  @Test func `through 30,000 random steps a queue does what its rules say`() {
    let seen = (0..<60).map { Self.sweep(seed: $0, isFair: false) }
    #expect(seen.contains { $0.deadLettered })
  }

  @Test func `through 30,000 random steps a fair queue does what its rules say`() {
    let seen = (100..<160).map { Self.sweep(seed: $0, isFair: true) }
    #expect(seen.filter { $0.noisy }.count > 10)
    #expect(seen.contains { $0.deadLettered })
  }
}
