import Kernel
import Testing

@testable import Blueprints
@testable import Documents
@testable import Programs

/// A program played before partners that answer as the test says: who was called when, and what
/// became of each message.
final class Rehearsal {
  let world: World
  let performer: Performer
  private var partners: [String: Partner] = [:]
  private var runs = 0

  /// What the code does, and who answers how, by the number of the call from 0.
  init(
    _ behavior: String, partial: Bool = false, profile: String = "none",
    with answers: [String: (Int) -> Answer] = [:]
  ) throws {
    world = World(seed: 7, calibration: Calibration("ideal", overrides: [:]))
    _ = world.add(EventKind(label: "order", size: 1_024))
    _ = world.addClient("test", marked: 0)
    performer = Performer(in: world)
    world.add(performer)
    for (label, answer) in answers.sorted(by: { $0.key < $1.key }) {
      let partner = Partner(label, performer, in: world, answer)
      world.add(partner)
      partners[label] = partner
    }
    world.seal()
    let text = "{\(behavior), retries: \(profile)}"
    let document = try YAML.read(SourceText(name: "behavior.yaml", text: text))
    let site = Site(
      label: "Code", world: world, properties: document, behavior: document,
      diagnostics: Diagnostics(), find: { [partners] in partners[$0] })
    performer.runner.program = try ProgramReader.program(of: performer, at: site)
    if let slip = site.diagnostics.errors.first { throw slip }
    performer.isPartial = partial
  }

  /// Starts the code with messages of these ordinals; their copies.
  @discardableResult
  func start(
    _ ordinals: Range<UInt64> = 0..<1, limit: TimeSpan = .minutes(15), patience: Instant = .never
  ) -> [UInt32] {
    var batch = Batch()
    let slots = ordinals.map { ordinal in
      world.messages.insert(
        Message(
          name: Name(client: 0, ordinal: ordinal), edge: performer.edge.number, kind: 0,
          journey: world.now, sent: world.now))
    }
    for slot in slots { batch.append(slot, receipt: 0, in: world) }
    perform(batch, limit: limit, patience: patience)
    return slots
  }

  /// Starts the code with a batch.
  func perform(
    _ batch: Batch, limit: TimeSpan = .minutes(15), patience: Instant = .never
  ) {
    runs += 1
    performer.begin(batch, limit: limit, patience: patience, in: world)
  }

  /// Plays until every run is over; what happened, in milliseconds.
  @discardableResult
  func play() -> [String] {
    while performer.endings.count < runs, world.step(until: .never) {}
    return performer.lines
  }

  /// Plays one batch.
  func play(_ messages: UInt64, limit: TimeSpan = .minutes(15)) -> [String] {
    start(0..<messages, limit: limit)
    return play()
  }

  /// Who answers under a label.
  func partner(_ label: String) throws -> Partner {
    try #require(partners[label])
  }

  /// Where calls of a partner ended.
  func edge(to label: String) -> Edge? { world.edges.first { $0.to == label } }
}

/// Hosts the code, one run after the other in the same place, and keeps what happens.
final class Performer: Node {
  let card: NodeCard
  let runner: Runner
  let consumer: Consumer
  let edge: Edge
  var lines: [String] = []
  /// Whether each message of a batch fails by itself.
  var isPartial = false
  var endings: [Runner.Ending] = []
  /// The cores on which runs compute that begin from now on.
  var processor = UInt32.max

  init(in world: World) {
    card = NodeCard("Code", declaration("code", "Code"), in: world)
    consumer = world.addConsumer("Code")
    edge = world.addEdge(from: "test", to: "Code")
    runner = Runner(label: "Code", host: card.number, consumer: consumer, in: world)
  }

  func begin(_ batch: Batch, limit: TimeSpan, patience: Instant, in world: World) {
    var batch = batch
    if isPartial { batch.manner = .oneByOne }
    runner.start(
      batch, owner: 0, after: .zero, limit: limit, patience: patience, on: processor, in: world)
  }

  func receive(_ event: Event, in world: World) {
    guard let ending = runner.receive(event, in: world) else { return }
    endings.append(ending)
    var entry = ending.batch.first
    while entry != .max {
      let done = world.batches[entry]
      let name = "message \(world.messages[done.message].name.root & 0xFFFF)"
      lines.append(
        done.outcome == .untouched
          ? "\(name) untouched" : "\(milliseconds(done.end)) \(name) \(done.outcome)")
      entry = done.next
    }
    let end = ending.timedOut ? "out of time" : ending.failed ? "threw" : "returned"
    lines.append("\(milliseconds(world.now)) \(end)")
  }
}

/// Answers calls as the test says and notes when they came.
final class Partner: Node, CallReader, IdempotencyStore {
  /// What the ways of a call are called in the lines.
  static let ways = ["", " begins", " completes", " releases"]

  let card: NodeCard
  private let performer: Performer
  private let answer: (Int) -> Answer
  /// What it replies by an event, and how much later, by the number of the call.
  var reply: (Int) -> (after: Int64, Reply)? = { _ in nil }
  private(set) var calls: [Call] = []

  init(
    _ label: String, _ performer: Performer, in world: World, _ answer: @escaping (Int) -> Answer
  ) {
    card = NodeCard(label, declaration("partner", label), in: world)
    self.performer = performer
    self.answer = answer
  }

  func call(_ call: Call, in world: World) -> Answer {
    let way = Self.ways[Int(call.way)]
    performer.lines.append("\(milliseconds(world.now)) \(label)\(way)")
    calls.append(call)
    if let (time, word) = reply(calls.count - 1) {
      var event = call.reply
      event.second = word.rawValue
      world.calendar.schedule(event, after: .milliseconds(time))
      return .later
    }
    return answer(calls.count - 1)
  }

  var callReader: (any CallReader)? { self }
  var idempotencyStore: (any IdempotencyStore)? { label == "Done" ? self : nil }
  func way(
    reading said: DocumentMap, of inlet: Int, from owner: String, in world: World
  ) -> UInt16 { 0 }

  /// Under which keys runs are remembered, and for how long.
  private(set) var remembers: (key: ItemKey, time: TimeSpan)?

  func idempotency(
    by key: ItemKey, for time: TimeSpan, of owner: String, in world: World
  ) -> IdempotencyWays {
    remembers = (key, time)
    return IdempotencyWays(
      begin: .init(inlet: 0, way: 1), complete: .init(inlet: 0, way: 2),
      release: .init(inlet: 0, way: 3))
  }
}

private func declaration(_ type: String, _ title: String) -> Declaration {
  var declaration = Declaration(
    type: type, title: title, summary: "Plays in a test.",
    identity: Identity(ref: "{name}", arn: "{name}"))
  declaration.inlets = [Inlet("Request", "Is called.", permission: nil)]
  declaration.inlets[0].words = ["condition", "items"]
  return declaration
}

private func milliseconds(_ moment: Instant) -> Int64 { moment.nanoseconds / 1_000_000 }

/// An answer after some milliseconds.
func done(_ milliseconds: Int64) -> Answer { .done(after: .milliseconds(milliseconds)) }

/// Runs what is expected to be refused; gives what is wrong and the way out.
func slip(_ work: () throws -> Void) -> String? {
  do {
    try work()
    return nil
  } catch let error as InputError {
    return error.problem + (error.remedy.map { " → " + $0 } ?? "")
  } catch {
    return "\(error)"
  }
}
