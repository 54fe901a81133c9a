import Blueprints
import Documents
import Kernel
import Measures
import Programs

/// Serves requests one per worker, lets some wait, and shares its cores among those that compute.
///
/// A worker is taken from the start of a request's code to its answer, also while the code waits
/// for its own calls. Nobody tells the server that a caller waits no longer: it works on, unless
/// the call said until when it is of use.
final class Server: Node {
  /// What the server has scheduled for itself; kinds from `Runner.firstKind` on are the runner's.
  enum Kind: UInt16 {
    /// A request that fails, or is refused, is answered so.
    case failure, rejection
    /// Whoever handed a copy over waits no longer.
    case patience
  }

  let card: NodeCard
  let settings: ServerSettings
  let answers: EndpointAnswers
  let meters: ServerMeters
  let runner: Runner
  let visits = Slab<Visit>()
  private var line = VisitLine()
  private var active: Int64 = 0
  private var generation: UInt16 = 0

  init(_ settings: ServerSettings, label: String, in world: World) {
    card = NodeCard(label, Self.declaration(settings), in: world)
    self.settings = settings
    answers = EndpointAnswers(settings.endpoint, label: label, in: world)
    meters = ServerMeters(settings, label: label, node: card.number, in: world)
    runner = Runner(
      label: label, host: card.number, consumer: world.addConsumer(label), in: world)
    runner.processor = settings.cpus.map {
      Processor(cores: $0, label: label, host: card.number, in: world)
    }
  }

  /// Makes what an entry under `outside` describes: an endpoint, or a server where it says more.
  static func makeOutside(_ site: Site) throws(InputError) -> any Node {
    guard site.behavior != nil || ServerSettings.areIn(site.properties) else {
      return try Endpoint.make(site)
    }
    return Server(
      try ServerSettings(site.properties, of: site.label), label: site.label, in: site.world)
  }

  var answersAtOnce: Bool { false }
  var isBusy: Bool { visits.count > 0 }
  var runsCode: Bool { true }

  func connect(_ site: Site) throws(InputError) {
    runner.program = try ProgramReader.program(of: self, at: site)
  }

  func receive(_ event: Event, in world: World) {
    if event.kind >= Runner.firstKind {
      if let ending = runner.receive(event, in: world) { end(ending, in: world) }
      return
    }
    switch Kind(rawValue: event.kind) {
    case .failure: close(event.first, saying: .failed, in: world)
    case .rejection: close(event.first, saying: .refused, in: world)
    case .patience: losePatience(event, in: world)
    case nil: preconditionFailure("\(label) got an event of kind \(event.kind)")
    }
  }

  func finish(in world: World) {
    meters.finish(in: world)
    // What the code calls may call the code: the circle of references ends with the run.
    runner.program = Program()
  }

  func apply(_ fault: FaultState, in world: World) {
    answers.apply(fault)
    guard case .slow(let factor) = fault else { return }
    if let processor = runner.processor {
      processor.setSpeed(min(1 / factor, Self.fastest), in: world)
    } else {
      runner.slowness = factor
    }
  }

  /// How many times as fast as usual a fault can make the cores at most.
  private static let fastest = 65_536.0

  // MARK: Requests

  func call(_ call: Call, in world: World) -> Answer {
    if let answer = turnAway(call.name, call.attempt, in: world) { return answer }
    world.edge(call.edge).delivered(call.name, in: world)
    var message = Message(
      name: call.name, edge: call.edge, kind: call.kind, journey: call.journey, sent: world.now)
    // What is asked again is done again, with other draws.
    message.runs = UInt16(truncatingIfNeeded: call.attempt)
    take(
      Visit(
        message: world.messages.insert(message), reply: call.reply, deadline: call.deadline,
        came: world.now, isAwaited: true), in: world)
    return .later
  }

  /// What a request hears that finds no way in; nil where it does.
  func turnAway(_ name: Name, _ attempt: UInt32, in world: World) -> Answer? {
    guard answers.admits(name, attempt, in: world) else {
      meters.throttled(in: world)
      return .throttled(after: .zero)
    }
    guard !answers.isStopped else {
      answers.failures.add(1, at: world.now)
      return .failed(after: .zero, retryable: true)
    }
    guard active >= settings.workers, line.count >= settings.room.capacity else { return nil }
    answers.throttles.add(1, at: world.now)
    meters.throttled(in: world)
    return settings.room.dropsSilently ? .later : .throttled(after: .zero)
  }

  /// Takes a request in, to be worked on now or when its turn comes.
  @discardableResult
  func take(_ visit: Visit, in world: World) -> UInt32 {
    generation = generation == .max ? 1 : generation + 1
    var visit = visit
    visit.generation = generation
    let slot = visits.insert(visit)
    if active < settings.workers {
      begin(slot, in: world)
    } else {
      line.append(slot, in: visits)
    }
    meters.moved(active: active, queued: line.count, in: world)
    return slot
  }

  /// Gives a request a worker.
  private func begin(_ slot: UInt32, in world: World) {
    active += 1
    let message = world.messages[visits[slot].message]
    let attempt = UInt32(message.runs)
    switch answers.verdict(message.name, attempt, in: world) {
    case .done(let time):
      var batch = Batch()
      batch.append(visits[slot].message, receipt: 0, in: world)
      runner.start(
        batch, owner: slot, after: time, limit: .forever, patience: visits[slot].deadline,
        in: world)
    case .failed(let time, _): schedule(.failure, slot, after: time, in: world)
    case .refused(let time): schedule(.rejection, slot, after: time, in: world)
    case .throttled, .later: preconditionFailure("\(label) took in what it turns away")
    }
  }

  private func schedule(
    _ kind: Kind, _ slot: UInt32, after delay: TimeSpan, in world: World
  ) {
    world.calendar.schedule(
      Event(node: number, kind: kind.rawValue, first: slot), after: delay)
  }

  // MARK: Answers

  /// The code of a request has ended.
  private func end(_ ending: Runner.Ending, in world: World) {
    var batch = ending.batch
    batch.dissolve(in: world)
    if ending.failed {
      answers.failures.add(1, at: world.now)
    } else {
      answers.latencies.record(world.now - visits[ending.owner].came, at: world.now)
    }
    close(ending.owner, saying: ending.failed ? .failed : .done, in: world)
  }

  /// Answers a request and frees its worker for the next.
  private func close(_ slot: UInt32, saying reply: Reply, in world: World) {
    leave(slot, saying: reply, in: world)
    active -= 1
    while active < settings.workers,
      let next = line.take(lastInFirst: settings.room.isLastInFirstOut, in: visits)
    {
      if settings.room.dropsExpired, visits[next].deadline <= world.now {
        meters.expired.add(1, at: world.now)
        leave(next, saying: .failed, in: world)
      } else {
        begin(next, in: world)
      }
    }
    meters.moved(active: active, queued: line.count, in: world)
  }

  /// Ends a visit; whoever still waits for the answer gets it.
  private func leave(_ slot: UInt32, saying reply: Reply, in world: World) {
    let visit = visits[slot]
    if visit.isAwaited { answer(visit.reply, reply, in: world) }
    world.forget(visit.message)
    visits[slot].generation = 0
    visits.remove(slot)
  }

  /// Sends an answer.
  func answer(_ event: Event, _ reply: Reply, in world: World) {
    var event = event
    event.second = reply.rawValue
    world.calendar.schedule(event, at: world.now)
  }
}
