import Blueprints
import Kernel
import Measures

@testable import Services

/// A fair queue in the hands of a test: client *n* sends messages of group *n*, client 0 messages
/// without a group.
final class FairPlayback {
  let world: World
  let queue: Queue
  let deadLetters: Queue?
  private var ordinals: [Int: UInt64] = [:]
  private(set) var held: [BatchEntry] = []

  init(
    _ settings: QueueSettings = QueueSettings(hidden: 43_200), deadLetters: QueueSettings? = nil,
    groups: Int = 20, with overrides: [String: Parameter.Value] = [:]
  ) {
    let fair = overrides.merging(["sqs.fairQueues": .flag(true)]) { given, _ in given }
    world = World(
      seed: 1, calibration: Calibration("ideal", overrides: fair),
      tracking: Tracking(pastMinute: .zero))
    queue = Queue(settings, label: "Orders", in: world)
    world.add(queue)
    if let deadLetters {
      let target = Queue(deadLetters, label: "Dead", in: world)
      world.add(target)
      queue.setAside(to: target, in: world)
      self.deadLetters = target
    } else {
      self.deadLetters = nil
    }
    for group in 0..<groups where group > 0 {
      let law = GroupLaw(.one(UInt32(group)), purpose: world.purpose("group"))
      world.setGroups(law, of: group)
    }
    _ = world.add(EventKind(label: "order", size: 100))
    world.seal()
    world.start()
  }

  /// What makes the queue a fair one; nil where it is none.
  var fair: FairLines? { queue.fair }

  func run(to seconds: Double) {
    world.run(until: Instant(nanoseconds: Int64(seconds * 1e9)))
  }

  /// Sends messages of a group.
  func send(_ group: Int, _ count: Int = 1, size: Int64 = 100) {
    for _ in 0..<count {
      let ordinal = ordinals[group, default: 0]
      ordinals[group] = ordinal + 1
      let call = Call(
        inlet: 0, name: Name(client: group, ordinal: ordinal), kind: 0, journey: world.now,
        size: size, edge: 0, reply: Event(node: 0, kind: 0))
      _ = queue.call(call, in: world)
    }
  }

  /// Receives up to a number of messages one by one and holds them; gives their groups.
  @discardableResult
  func receive(_ count: Int = 1) -> [Int] {
    var groups: [Int] = []
    for _ in 0..<count {
      var batch = Batch()
      guard queue.receive(upTo: 1, into: &batch, in: world) == 1 else { break }
      let entry = world.batches[batch.first]
      held.append(entry)
      groups.append(group(of: entry))
      batch.dissolve(in: world)
    }
    return groups
  }

  /// Deletes the messages of a group that were received, the first ones first.
  func delete(_ group: Int, _ count: Int = .max) {
    for _ in 0..<count {
      guard let index = held.firstIndex(where: { self.group(of: $0) == group }) else { return }
      queue.delete(held.remove(at: index), in: world)
    }
  }

  private func group(of entry: BatchEntry) -> Int { world.messages[entry.message].name.client }
}
