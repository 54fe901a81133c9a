import Blueprints
import Kernel

/// Runs a program over batches of messages, for a host that starts and stops runs and knows nothing
/// of steps.
///
/// A run is one start of the code with a batch. Where the code calls nobody, the whole run is
/// worked out at its start and costs one event. Otherwise each message that is being worked on is a
/// strand: a place in the code with a clock of its own that runs ahead of the world's through
/// everything that concerns nobody else, and meets it again where another node is called.
public final class Runner {
  /// Events of a runner have kinds from here on; its host passes them to it.
  public static let firstKind: UInt16 = 0x8000

  /// What the host is told when a run is over.
  public struct Ending {
    /// The record of the host that the run belongs to.
    public var owner: UInt32
    /// The messages, each with what became of it.
    public var batch: Batch
    /// When the run began.
    public var started: Instant
    /// Whether the code threw, or ran out of time.
    public var failed: Bool
    /// Whether it ran out of time.
    public var timedOut: Bool
  }

  /// One start of the code.
  struct Run: BitwiseCopyable {
    var batch: Batch
    var started: Instant
    var deadline: Instant
    /// Until when whoever asked for it waits.
    var patience: Instant
    var owner: UInt32
    /// The cores on which it computes, by their number; `none` where it has all that it needs.
    var processor: UInt32
    /// The next entry that no strand has taken.
    var waiting: UInt32
    /// Strands that work on messages.
    var active: UInt32 = 0
    /// Its neighbours among the runs that have a deadline to meet.
    var earlier: UInt32 = .max
    var later: UInt32 = .max
    /// Whether it stands among them.
    var isTimed = false
    var failed = false
    var timedOut = false
    /// No further message is begun.
    var closing = false
    /// An event of its own ends it, which nothing can take back.
    var endsByEvent = false
    /// It was given up, and only that event is awaited.
    var isCancelled = false
    /// The first of its strands.
    var strands: UInt32 = .max
  }

  enum Kind: UInt16 {
    case finish = 0x8000
    case deadline, wake, reply, computed
    /// An answer to a call that is watched.
    case answer
    /// Somebody who waits for something waits no longer.
    case patience
  }

  let host: UInt32
  /// What the code does.
  public var program = Program() { didSet { prepare() } }
  /// Its times.
  private var times = WorkTimes()
  let consumer: Consumer
  let runs = Slab<Run>()
  let strands = Slab<Strand>()
  /// The runs that have a deadline to meet, the earliest first.
  var deadlines = DeadlineLine()
  private var generation: UInt16 = 0
  /// Answers that came after their run was over.
  public internal(set) var lateReplies: Int64 = 0
  /// Retries that were not made because the quota or the budget was used up.
  public internal(set) var forbiddenRetries: Int64 = 0
  /// The answers that are waited for with an end, and the turns at bulkheads.
  var waits = Waits()
  /// What the retries of the code's own loops are paid from.
  var budgets: ContiguousArray<RetryBudget> = []
  /// What keeps its calls from callees that fail.
  var breakers: ContiguousArray<CircuitBreaker> = []
  /// What bounds its calls under way.
  var bulkheads: ContiguousArray<Bulkhead> = []
  /// The brakes of the SDK clients, those of one run's slot side by side; grows as they are needed.
  var brakes: ContiguousArray<RetryBrake> = []
  /// The number under which runs are counted in chains of requests; nil where they are not.
  public var chainLink: Int?
  /// How many times longer than usual computing takes.
  public var slowness = 1.0
  /// The cores on which computing takes its turn, by their numbers.
  public private(set) var processors: ContiguousArray<Processor> = []
  /// The share of runs that fail by a fault, beside the program's own.
  public var failing: FaultOdds

  /// Runs a program, which does nothing yet, for the host of a number.
  public init(label: String, host: UInt32, consumer: Consumer, in world: World) {
    self.host = host
    self.consumer = consumer
    failing = FaultOdds(for: "fault/\(label)", in: world)
  }

  /// Adds cores that some runs share; their number.
  ///
  /// - Parameter speed: How fast they are by nature, where that is not as fast as others.
  public func addProcessor(
    cores: Int64, speed: Double = 1, in utilization: Utilization, _ world: World
  ) -> UInt32 {
    let number = UInt32(processors.count)
    let processor = Processor(cores: cores, number: number, host: host, in: utilization, world)
    if speed != 1 { processor.setNature(speed, in: world) }
    processors.append(processor)
    return number
  }

  /// Takes cores away whose runs have all ended.
  public func retireProcessor(_ number: UInt32, in world: World) {
    processors[Int(number)].retire(in: world)
  }

