import Kernel

@testable import Blueprints
@testable import Services

/// Follows a log and remembers every batch that it gets; a test says what becomes of each.
final class Probe: Node, RecordConsumer {
  /// A batch as it came.
  struct Run: Equatable {
    var lane: Int
    /// When it began [ms].
    var at: Int64
    /// The numbers of its records.
    var records: [Int64]
  }

  enum Reaction {
    case succeeds, fails, turnsAway
    /// It ends well, and says that some records failed.
    case reports([Int64])
  }

  let card: NodeCard
  let reader: ShardReader
  var react: (Run) -> Reaction = { _ in .succeeds }
  var duration = TimeSpan.seconds(1)
  var unwanted: [Int64] = []
  var hasDestination = false
  let filter: EventMatcher? = nil
  private(set) var runs: [Run] = []
  private(set) var givenUp: [(reason: Discard.Reason, records: [Int64])] = []
  private(set) var mostAtOnce = 0
  private var running = 0

  init(_ terms: ReadingTerms, of log: ShardLog, label: String = "P", in world: World) {
    card = NodeCard(
      label,
      Declaration(
        type: "probe", title: "Probe", summary: "Takes records.",
        identity: Identity(ref: "{name}", arn: "{name}")), in: world)
    reader = ShardReader(
      terms, of: log, label: label, to: label, node: card.number, in: world)
  }

  func start(in world: World) { reader.start(in: world) }

  func receive(_ event: Event, in world: World) {
    if event.kind >= ShardReader.firstKind {
      return reader.receive(event, for: self, in: world)
    }
    running -= 1
    reader.end(event.first, failed: event.second == 1, for: self, in: world)
  }

  func wants(_ slot: UInt32, in world: World) -> Bool {
    !unwanted.contains(world.messages[slot].sequence)
  }

  func polled(_ count: Int64, kept: Int64, in world: World) {}

  func begin(_ batch: Batch, of lane: UInt32, in world: World) -> Acceptance {
    let run = Run(
      lane: Int(lane), at: (world.now - .start).nanoseconds / 1_000_000,
      records: records(of: batch, in: world))
    runs.append(run)
    var failed: UInt32 = 0
    switch react(run) {
    case .succeeds: break
    case .turnsAway: return .throttled
    case .fails: failed = 1
    case .reports(let sequences):
      var entry = batch.first
      while entry != .max {
        let sequence = world.messages[world.batches[entry].message].sequence
        if sequences.contains(sequence) { world.batches[entry].outcome = .failed }
        entry = world.batches[entry].next
      }
    }
    running += 1
    mostAtOnce = max(mostAtOnce, running)
    world.calendar.schedule(
      Event(node: card.number, kind: 0, first: lane, second: failed), after: duration)
    return .accepted
  }

  func givesUp(_ discard: Discard, in world: World) -> Bool {
    givenUp.append((discard.reason, records(of: discard.batch, in: world)))
    return hasDestination
  }

  private func records(of batch: Batch, in world: World) -> [Int64] {
    var records: [Int64] = []
    var entry = batch.first
    while entry != .max {
      records.append(world.messages[world.batches[entry].message].sequence)
      entry = world.batches[entry].next
    }
    return records
  }

  /// The numbers of the records of each run.
  var batches: [[Int64]] { runs.map { $0.records } }
}

/// A log with probes that follow it.
final class Reading {
  let stage = Stage()
  let log: ShardLog
  var world: World { stage.world }
  private var written: UInt64 = 0

  /// A log that is looked into every 250 ms, and whose records can be read at once.
  init(shards: Int = 1, _ change: (inout StreamTerms, World) -> Void = { _, _ in }) {
    let world = stage.world
    var terms = StreamTerms(
      pollInterval: .milliseconds(250), recordsPerRead: 1_000, bytesPerRead: 1 << 20,
      retention: .hours(24), propagation: DrawnTime(.constant(0), for: "test", in: world))
    change(&terms, world)
    log = ShardLog(terms, label: "Log", shards: shards, in: world)
  }

  /// A reader of the log; the run begins with the last of them.
  func probe(
    _ label: String = "P", _ change: (inout ReadingTerms) -> Void = { _ in }
  ) -> Probe {
    var terms = ReadingTerms()
    change(&terms)
    return stage.add(Probe(terms, of: log, label: label, in: world))
  }

  /// Writes records of keys now.
  func write(_ keys: UInt64...) {
    for key in keys {
      written += 1
      log.append(
        Name(client: 0, ordinal: written), kind: 0, journey: world.now, key: key, in: world)
    }
  }

  /// Writes records of one key now.
  func write(count: Int) { for _ in 0..<count { write(0) } }

  /// Says that the ledger balances and that the order was kept.
  var isSound: Bool {
    world.breaches.isEmpty
      && world.edges.allSatisfy { edge in
        var records: Int64 = 0
        world.messages.forEachTaken { if $0.edge == edge.number { records += 1 } }
        return edge.held == records
      }
  }
}
