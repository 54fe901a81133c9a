import Blueprints
import Kernel
import Measures
import Programs

/// The work of one machine: requests that are worked on, one per worker, and requests that wait.
struct Station: BitwiseCopyable {
  /// Those that are worked on.
  var working = VisitLine()
  /// Those that wait for a worker.
  var waiting = VisitLine()
  /// The cores that all of them share, by their number; `none` where each has all that it needs.
  var processor: UInt32

  /// Whether nobody is there.
  var isIdle: Bool { working.count == 0 && waiting.count == 0 }
}

/// The cores that a station gets.
struct StationCores {
  /// How many.
  var count: Int64
  /// How fast they are, as a part of one vCPU's core.
  var speed = 1.0
  /// Who gauges how busy they are.
  var gauge: Utilization
}

/// What serves requests at a node: one station for each of its machines, and one program that runs
/// on all of them.
///
/// A worker is taken from the start of a request's code to its answer, also while the code waits
/// for its own calls. Nobody tells a station that a caller waits no longer: it works on, unless
/// the call said until when it is of use.
final class Stations {
  /// Events of stations have kinds from here on, those of their runner included; the node passes
  /// them on.
  static let firstKind: UInt16 = 0x7000

  /// What stations have scheduled for themselves.
  enum Kind: UInt16 {
    /// A request that fails, or is refused, is answered so.
    case failure = 0x7000
    case rejection
    /// Whoever handed a copy over waits no longer.
    case patience
  }

  let label: String
  private let host: UInt32
  let terms: StationTerms
  let answers: EndpointAnswers
  let meters: ServerMeters
  let runner: Runner
  let visits = Slab<Visit>()
  private let stations = Slab<Station>()
  /// Whose batches are worked on, if there are any.
  var keeper: (any BatchKeeper)?
  private var generation: UInt16 = 0
  private var active: Int64 = 0
  private var queued: Int64 = 0
  /// How many stations are open.
  private var count: Int64 = 0
  /// Whether stations have cores of their own.
  private let hasCores: Bool
  /// How fast all cores work by a fault.
  private var speed = 1.0

  /// No stations yet, at the node of a card.
  ///
  /// - Parameter hasCores: Whether they will have cores of their own.
  init(
    _ terms: StationTerms, answering endpoint: EndpointSettings = EndpointSettings(),
    hasCores: Bool = true, at card: NodeCard, in world: World
  ) {
    self.hasCores = hasCores
    label = card.label
    host = card.number
    self.terms = terms
    answers = EndpointAnswers(endpoint, label: label, in: world)
    meters = ServerMeters(label: label, node: host, in: world)
    runner = Runner(label: label, host: host, consumer: world.addConsumer(label), in: world)
  }

  /// Whether somebody is at a station still.
  var isBusy: Bool { visits.count > 0 }

  /// Does what is due; the station where a request ended, if one did.
  @discardableResult
  func receive(_ event: Event, in world: World) -> UInt32? {
    if event.kind >= Runner.firstKind {
      return runner.receive(event, in: world).map { end($0, in: world) }
    }
    let slot = event.first
    guard visits[slot].generation == event.generation else { return nil }
    let station = visits[slot].station
    switch Kind(rawValue: event.kind) {
    case .failure: close(slot, saying: .failed, in: world)
    case .rejection: close(slot, saying: .refused, in: world)
    case .patience:
      losePatience(slot, in: world)
      return nil
    case nil: preconditionFailure("\(label) got an event of kind \(event.kind)")
    }
    return station
  }

  func finish(in world: World) {
    meters.finish(in: world)
    keeper = nil
    // What the code calls may call the code: the circle of references ends with the run.
    runner.program = Program()
  }

  func apply(_ fault: FaultState, in world: World) {
    answers.apply(fault)
    guard case .slow(let factor) = fault else { return }
    speed = min(1 / factor, Self.fastest)
    if !hasCores { runner.slowness = factor }
    for processor in runner.processors { processor.setSpeed(speed, in: world) }
  }

  /// How many times as fast as usual a fault can make cores at most.
  private static let fastest = 65_536.0

  // MARK: Stations

