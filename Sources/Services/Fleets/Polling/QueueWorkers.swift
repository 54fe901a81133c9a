import Blueprints
import Documents
import Kernel
import Measures
import Programs

/// The workers of a fleet's machines that fetch messages from a queue: each receives a batch, works
/// on it, deletes what it did, and receives again.
///
/// Which of several idle workers gets the next messages goes by turns among the machines. What a
/// worker failed on, and what it held when its machine ended, is not deleted: it comes back when
/// its visibility timeout is over.
final class QueueWorkers {
  /// Events of workers have kinds from here on.
  static let firstKind: UInt16 = 0x6800

  private enum Kind: UInt16 {
    /// A message is visible.
    case visible = 0x6800
    /// Receives that returned nothing are counted.
    case idle
  }

  static let receiving = Parameter(
    "workers.receive", .time(.lognormal(.init(median: 12e6, p99: 60e6))), in: .anyLength,
    "How long it takes a worker to fetch messages that are there.",
    source: .assumption("a request to SQS within a region; AWS publishes no percentiles")
  ).ideally(.span(.zero))

  let terms: PollTerms
  let source: any MessageSource
  let stations: Stations
  private let host: UInt32
  private let receiving: DrawnTime
  /// The stations whose workers fetch messages, each in its turn.
  private var polling: ContiguousArray<UInt32> = []
  private var turn = 0
  /// Receives since idle workers were last counted.
  private var receives: Int64 = 0
  private var isCounting = false

  /// Workers at the stations of the node of a card, which fetch from the queue that they name.
  init(_ terms: PollTerms, at stations: Stations, of card: NodeCard, _ site: Site)
    throws(InputError)
  {
    let node = try site.node(terms.queue, as: "an SQS queue")
    guard let source = node.source else {
      throw InputError(
        "\(node.label) is no queue from which workers can fetch",
        remedy: "it is of type \(node.card.declaration.type)", at: terms.queue.place)
    }
    self.terms = terms
    self.source = source
    self.stations = stations
    host = card.number
    receiving = DrawnTime(Self.receiving, for: "receive/\(card.label)", in: site.world)
    source.attach(
      receiver: Event(node: host, kind: Kind.visible.rawValue), label: card.label)
  }

  func receive(_ event: Event, in world: World) {
    switch Kind(rawValue: event.kind) {
    case .visible: pump(in: world)
    case .idle: countIdle(in: world)
    case nil: preconditionFailure("workers got an event of kind \(event.kind)")
    }
  }

  /// Lets the workers of a station fetch messages.
  func begin(at station: UInt32, in world: World) {
    if !isCounting {
      isCounting = true
      schedule(.idle, after: terms.wait, in: world)
    }
    polling.append(station)
    pump(in: world)
  }

  /// Has the workers of a station fetch nothing any more; what they have they finish.
  func rest(at station: UInt32) {
    guard let place = polling.firstIndex(of: station) else { return }
    polling.remove(at: place)
    if place < turn { turn -= 1 }
  }

  /// Hands what is visible to those who have nothing to do.
  private func pump(in world: World) {
    while source.hasVisible {
      guard let station = nextIdle() else { return }
      var batch = Batch(.oneByOne)
      guard source.receive(upTo: terms.batch, into: &batch, in: world) > 0 else { break }
      receives += 1
      turn += 1
      stations.work(on: batch, at: station, after: fetching(batch, in: world), in: world)
    }
    source.wake(in: world)
  }

  /// The station whose turn it is among those where a worker is idle.
  private func nextIdle() -> UInt32? {
    for step in polling.indices {
      let place = (turn + step) % polling.count
      guard stations.hasIdleWorker(at: polling[place]) else { continue }
      turn = place
      return polling[place]
    }
    return nil
  }

  /// How long it takes to fetch a batch; writes down how long its messages waited.
  private func fetching(_ batch: Batch, in world: World) -> TimeSpan {
    let edge = source.outgoing
    let first = world.messages[world.batches[batch.first].message]
    let time = receiving.length(for: first.name, UInt32(first.receives))
    var entry = batch.first
    while entry != .max {
      let message = world.messages[world.batches[entry].message]
      if message.receives == 1 {
        edge.hop.record((world.now + time - message.sent).nanoseconds, at: world.now)
      }
      edge.delivered(message.name, in: world)
      entry = world.batches[entry].next
    }
    return time
  }

  /// Counts the receives that waited in vain: each idle worker's, whenever one is over.
  private func countIdle(in world: World) {
    let idle = polling.reduce(0) { $0 + stations.idleWorkers(at: $1) }
    // A long poll returns as soon as a message is there, so whoever got one did not wait in vain.
    if idle > receives { source.countEmptyReceives(idle - receives, in: world) }
    receives = 0
    schedule(.idle, after: terms.wait, in: world)
  }

  private func schedule(_ kind: Kind, after time: TimeSpan, in world: World) {
    world.calendar.schedule(Event(node: host, kind: kind.rawValue), after: time)
  }
}

extension QueueWorkers: BatchKeeper {
  /// Deletes what was done, and lets go of the rest.
  func take(_ batch: Batch, isDone: Bool, in world: World) {
    var batch = batch
    var done: Int64 = 0
    var next = batch.first
    while next != .max {
      let entry = world.batches[next]
      if isDone, entry.outcome != .failed, entry.outcome != .untouched {
        source.delete(entry, in: world)
        done += 1
      } else {
        source.release(entry, in: world)
      }
      next = entry.next
    }
    if done > 0 { source.countDeletion(of: done) }
    batch.dissolve(in: world)
  }

  func isFree(in world: World) { pump(in: world) }
}
