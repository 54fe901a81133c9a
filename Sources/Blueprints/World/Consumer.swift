import Kernel
import Measures

/// What a consumer did with messages: how late, and with which effects.
public final class Consumer {
  static let latency = Measure(
    "Latency", .samples, in: .nanoseconds,
    "Time from the client's send to the end of the last step for a message.")

  /// Runs of the code for one message that ended well.
  public private(set) var completed: Int64 = 0
  /// Of them, the first for their message.
  public private(set) var first: Int64 = 0
  /// Of them, those whose message had its effects before.
  public private(set) var repeated: Int64 = 0
  /// Messages recognised as done before, and left alone.
  public private(set) var suppressed: Int64 = 0
  /// Messages whose error was caught and reported as success.
  public private(set) var swallowed: Int64 = 0
  /// Runs of the code for one message that threw.
  public private(set) var failed: Int64 = 0
  private var latencies = Latencies()
  /// The messages that had their effects, where they are known by name.
  private var done: Set<Name> = []

  /// The name under which reports list it.
  public let label: String
  /// Its place in the list of all consumers.
  public internal(set) var number: UInt32 = 0

  /// The consumer of a name.
  public init(_ label: String) {
    self.label = label
  }

  /// Counts what became of one message.
  public func record(_ entry: BatchEntry, in world: World) {
    switch entry.outcome {
    case .succeeded:
      completed &+= 1
      if markEffect(entry.message, in: world) { first &+= 1 } else { repeated &+= 1 }
      let message = world.messages[entry.message]
      let latency = (entry.end - message.journey).nanoseconds
      let client = world.client(of: message.name)
      if !latencies.record(latency, of: client, at: world.now) {
        prepare(client, in: world)
        _ = latencies.record(latency, of: client, at: world.now)
      }
    case .failed: failed &+= 1
    case .swallowed: swallowed &+= 1
    case .suppressed: suppressed &+= 1
    case .untouched: break
    }
  }

  /// Whether a message had its effects here before, as code without a flaw would know it.
  @inline(__always)
  public func hadEffect(_ slot: UInt32, in world: World) -> Bool {
    guard world.knowsMessagesByName else { return world.hadEffect(slot) }
    return done.contains(world.messages[slot].name)
  }

  /// Says that a message has its effects here now; true where it had none before.
  @inline(__always)
  private func markEffect(_ slot: UInt32, in world: World) -> Bool {
    guard world.knowsMessagesByName else { return world.markEffect(slot) }
    return done.insert(world.messages[slot].name).inserted
  }

  /// The latencies of messages from one client, if any came.
  public func latency(from client: Int) -> SampleMeasure? {
    latencies.measure(of: client)
  }

  /// Makes the instrument for the messages of a client.
  private func prepare(_ client: Int, in world: World) {
    latencies.add(
      world.samples(Self.latency, at: label, detail: world.clients[client]), of: client)
  }
}

/// How late a consumer was, by the client whose messages it had.
///
/// It is borrowed and never copied, so writing a latency down counts no references.
private struct Latencies: ~Copyable {
  private var measures: ContiguousArray<SampleMeasure?> = []

  borrowing func record(_ latency: Int64, of client: Int, at now: Instant) -> Bool {
    guard client < measures.count, measures[client] != nil else { return false }
    measures[client]?.record(latency, at: now)
    return true
  }

  borrowing func measure(of client: Int) -> SampleMeasure? {
    measures.indices.contains(client) ? measures[client] : nil
  }

  mutating func add(_ measure: SampleMeasure, of client: Int) {
    while measures.count <= client { measures.append(nil) }
    measures[client] = measure
  }
}