  /// Opens a station, with cores of its own or without.
  func open(with cores: StationCores?, in world: World) -> UInt32 {
    let processor = cores.map { cores -> UInt32 in
      let number = runner.addProcessor(
        cores: cores.count, speed: cores.speed, in: cores.gauge, world)
      if speed != 1 { runner.processors[Int(number)].setSpeed(speed, in: world) }
      return number
    }
    precondition(hasCores == (cores != nil), "a station of \(label) has cores, and others not")
    let station = stations.insert(Station(processor: processor ?? .max))
    count += 1
    moved(in: world)
    return station
  }

  /// Shuts a station with all who are there: they hear that it failed.
  func shut(_ station: UInt32, in world: World) {
    while let slot = stations[station].waiting.take(lastInFirst: false, in: visits) {
      queued -= 1
      answers.failures.add(1, at: world.now)
      leave(slot, saying: .failed, in: world)
    }
    while let slot = stations[station].working.take(lastInFirst: false, in: visits) {
      active -= 1
      if visits[slot].run != .max {
        giveBack(runner.cancel(visits[slot].run, in: world), of: slot, isDone: false, in: world)
      }
      if visits[slot].message != Visit.none { answers.failures.add(1, at: world.now) }
      leave(slot, saying: .failed, in: world)
    }
    if stations[station].processor != .max {
      runner.retireProcessor(stations[station].processor, in: world)
    }
    stations.remove(station)
    count -= 1
    moved(in: world)
  }

  /// The cores of a station, if it has its own.
  func processor(of station: UInt32) -> Processor? {
    let number = stations[station].processor
    return number == .max ? nil : runner.processors[Int(number)]
  }

  /// Whether nobody is at a station.
  func isIdle(_ station: UInt32) -> Bool { stations[station].isIdle }

  /// Whether a request that comes to a station now would be taken in.
  func hasRoom(at station: UInt32) -> Bool {
    stations[station].working.count < terms.workers
      || stations[station].waiting.count < terms.room.capacity
  }

  // MARK: Requests

  func call(_ call: Call, on station: UInt32, in world: World) -> Answer {
    if let answer = turnAway(call.name, call.attempt, from: station, in: world) { return answer }
    world.edge(call.edge).delivered(call.name, in: world)
    var message = Message(
      name: call.name, edge: call.edge, kind: call.kind, journey: call.journey, sent: world.now)
    // What is asked again is done again, with other draws.
    message.runs = UInt16(truncatingIfNeeded: call.attempt)
    take(
      Visit(
        station: station, message: world.messages.insert(message), reply: call.reply,
        deadline: call.deadline, came: world.now, isAwaited: true), in: world)
    return .later
  }

  /// What a request hears that finds no way in; nil where it does.
  func turnAway(
    _ name: Name, _ attempt: UInt32, from station: UInt32, in world: World
  ) -> Answer? {
    guard answers.admits(name, attempt, in: world) else {
      meters.throttled(in: world)
      return .throttled(after: .zero)
    }
    guard !answers.isStopped else {
      answers.failures.add(1, at: world.now)
      return .failed(after: .zero, retryable: true)
    }
    if hasRoom(at: station) { return nil }
    answers.throttles.add(1, at: world.now)
    meters.throttled(in: world)
    return terms.room.dropsSilently ? .later : .throttled(after: .zero)
  }

  /// What a request hears where nothing serves: the connection is refused.
  func refuseConnection(in world: World) -> Answer {
    answers.requests.add(1, at: world.now)
    answers.failures.add(1, at: world.now)
    return .failed(after: .zero, retryable: true)
  }

  /// How many workers of a station have nothing to do.
  func idleWorkers(at station: UInt32) -> Int64 { terms.workers - stations[station].working.count }

  /// Makes a record of a visit.
  func insert(_ visit: Visit) -> UInt32 {
    generation = generation == .max ? 1 : generation + 1
    var visit = visit
    visit.generation = generation
    return visits.insert(visit)
  }

  /// Gives a batch that a worker fetched to that worker.
  func begin(_ batch: Batch, of slot: UInt32, after time: TimeSpan, in world: World) {
    let station = visits[slot].station
    stations[station].working.append(slot, in: visits)
    active += 1
    visits[slot].run = runner.start(
      batch, owner: slot, after: time, limit: .forever, on: stations[station].processor,
      in: world)
    moved(in: world)
  }

  /// Gives a batch back to whom it belongs.
  private func giveBack(_ batch: Batch, of slot: UInt32, isDone: Bool, in world: World) {
    guard visits[slot].message == Visit.none, let keeper else {
      var batch = batch
      return batch.dissolve(in: world)
    }
    keeper.take(batch, isDone: isDone, in: world)
  }

