import Blueprints
import Documents
import Kernel
import Measures
import Programs

/// Runs code in environments that come and go with the load.
///
/// Whoever asks for a run is admitted or turned away at once. An admitted run takes the environment
/// used last, or a new one, which starts cold. Asynchronous events wait in a queue of the
/// function's own and are tried again when they fail or are turned away.
final class Function: Node, BatchProcessor {
  /// What the function has scheduled for itself; kinds from `Runner.firstKind` on are the runner's.
  enum Kind: UInt16 { case expireEnvironments, attempt, warm }

  /// A run of the code from admission to its end.
  struct Invocation: BitwiseCopyable {
    /// Who waits for the end.
    enum Caller: UInt8 { case batch, call, queue }
    var reply: Event
    var caller: Caller
    var environment: UInt32
    /// The start of its environment: at first what the request waits beside that.
    var initDuration: TimeSpan
    /// The part of the start that is inside the run.
    var suppressed = TimeSpan.zero
    /// The asynchronous event, where it is one.
    var event: UInt32 = .max
  }

  let card: NodeCard
  let settings: FunctionSettings
  let meters: FunctionMeters
  let admission: FunctionAdmission
  private var startup: FunctionStartup
  let consumer: Consumer
  let runner: Runner
  let invocations = Slab<Invocation>()
  var environments = Environments()
  let asynchronous: AsynchronousQueue
  /// The environments started ahead of demand, where a version or an alias has some.
  var provisioned: ProvisionedConcurrency?
  /// By which name the request at hand came.
  var address = FunctionAddress.latest
  /// What stops it when it causes itself to run again and again; nil where it cannot.
  var recursion: RecursionGuard?
  /// Who wants to know when there is room again.
  var waiting: ContiguousArray<Event> = []
  private var expiryIsSet = false
  private var log: FunctionLog
  private var tracing: FunctionTraces?
  /// KMS, where a key of it encrypts the variables of the code.
  private var keys: KeyRequests?
  /// Megabyte-milliseconds billed so far.
  private var billed: Int64 = 0
  private let invokeTime: DrawnTime
  /// How many times as long as it was measured the code computes with the memory that it has.
  private var slowness = 1.0
  /// The most bytes that a request may carry.
  let payloads: (synchronous: Int64, asynchronous: Int64)

  init(_ settings: FunctionSettings, label: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    self.settings = settings
    meters = FunctionMeters(label: label, restores: settings.restores, in: world)
    admission = FunctionAdmission(reserved: settings.reserved, label: label, in: world)
    startup = FunctionStartup(settings, label: label, in: world)
    invokeTime = DrawnTime(FunctionParameters.invokeLatency, for: "invoke/\(label)", in: world)
    payloads = (
      world.calibration.count(FunctionParameters.payload),
      world.calibration.count(FunctionParameters.asyncPayload)
    )
    consumer = world.addConsumer(label)
    runner = Runner(label: label, host: card.number, consumer: consumer, in: world)
    asynchronous = AsynchronousQueue(label: label, in: world)
    log = FunctionLog(world.calibration)
    tracing = settings.isTraced ? FunctionTraces() : nil
    meters.date(for: card.number)
  }

  var answersAtOnce: Bool { false }

  var isBusy: Bool { invocations.count > 0 }

  var processor: (any BatchProcessor)? { self }

  func connect(_ site: Site) throws(InputError) {
    runner.program = try ProgramReader.program(of: self, at: site)
    let diagnostics = site.diagnostics
    startup.told =
      diagnostics.attempt { () throws(InputError) in
        try FunctionBehavior.start(of: self, at: site)
      } ?? nil
    _ = diagnostics.attempt { () throws(InputError) in try log.read(site.behavior) }
    if settings.key != nil { keys = KeyRequests(in: site.world) }
    slowness =
      diagnostics.attempt { () throws(InputError) in
        try FunctionBehavior.slowness(of: self, at: site)
      } ?? slowness
    runner.slowness = slowness
    _ = diagnostics.attempt { () throws(InputError) in
      try settings.check(label, at: site.properties.place)
    }
    try asynchronous.connect(self, at: site)
  }

  func start(in world: World) {
    provisioned?.start(in: world)
    asynchronous.nameOutlets()
    recursion = RecursionGuard(of: self, in: world)
    runner.chainLink = recursion?.link
  }

  func receive(_ event: Event, in world: World) {
    if event.kind >= Runner.firstKind {
      if let ending = runner.receive(event, in: world) { end(ending, in: world) }
      return
    }
    switch Kind(rawValue: event.kind) {
    case .expireEnvironments: expireEnvironments(in: world)
    case .attempt: attempt(event.first, in: world)
    case .warm: provisioned?.advance(in: world)
    case nil: preconditionFailure("\(label) got an event of kind \(event.kind)")
    }
  }

