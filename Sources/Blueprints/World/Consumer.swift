import Kernel
import Measures

/// What a consumer did with messages: how late, and with which effects.
package final class Consumer {
  static let latency = Measure(
    "Latency", .samples, in: .nanoseconds,
    "Time from the client's send to the end of the last step for a message.")

  /// Runs of the code for one message that ended well.
  @exclusivity(unchecked) package private(set) var completed: Int64 = 0
  /// Of them, the first for their message.
  @exclusivity(unchecked) package private(set) var first: Int64 = 0
  /// Of them, those whose message had its effects before.
  @exclusivity(unchecked) package private(set) var repeated: Int64 = 0
  /// Messages recognised as done before, and left alone.
  @exclusivity(unchecked) package private(set) var suppressed: Int64 = 0
  /// Messages whose error was caught and reported as success.
  @exclusivity(unchecked) package private(set) var swallowed: Int64 = 0
  /// Runs of the code for one message that threw.
  @exclusivity(unchecked) package private(set) var failed: Int64 = 0
  @exclusivity(unchecked) private var latencies: ContiguousArray<SampleMeasure?> = []

  /// The name under which reports list it.
  package let label: String

  /// The consumer of a name.
  package init(_ label: String) {
    self.label = label
  }

  /// Counts what became of one message.
  package func record(_ entry: BatchEntry, in world: World) {
    switch entry.outcome {
    case .succeeded:
      completed &+= 1
      if world.markEffect(entry.message) { first &+= 1 } else { repeated &+= 1 }
      let message = world.messages[entry.message]
      latency(of: message.name, in: world)
        .record((entry.end - message.journey).nanoseconds, at: world.now)
    case .failed: failed &+= 1
    case .swallowed: swallowed &+= 1
    case .suppressed: suppressed &+= 1
    case .untouched: break
    }
  }

  /// The latencies of messages from one client, if any came.
  package func latency(from client: Int) -> SampleMeasure? {
    latencies.indices.contains(client) ? latencies[client] : nil
  }

  private func latency(of name: Name, in world: World) -> SampleMeasure {
    let client = name.client
    if client < latencies.count, let known = latencies[client] { return known }
    while latencies.count <= client { latencies.append(nil) }
    let instrument = world.samples(Self.latency, at: label, detail: world.clients[client])
    latencies[client] = instrument
    return instrument
  }
}