  /// Takes a request in, to be worked on now or when its turn comes.
  @discardableResult
  func take(_ visit: Visit, in world: World) -> UInt32 {
    let slot = insert(visit)
    if stations[visit.station].working.count < terms.workers {
      begin(slot, in: world)
    } else {
      stations[visit.station].waiting.append(slot, in: visits)
      queued += 1
    }
    moved(in: world)
    return slot
  }

  /// Gives a request a worker.
  private func begin(_ slot: UInt32, in world: World) {
    let station = visits[slot].station
    stations[station].working.append(slot, in: visits)
    active += 1
    let message = world.messages[visits[slot].message]
    let attempt = UInt32(message.runs)
    switch answers.verdict(message.name, attempt, in: world) {
    case .done(let time):
      var batch = Batch()
      batch.append(visits[slot].message, receipt: 0, in: world)
      visits[slot].run = runner.start(
        batch, owner: slot, after: time, limit: .forever, patience: visits[slot].deadline,
        on: stations[station].processor, in: world)
    case .failed(let time, _): schedule(.failure, slot, after: time, in: world)
    case .refused(let time), .unmet(let time, _):
      schedule(.rejection, slot, after: time, in: world)
    case .throttled, .partly, .later: preconditionFailure("\(label) took in what it turns away")
    }
  }

  private func schedule(
    _ kind: Kind, _ slot: UInt32, after delay: TimeSpan, in world: World
  ) {
    world.calendar.schedule(
      Event(
        node: host, kind: kind.rawValue, generation: visits[slot].generation, first: slot),
      after: delay)
  }

  /// Has a sender told when its time is over.
  func setPatience(_ slot: UInt32, in world: World) {
    schedule(.patience, slot, after: visits[slot].deadline - world.now, in: world)
  }

  /// Tells a sender that its time is over, if it still waits.
  private func losePatience(_ slot: UInt32, in world: World) {
    guard visits[slot].isAwaited else { return }
    visits[slot].isAwaited = false
    answer(visits[slot].reply, .failed, in: world)
  }

  // MARK: Answers

  /// The code of a request has ended; where that was.
  private func end(_ ending: Runner.Ending, in world: World) -> UInt32 {
    let visit = visits[ending.owner]
    // Where messages of a queue fail one by one, so does the only one of a request.
    let hasFailed = ending.failed || world.batches[ending.batch.first].outcome == .failed
    giveBack(ending.batch, of: ending.owner, isDone: true, in: world)
    if visit.message == Visit.none {
      close(ending.owner, saying: .done, in: world)
      keeper?.isFree(in: world)
      return visit.station
    }
    if hasFailed {
      answers.failures.add(1, at: world.now)
    } else {
      answers.latencies.record(world.now - visit.came, at: world.now)
    }
    close(ending.owner, saying: hasFailed ? .failed : .done, in: world)
    return visit.station
  }

  /// Answers a request and frees its worker for the next.
  private func close(_ slot: UInt32, saying reply: Reply, in world: World) {
    let station = visits[slot].station
    stations[station].working.remove(slot, in: visits)
    active -= 1
    leave(slot, saying: reply, in: world)
    while stations[station].working.count < terms.workers,
      let next = stations[station].waiting.take(
        lastInFirst: terms.room.isLastInFirstOut, in: visits)
    {
      queued -= 1
      if terms.room.dropsExpired, visits[next].deadline <= world.now {
        meters.expired.add(1, at: world.now)
        leave(next, saying: .failed, in: world)
      } else {
        begin(next, in: world)
      }
    }
    moved(in: world)
  }

  /// Ends a visit; whoever still waits for the answer gets it.
  private func leave(_ slot: UInt32, saying reply: Reply, in world: World) {
    let visit = visits[slot]
    if visit.isAwaited { answer(visit.reply, reply, in: world) }
    if visit.message != Visit.none { world.forget(visit.message) }
    visits[slot].generation = 0
    visits.remove(slot)
  }

  /// Sends an answer.
  private func answer(_ event: Event, _ reply: Reply, in world: World) {
    var event = event
    event.second = reply.rawValue
    world.calendar.schedule(event, at: world.now)
  }

  private func moved(in world: World) {
    let (workers, isEndless) = terms.workers.multipliedReportingOverflow(by: count)
    meters.moved(
      active: active, queued: queued, of: isEndless ? .max : workers, in: world)
  }
}
