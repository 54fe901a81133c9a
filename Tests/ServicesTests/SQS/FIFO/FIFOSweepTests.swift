import Blueprints
import Kernel
import Testing

@testable import Services

/// A FIFO queue and its dead-letter queue beside their references, through the same random life.
private final class FIFOSweep {
  /// What a receiver got and has not let go of.
  struct Receipt {
    var queue: Int
    var entry: BatchEntry
    var id: Int
    var count: Int
  }

  let play: FIFOPlayback
  let queues: [FIFOQueue]
  let references: [ReferenceFIFOQueue]
  var chance: SplitMix64
  var clock: Int64 = 0
  var ordinal: UInt64 = 0
  var sent: [(name: Name, group: Int)] = []
  var receipts: [Receipt] = []
  /// What differs, in words; empty while nothing does.
  var difference = ""

  init(seed: UInt64) {
    var chance = SplitMix64(seed: seed)
    func pick(_ range: ClosedRange<Int64>) -> Int64 {
      range.lowerBound + Int64(chance.next() % UInt64(range.upperBound - range.lowerBound + 1))
    }
    var rules = ReferenceFIFOQueue.Rules()
    rules.visibility = pick(0...3) == 0 ? 0 : pick(1...20)
    rules.delay = pick(0...2) == 0 ? pick(1...5) : 0
    rules.retention = pick(60...120)
    rules.maxReceiveCount = pick(0...2) == 0 ? nil : Int(pick(1...4))
    rules.inFlightLimit = pick(0...2) == 0 ? Int(pick(1...12)) : .max
    rules.window = pick(5...60)
    rules.isByGroup = pick(0...1) == 0
    var dead = rules
    dead.maxReceiveCount = nil
    dead.retention = pick(60...120)
    play = FIFOPlayback(
      Self.settings(rules), deadLetters: Self.settings(dead),
      with: [
        "sqs.fifoInFlight": .count(Int64(rules.inFlightLimit)),
        "sqs.deduplicationWindow": .span(.seconds(rules.window)),
      ])
    queues = [play.queue] + (play.deadLetters.map { [$0] } ?? [])
    references = [ReferenceFIFOQueue(rules), ReferenceFIFOQueue(dead)]
    references[0].deadLetters = references[1]
    self.chance = chance
  }

  private static func settings(_ rules: ReferenceFIFOQueue.Rules) -> QueueSettings {
    var settings = QueueSettings(
      hidden: rules.visibility, maxReceiveCount: rules.maxReceiveCount.map { Int64($0) })
    settings.delay = rules.delay == 0 ? .zero : .milliseconds(rules.delay * 1_000 - 500)
    settings.retention = .milliseconds(rules.retention * 1_000 + 250)
    if rules.isByGroup { settings.deduplicationScope = "messageGroup" }
    return settings
  }

  private func pick(_ count: Int) -> Int { Int(chance.next() % UInt64(count)) }

  /// Does one thing at random to both, and compares them.
  func step() {
    let queue = pick(5) == 0 ? 1 : 0
    switch pick(9) {
    case 0, 1: for _ in 0...pick(4) { send() }
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
    if sent.isEmpty || pick(4) > 0 {
      let group = pick(5)
      sent.append((Name(client: group, ordinal: ordinal), group))
      ordinal += 1
    } else {
      sent.append(sent[sent.count - 1 - pick(min(sent.count, 10))])
    }
    let (name, group) = sent[sent.count - 1]
    play.sendAgain(name)
    references[0].send(name.root, group: group, at: clock)
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
      let id = found.count <= expected.count ? expected[found.count - 1].id : 0
      receipts.append(Receipt(queue: queue, entry: entry, id: id, count: Int(entry.receipt)))
      slot = entry.next
    }
    batch.dissolve(in: play.world)
    if !found.elementsEqual(expected, by: { $0.name == $1.name && $0.receipt == $1.receipt }) {
      difference = "a receive of queue \(queue) returned \(found) instead of \(expected)"
    }
  }

  private func settle(deletes: Bool = true, _ act: (Receipt) -> Void) {
    guard !receipts.isEmpty else { return }
    let receipt = receipts.remove(at: pick(receipts.count))
    act(receipt)
    guard deletes else { return }
    references[receipt.queue].delete(receipt.id, receipt: receipt.count)
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
      let meters = queue.meters
      let found = [
        meters.visible.gauge.level, meters.notVisible.gauge.level, meters.delayed.gauge.level,
        meters.busyGroups.gauge.level, meters.deduplicated.total, queue.outgoing.expired,
        queue.outgoing.deadLettered,
        oldest == .max ? -1 : play.world.messages[oldest].sent.nanoseconds / 1_000_000_000,
      ]
      let expected = [
        reference.waiting, reference.inFlight, reference.delayed, reference.busyGroups,
        reference.deduplicated, reference.expired, reference.deadLettered, reference.oldest ?? -1,
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
    return (play.world.messages.count, references.reduce(0) { $0 + $1.items.count })
  }
}

@Suite struct FIFOSweepTests {
  @Test func `through 20,000 random steps a FIFO queue does what its rules say`() {
    var (deadLettered, deduplicated, expired) = (0, 0, 0)
    for seed in 0..<40 {
      let sweep = FIFOSweep(seed: UInt64(seed))
      for step in 1...500 {
        sweep.step()
        guard sweep.difference.isEmpty else {
          Issue.record("seed \(seed), step \(step), \(sweep.clock) s: \(sweep.difference)")
          return
        }
      }
      let (found, expected) = sweep.close()
      #expect(found == expected, "seed \(seed)")
      deadLettered += Int(sweep.queues[0].outgoing.deadLettered)
      deduplicated += Int(sweep.queues[0].meters.deduplicated.total)
      expired += Int(sweep.queues[0].outgoing.expired)
    }
    #expect(deadLettered > 100 && deduplicated > 100 && expired > 100)
  }
}
