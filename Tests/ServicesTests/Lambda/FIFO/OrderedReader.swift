import Kernel
import Testing

@testable import Blueprints
@testable import Services

/// A FIFO queue that a mapping reads, and in place of its function what a test says: it writes down
/// each run, and which messages fail.
final class OrderedReader {
  /// A run of the code.
  struct Run {
    var began: Instant
    var ended = Instant.never
    var messages: [Name]
  }

  /// Stands for the function.
  final class Code: Node, BatchProcessor {
    let card: NodeCard
    var runs: [Run] = []
    var running = 0
    var mostRunning = 0
    var partial = false
    var endsAtFailure = false
    var duration: (Name) -> TimeSpan = { _ in .seconds(1) }
    var fails: (Name, Int) -> Bool = { _, _ in false }
    private var seen: [UInt64: Int] = [:]
    private var waiting: [UInt32: (index: Int, batch: Batch, reply: Event)] = [:]

    init(in world: World) {
      card = NodeCard(
        "Code",
        Declaration(
          type: "code", title: "Code", summary: "Runs batches.",
          identity: Identity(ref: "{name}", arn: "{name}")), in: world)
    }

    func begin(_ batch: Batch, reply: Event, in world: World) -> Acceptance {
      partial = batch.manner != .whole
      endsAtFailure = batch.manner != .oneByOne
      var names: [Name] = []
      var entry = batch.first
      while entry != .max {
        names.append(world.messages[world.batches[entry].message].name)
        entry = world.batches[entry].next
      }
      let key = UInt32(runs.count)
      waiting[key] = (runs.count, batch, reply)
      runs.append(Run(began: world.now, messages: names))
      running += 1
      mostRunning = max(mostRunning, running)
      world.calendar.schedule(
        Event(node: number, kind: 0, first: key), after: duration(names[0]))
      return .accepted
    }

    func receive(_ event: Event, in world: World) {
      guard let (index, batch, reply) = waiting.removeValue(forKey: event.first) else { return }
      running -= 1
      runs[index].ended = world.now
      var (entry, hasFailed) = (batch.first, false)
      while entry != .max {
        let name = world.messages[world.batches[entry].message].name
        if !hasFailed || !endsAtFailure {
          seen[name.root, default: 0] += 1
          let fails = fails(name, seen[name.root, default: 0])
          world.batches[entry].outcome = fails ? .failed : .succeeded
          if fails { hasFailed = true }
        }
        entry = world.batches[entry].next
      }
      var event = reply
      let ending: BatchEnding = hasFailed && !partial ? .failed : .succeeded
      event.second = ending.rawValue
      world.calendar.schedule(event, at: world.now)
    }

    var processor: (any BatchProcessor)? { self }
    var timeLimit: TimeSpan { .seconds(1) }
    func shareOutOfTime(_ messages: Int64, in world: World) -> Double { 0 }
    func room(in world: World) -> Int64 { .max }
    func awaitRoom(_ event: Event) {}
  }

  let stage: Stage
  let queue: FIFOQueue
  let code: Code
  let mapping: EventSourceMapping
  private var ordinals: [Int: UInt64] = [:]

  /// A queue, its mapping and the code.
  init(
    mapping properties: String, hidden: Int64 = 30, isProvisioned: Bool = false,
    _ overrides: [String: Parameter.Value] = [:]
  ) throws {
    stage = Stage("ideal", overrides)
    let world = stage.world
    queue = stage.add(FIFOQueue(QueueSettings(hidden: hidden), label: "Orders", in: world))
    code = stage.add(Code(in: world))
    let site = stage.site(
      "Mapping", properties: "{EventSourceArn: Orders, FunctionName: Code, \(properties)}")
    mapping = stage.add(
      try EventSourceMapping.make(site.settings(MappingSettings.self), of: queue, at: site))
    for client in 0..<100 {
      world.setGroups(GroupLaw(.one(UInt32(client + 1)), purpose: world.purpose("g")), of: client)
    }
    try stage.begin()
  }

  /// Sends a number of messages of a group now.
  func send(_ group: Int, _ count: Int = 1) {
    for _ in 0..<count {
      let ordinal = ordinals[group, default: 0]
      ordinals[group] = ordinal + 1
      let name = Name(client: group, ordinal: ordinal)
      _ = queue.call(
        Call(
          inlet: 0, name: name, kind: 0, journey: stage.world.now, size: 100, edge: 0,
          reply: Event(node: 0, kind: 0)), in: stage.world)
    }
  }

  /// The ordinals of a group's messages in the order in which they were run.
  func ordinals(of group: Int) -> [UInt64] {
    code.runs.flatMap { $0.messages }.filter { $0.client == group }.map { $0.ordinal }
  }
}