  /// Starts the code with a batch after a delay; it may take until the time limit.
  ///
  /// - Parameters:
  ///   - patience: Until when whoever asked for it waits, which is told on by calls that propagate
  ///     their deadline.
  ///   - processor: The number of the cores on which it computes; `none` for all that it needs.
  /// - Returns: The number by which the run can be cancelled until the host is told of its end.
  @discardableResult
  public func start(
    _ batch: Batch, owner: UInt32, after delay: TimeSpan, limit: TimeSpan,
    patience: Instant = .never, on processor: UInt32 = .max, in world: World
  ) -> UInt32 {
    let begin = world.now + delay
    let run = runs.insert(
      Run(
        batch: batch, started: begin, deadline: begin + limit, patience: patience, owner: owner,
        processor: processor, waiting: batch.first))
    if program.isFoldable, processor == .max || program.works.isEmpty {
      fold(run, in: world)
    } else {
      open(run, in: world)
    }
    return run
  }

  /// Gives a run up before its end, as when its machine is gone; its messages come back as if no
  /// code had seen them.
  public func cancel(_ slot: UInt32, in world: World) -> Batch {
    let batch = runs[slot].batch
    if world.isTracing { traceCutOff(slot, in: world) }
    while runs[slot].strands != .max { discard(runs[slot].strands, in: world) }
    if runs[slot].endsByEvent {
      runs[slot].isCancelled = true
    } else {
      if runs[slot].isTimed { deadlines.remove(slot, in: runs) }
      runs.remove(slot)
    }
    return batch
  }

  /// Goes on with a run; what it returns is over.
  public func receive(_ event: Event, in world: World) -> Ending? {
    guard let kind = Kind(rawValue: event.kind) else {
      preconditionFailure("a runner got an event of kind \(event.kind)")
    }
    switch kind {
    case .finish: return finishAtEvent(event.first, in: world)
    case .deadline: return meetDeadline(in: world)
    case .wake: return wake(event, in: world)
    case .reply: return answer(event, in: world)
    case .computed: return resume(event, in: world)
    case .answer: return answerWatched(event, in: world)
    case .patience: return losePatience(in: event.first, in: world)
    }
  }

  /// A number that none of the last 65,534 strands had; never zero.
  func nextGeneration() -> UInt16 {
    generation = generation == .max ? 1 : generation + 1
    return generation
  }

  /// Ends a run whose event has come, unless it was given up.
  @inline(__always)
  private func finishAtEvent(_ slot: UInt32, in world: World) -> Ending? {
    guard runs[slot].isCancelled else { return finish(slot, in: world) }
    runs.remove(slot)
    return nil
  }

  /// Ends a run and gives its messages back to the host.
  func finish(_ slot: UInt32, in world: World) -> Ending {
    if runs[slot].isTimed { deadlines.remove(slot, in: runs) }
    var entry = runs[slot].batch.first
    while entry != .max {
      let message = world.batches[entry].message
      if world.isTraced(world.messages[message].name) { trace(entry, of: slot, in: world) }
      let done = world.batches[entry]
      consumer.record(done, in: world)
      entry = done.next
    }
    // What the host is told is all that is read of the run: copying it whole costs more.
    let ending = runs.update(slot) { run in
      Ending(
        owner: run.owner, batch: run.batch, started: run.started, failed: run.failed,
        timedOut: run.timedOut)
    }
    runs.remove(slot)
    return ending
  }

  /// Whether the code throws on a message this time.
  func throwsOn(_ message: Message) -> Bool {
    if let poison = program.poison,
      poison.odds.happens(poison.purpose.word(for: message.name, 0))
    {
      return true
    }
    if failing.strikes(message.name, UInt32(message.runs)) { return true }
    guard let fails = program.fails else { return false }
    return fails.odds.happens(fails.purpose.word(for: message.name, UInt32(message.runs)))
  }

  private func prepare() {
    times = WorkTimes(program.works)
    prepareGuards()
  }

  /// How long a piece of work takes for a message.
  @inline(__always)
  func length(of work: Int, for message: Message) -> TimeSpan {
    times.length(of: work, for: message, slowedBy: slowness)
  }

  /// How long the code waits for a message; that is as long as ever where computing is slow.
  @inline(__always)
  func wait(of work: Int, for message: Message) -> TimeSpan {
    times.length(of: work, for: message)
  }

  /// What is paid before the first message.
  func prelude(of batch: Batch, in world: World) -> TimeSpan {
    guard let work = program.perBatch, !batch.isEmpty else { return .zero }
    let message = world.messages[world.batches[batch.first].message]
    return work.length(for: message.name, UInt32(message.runs), slowedBy: slowness)
  }
}
