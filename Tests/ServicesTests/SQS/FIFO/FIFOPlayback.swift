import Blueprints
import Kernel
import Measures

@testable import Services

/// A FIFO queue in the hands of a test: a message of group `a` is `a1`, the next one `a2`.
final class FIFOPlayback {
  let world: World
  let queue: FIFOQueue
  let deadLetters: FIFOQueue?
  private var names: [UInt64: String] = [:]
  private var counts: [Character: Int] = [:]
  private var held: [String: BatchEntry] = [:]
  private var sent: UInt64 = 0

  init(
    _ settings: QueueSettings = QueueSettings(hidden: 30), deadLetters: QueueSettings? = nil,
    with overrides: [String: Parameter.Value] = [:]
  ) {
    world = World(
      seed: 1, calibration: Calibration("ideal", overrides: overrides),
      tracking: Tracking(pastMinute: .zero))
    queue = FIFOQueue(settings, label: "Orders", in: world)
    world.add(queue)
    if let deadLetters {
      let target = FIFOQueue(deadLetters, label: "Dead", in: world)
      world.add(target)
      queue.setAside(to: target, in: world)
      self.deadLetters = target
    } else {
      self.deadLetters = nil
    }
    for (client, group) in "abcdefgh".enumerated() {
      let number = world.groupNumber(named: String(group))
      world.setGroups(GroupLaw(.one(number), purpose: world.purpose("group")), of: client)
    }
    _ = world.add(EventKind(label: "order", size: 100))
    world.seal()
  }

  func run(to seconds: Double) {
    world.run(until: Instant(nanoseconds: Int64(seconds * 1e9)))
  }

  /// Sends messages now, a letter for each, which is its group; gives the answers.
  @discardableResult
  func send(_ groups: String, size: Int64 = 100) -> [Answer] {
    groups.map { group in
      counts[group, default: 0] += 1
      let client = Int(group.asciiValue ?? 97) - 97
      let name = Name(client: client, ordinal: sent)
      sent += 1
      names[name.root] = "\(group)\(counts[group, default: 0])"
      return sendAgain(name, size: size)
    }
  }

  /// Sends a message of a name, be it a new one or not.
  @discardableResult
  func sendAgain(_ name: Name, size: Int64 = 100) -> Answer {
    queue.call(
      Call(
        inlet: 0, name: name, kind: 0, journey: world.now, size: size, edge: 0,
        reply: Event(node: 0, kind: 0)), in: world)
  }

  /// Receives now: the messages in the order in which they came.
  func receive(_ limit: Int64 = 10, from queue: FIFOQueue? = nil) -> String {
    var batch = Batch()
    _ = (queue ?? self.queue).receive(upTo: limit, into: &batch, in: world)
    var found: [String] = []
    var slot = batch.first
    while slot != .max {
      let entry = world.batches[slot]
      let name = names[world.messages[entry.message].name.root] ?? "?"
      held[name] = entry
      found.append(name)
      slot = entry.next
    }
    batch.dissolve(in: world)
    return found.joined(separator: " ")
  }

  /// Deletes messages that were received, by the receipt of the last receive.
  func delete(_ names: String) {
    for name in names.split(separator: " ") {
      guard let entry = held.removeValue(forKey: String(name)) else { continue }
      queue.delete(entry, in: world)
    }
  }

  /// Receives and deletes until nothing comes.
  func drain(_ limit: Int64 = 10) -> String {
    var all: [String] = []
    while true {
      let found = receive(limit)
      guard !found.isEmpty else { return all.joined(separator: " ") }
      all.append(found)
      delete(found)
    }
  }

  var levels: [Int64] {
    [
      queue.meters.visible.gauge.level, queue.meters.notVisible.gauge.level,
      queue.meters.delayed.gauge.level, queue.meters.busyGroups.gauge.level,
    ]
  }
}