  func finish(in world: World) {
    meters.finish(in: world)
    // What the code calls may call the code: the circle of references ends with the run.
    runner.program = Program()
    asynchronous.closeOutlets()
  }

  func apply(_ fault: FaultState, in world: World) {
    switch fault {
    case .slow(let factor): runner.slowness = factor * slowness
    case .fail(let share): runner.failing.set(share)
    case .stop(let stops): admission.isStopped = stops
    case .throttle(let share): admission.throttling.set(share)
    default: preconditionFailure("\(label) takes no such fault")
    }
    callWaiting(in: world)
  }

  func extraCharges(until end: Instant) -> [Charge] {
    let price = settings.isOnArm ? Self.durationOnArm : Self.duration
    let storage = billed / settings.memory * settings.paidStorage
    return [Charge(price: price, units: billed)]
      + (storage > 0 ? [Charge(price: Self.storage, units: storage)] : [])
      + (provisioned?.charges(until: end) ?? []) + log.charges(until: end)
      + (tracing.map { [Charge(price: FunctionTraces.price, units: $0.recorded)] } ?? [])
      + (keys?.charges ?? [])
  }

  /// Changes the reserved concurrency, as PutFunctionConcurrency does; false where AWS refuses it.
  func reserve(_ count: Int64?, in world: World) -> Bool {
    guard admission.reserve(count, in: world) else { return false }
    callWaiting(in: world)
    return true
  }

  /// Whether its reserved concurrency lets it run nothing.
  var isSwitchedOff: Bool { admission.reserved == 0 }

  // MARK: Batches

  func begin(_ batch: Batch, reply: Event, in world: World) -> Acceptance {
    if let recursion, recursion.stops(batch, in: world) { return .refused }
    // The last batch of a window of a stream is empty.
    let name =
      batch.isEmpty
      ? Name(root: 0) : world.messages[world.batches[batch.first].message].name
    guard let environment = admit(name, synchronous: true, in: world) else { return .throttled }
    run(
      batch,
      as: Invocation(
        reply: reply, caller: .batch, environment: environment, initDuration: .zero), in: world)
    return .accepted
  }

  func room(in world: World) -> Int64 {
    guard address.isProvisioned, let provisioned else { return admission.room }
    let (sum, overflow) = admission.room.addingReportingOverflow(provisioned.room)
    return overflow ? .max : sum
  }

  var timeLimit: TimeSpan { settings.timeout }

  func shareOutOfTime(_ messages: Int64, in world: World) -> Double {
    runner.program.shareOverTime(
      slowness == 1
        ? timeLimit : TimeSpan(rounding: Double(timeLimit.nanoseconds) / slowness),
      messages: messages, for: world.purpose("advice/\(label)"))
  }

  func awaitRoom(_ event: Event) {
    if !waiting.contains(event) { waiting.append(event) }
  }

  // MARK: Calls

  func call(_ call: Call, in world: World) -> Answer {
    let latency = invokeTime.length(for: call.name, call.attempt)
    world.edge(call.edge).delivered(call.name, in: world)
    let isSynchronous = call.inlet == Action.invoke.rawValue
    guard call.size <= (isSynchronous ? payloads.synchronous : payloads.asynchronous) else {
      return .refused(after: latency)
    }
    guard isSynchronous else {
      asynchronous.take(call, of: self, in: world)
      return .done(after: latency)
    }
    meters.synchronousCalls &+= 1
    if let recursion, recursion.stops(call.kind, in: world) { return .refused(after: latency) }
    guard let environment = admit(call.name, synchronous: true, in: world) else {
      return .throttled(after: latency)
    }
    let message = world.messages.insert(
      Message(
        name: call.name, edge: call.edge, kind: call.kind, journey: call.journey, sent: world.now))
    var batch = Batch()
    batch.append(message, receipt: 0, in: world)
    run(
      batch,
      as: Invocation(
        reply: call.reply, caller: .call, environment: environment, initDuration: latency),
      in: world)
    return .later
  }

  func offer(_ slot: UInt32, in world: World) -> Acceptance {
    asynchronous.adopt(slot, of: self, in: world)
    return .accepted
  }

  /// Takes copies that are one asynchronous event together.
  func offer(_ slots: ContiguousArray<UInt32>, in world: World) {
    asynchronous.adopt(slots, of: self, in: world)
  }

  // MARK: Runs

