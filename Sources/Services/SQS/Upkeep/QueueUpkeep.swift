import Blueprints
import Kernel
import Measures

/// What operators have a queue do: move its dead letters to another queue, and forget what it
/// holds.
///
/// A move takes visible messages one by one, the next in line first, at its rate. It is over when
/// none is visible, after 36 hours, or when it meets a message of which nobody knows where it came
/// from. A purge ends some time after it was asked for; what was sent before that is gone then,
/// held by a receiver or not.
final class QueueUpkeep {
  /// A queue that messages are moved to.
  private struct Target {
    let queue: any OperatedQueue
    let edge: Edge
  }

  /// A move that goes on.
  private struct Move {
    /// The label of the queue that gets everything; nil where each message goes to its own.
    let label: String?
    let rate: Int64
    let deadline: Instant
    var count: Int64 = 0
  }

  private var targets: ContiguousArray<Target> = []
  private var move: Move?
  /// When each purge was asked for, and how many of them go on.
  private var purges: ContiguousArray<Instant> = []
  private var openPurges = 0
  private(set) var movesMessages = false
  private(set) var purgesMessages = false
  private let rate: Int64
  private let longest: TimeSpan
  private let purgeTime: DrawnTime
  private let moved: CountMeasure
  private let failed: CountMeasure
  private let purged: CountMeasure

  /// The queue of a label, of which nothing is asked yet.
  init(of label: String, in world: World) {
    rate = world.calibration.count(Self.moveRate)
    longest = world.calibration.span(Self.moveLimit)
    purgeTime = DrawnTime(Self.purgeTime, for: "purge/\(label)", in: world)
    moved = world.count(Self.moved, at: label)
    failed = world.count(Self.failed, at: label)
    purged = world.count(Self.purged, at: label)
  }

  /// Whether something of it goes on.
  var isBusy: Bool { move != nil || openPurges > 0 }

  /// Draws the edges of a move.
  func prepare(for order: Order, at queue: any OperatedQueue, in world: World) {
    if case .purge = order { purgesMessages = true }
    guard case .redrive(let label, _) = order else { return }
    movesMessages = true
    for label in label.map({ [$0] }) ?? queue.feeders
    where !targets.contains(where: { $0.queue.label == label }) {
      guard let target = world.operatedQueue(labelled: label) else {
        preconditionFailure("\(label) is no queue")
      }
      let edge = world.addEdge(from: queue.label, to: label)
      edge.isFree()
      targets.append(Target(queue: target, edge: edge))
    }
  }

  /// Lets go of other queues, among which there are circles.
  func finish() { targets = [] }

  // MARK: Moves

  /// Begins a move, unless one goes on.
  func begin(
    to label: String?, perSecond rate: Int64?, at queue: any OperatedQueue, in world: World
  ) {
    guard move == nil else { return failed.add(1, at: world.now) }
    move = Move(label: label, rate: rate ?? self.rate, deadline: world.now + longest)
    goOn(with: queue, in: world)
  }

  /// Moves the messages that are due.
  func goOn(with queue: any OperatedQueue, in world: World) {
    guard let move else { return }
    guard world.now < move.deadline else { return end(queue, in: world) }
    let most = min(Self.batch, move.rate)
    for _ in 0..<most {
      guard let slot = queue.nextToMove(in: world) else { return end(queue, in: world) }
      guard let target = target(of: slot, in: queue) else {
        queue.keep(unmoved: slot, in: world)
        failed.add(1, at: world.now)
        return end(queue, in: world)
      }
      hand(slot, of: queue, to: target, in: world)
    }
    guard move.rate != .max else { return world.calendar.schedule(queue.moveGoesOn, after: .zero) }
    let pause = TimeSpan(nanoseconds: most * 1_000_000_000 / move.rate)
    world.calendar.schedule(queue.moveGoesOn, after: pause)
  }

  /// Where a message is moved to; nil where nobody knows.
  private func target(of slot: UInt32, in queue: any OperatedQueue) -> Target? {
    if let label = move?.label { return targets.first { $0.queue.label == label } }
    guard let source = queue.source(of: slot) else { return nil }
    return targets.first { $0.queue.number == source }
  }

  private func hand(
    _ slot: UInt32, of queue: any OperatedQueue, to target: Target, in world: World
  ) {
    let group = queue.release(forMove: slot, in: world)
    world.move(slot, to: target.edge)
    target.edge.acknowledge()
    target.edge.delivered(world.messages[slot].name, in: world)
    target.queue.take(moved: slot, of: group, in: world)
    moved.add(1, at: world.now)
    move?.count += 1
  }

  private func end(_ queue: any OperatedQueue, in world: World) {
    note(.redriveEnded, move?.count ?? 0, at: queue, in: world)
    move = nil
  }

  // MARK: Purges

  /// Begins a purge.
  func beginPurge(of queue: any OperatedQueue, in world: World) {
    let number = UInt32(purges.count)
    purges.append(world.now)
    openPurges += 1
    var event = queue.purgeEnds
    event.first = number
    world.calendar.schedule(event, after: purgeTime.length(for: Name(root: UInt64(number))))
  }

  /// Forgets all that came before a purge was asked for.
  func endPurge(_ number: UInt32, of queue: any OperatedQueue, in world: World) {
    openPurges -= 1
    let count = queue.purge(until: purges[Int(number)], in: world)
    purged.add(count, at: world.now)
    note(.purgeEnded, count, at: queue, in: world)
  }

  private func note(
    _ kind: Episode.Kind, _ count: Int64, at queue: any OperatedQueue, in world: World
  ) {
    world.episodes.note(
      Episode(kind, node: queue.number, from: world.now, to: world.now, value: count))
  }
}
