import Blueprints
import Kernel

@testable import Services

/// Plays a drawn timeline on a queue: one character is one second.
///
/// In `send` a letter is a message. In `receive` a `?` asks for one message, a `!` asks for one and
/// deletes it at once. What comes back has a column for each second: the letter received, a dot for
/// an empty receive, a dash where nobody asked. A second drawing goes on where the first one ended.
final class QueuePlayback {
  let world: World
  let queue: Queue
  let deadLetters: Queue?
  private var letters: [UInt64: Character] = [:]
  private var sent: UInt64 = 0
  private var clock: Int64 = 0

  init(
    _ settings: QueueSettings, deadLetters: QueueSettings? = nil,
    _ overrides: [String: Parameter.Value] = [:]
  ) {
    world = World(seed: 1, calibration: Calibration("ideal", overrides: overrides))
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
    _ = world.add(EventKind(label: "order", size: 100))
    world.seal()
  }

  func play(send: String, receive: String) -> String {
    let (send, receive) = (Array(send), Array(receive))
    var heard = ""
    for second in 0..<max(send.count, receive.count) {
      world.run(until: .start + .seconds(clock))
      clock += 1
      if second < send.count, send[second].isLetter { add(send[second]) }
      heard.append(second < receive.count ? ask(receive[second]) : "-")
    }
    return heard
  }

  func add(_ letter: Character) {
    letters[sent] = letter
    let edge = world.edges[0]
    let call = Call(
      inlet: 0, name: Name(client: 0, ordinal: sent), kind: 0, journey: world.now, size: 100,
      edge: edge.number, reply: Event(node: 0, kind: 0))
    _ = queue.call(call, in: world)
    sent += 1
  }

  private func ask(_ character: Character) -> Character {
    guard character == "?" || character == "!" else { return "-" }
    var batch = Batch()
    guard queue.receive(upTo: 1, into: &batch, in: world) == 1 else { return "." }
    let entry = world.batches[batch.first]
    let letter = letters[world.messages[entry.message].name.root] ?? "#"
    if character == "!" {
      queue.delete(entry, in: world)
    } else {
      queue.release(entry, in: world)
    }
    batch.dissolve(in: world)
    return letter
  }
}

extension QueueSettings {
  /// Settings of a queue with a visibility timeout and, where given, a redrive policy.
  init(hidden seconds: Int64, maxReceiveCount: Int64? = nil) {
    self.init()
    visibilityTimeout = .seconds(seconds)
    if let maxReceiveCount {
      redrive = Redrive()
      redrive?.maxReceiveCount = maxReceiveCount
    }
  }
}