  /// Takes an environment for a run, or counts a throttle.
  func admit(_ name: Name, synchronous: Bool, in world: World) -> UInt32? {
    guard !admission.isTurnedAway(name) else {
      meters.throttled(in: world)
      return nil
    }
    if address.isProvisioned,
      let environment = provisioned?.take(
        synchronous: synchronous, from: &environments, in: world)
    {
      return environment
    }
    guard admission.admit(synchronous: synchronous, at: world.now) else {
      meters.throttled(in: world)
      return nil
    }
    guard let environment = environments.take() else { return startEnvironment(in: world) }
    if address.isProvisioned { provisioned?.spilled(at: world.now) }
    return environment
  }

  /// Starts an environment for a run that was admitted, or counts a throttle.
  @inline(never)
  private func startEnvironment(in world: World) -> UInt32? {
    guard admission.scaleOut(at: world.now) else {
      admission.giveBack(at: world.now)
      meters.throttled(in: world)
      return nil
    }
    if address.isProvisioned { provisioned?.spilled(at: world.now) }
    return environments.start(retires: startup.retirement(environments.started, at: world.now))
  }

  /// Starts the code; a new or a broken environment starts cold.
  func run(_ batch: Batch, as invocation: Invocation, in world: World) {
    var invocation = invocation
    let latency = invocation.initDuration
    let isNew = environments.isNew(invocation.environment)
    var cold = ColdStart.none
    if let (ordinal, restart) = environments.startNeeded(invocation.environment) {
      cold = startup.coldStart(ordinal, restart: restart, published: address.isPublished)
    }
    invocation.initDuration = cold.initialised
    invocation.suppressed = min(cold.suppressed, settings.timeout)
    meters.began(cold: isNew ? cold : nil, at: world.now)
    log.began(at: world.now)
    tracing?.began(at: world.now)
    if isNew { keys?.ask(at: world.now) }
    let isQueued = invocation.caller == .queue
    let requests = isQueued ? asynchronous.waiting[invocation.event].requests : 1
    card.bill(Action.invoke.rawValue, units: requests)
    let owner = invocations.insert(invocation)
    runner.start(
      batch, owner: owner, after: latency + cold.waited + invocation.suppressed,
      limit: settings.timeout - invocation.suppressed, in: world)
  }

  /// Ends a run: its environment waits again, and whoever waits for the end is told.
  private func end(_ ending: Runner.Ending, in world: World) {
    let invocation = invocations[ending.owner]
    invocations.remove(ending.owner)
    let duration = world.now - ending.started + invocation.suppressed
    meters.ended(ending, duration: duration, in: world)
    let billed = megabyteMilliseconds(invocation.initDuration + duration)
    if let provisioned, environments.isProvisioned(invocation.environment) {
      if ending.timedOut { environments.markBroken(invocation.environment) }
      provisioned.putBack(invocation.environment, billed: billed, in: world)
    } else {
      self.billed += billed
      let stays = environments.putBack(
        invocation.environment, broken: ending.timedOut, at: world.now)
      if stays { setExpiry(in: world) }
      admission.giveBack(at: world.now)
    }
    answer(invocation, ending, in: world)
    if !waiting.isEmpty { callWaiting(in: world) }
  }

  private func answer(_ invocation: Invocation, _ ending: Runner.Ending, in world: World) {
    var reply = invocation.reply
    switch invocation.caller {
    case .batch:
      reply.second = (ending.failed ? BatchEnding.failed : .succeeded).rawValue
      world.calendar.schedule(reply, at: world.now)
    case .call:
      var batch = ending.batch
      world.forget(world.batches[batch.first].message)
      batch.dissolve(in: world)
      reply.second = (ending.failed ? Reply.threw : .done).rawValue
      world.calendar.schedule(reply, at: world.now)
    case .queue: settle(invocation.event, ending, in: world)
    }
  }

  private func callWaiting(in world: World) {
    let events = waiting
    waiting.removeAll(keepingCapacity: true)
    for event in events { world.calendar.schedule(event, at: world.now) }
  }

  /// What is billed for a run: started milliseconds times memory.
  private func megabyteMilliseconds(_ time: TimeSpan) -> Int64 {
    (time.nanoseconds + 999_999) / 1_000_000 * settings.memory
  }

  private func setExpiry(in world: World) {
    guard !expiryIsSet else { return }
    let due = environments.nextExpiry(after: startup.idleLife)
    guard due != .never else { return }
    expiryIsSet = true
    world.calendar.schedule(
      Event(node: card.number, kind: Kind.expireEnvironments.rawValue), at: due)
  }

  private func expireEnvironments(in world: World) {
    expiryIsSet = false
    environments.expire(after: startup.idleLife, at: world.now)
    setExpiry(in: world)
  }
}
