import Blueprints
import Documents
import Kernel
import Measures
import Scenarios

/// One run of one design: from the first send to the last message that could still move.
package struct Simulation {
  /// Looks are taken after so many events, as nearly as equal steps of time allow.
  private static let eventsBetweenLooks: UInt64 = 10_000

  /// What runs.
  package let architecture: Architecture
  private let scenario: Scenario
  private let catalogue: Catalogue
  private let replication: UInt32
  private var world: World { architecture.world }

  /// A design ready to run.
  ///
  /// - Throws: All errors of the design at once.
  package init(
    _ scenario: Scenario, _ design: Design, replication: UInt32 = 0, catalogue: Catalogue
  ) throws(InputErrors) {
    self.scenario = scenario
    self.catalogue = catalogue
    self.replication = replication
    architecture = try Architecture(
      design, of: scenario, replication: replication, catalogue)
  }

  /// Runs a design once.
  ///
  /// - Throws: All errors of the design at once.
  package static func run(
    _ scenario: Scenario, _ design: Design, replication: UInt32 = 0, catalogue: Catalogue,
    watch: Watch = Watch(), tracing: Tracing = .usual
  ) throws(InputErrors) -> RunResult {
    try Simulation(scenario, design, replication: replication, catalogue: catalogue)
      .run(watch: watch, tracing: tracing)
  }

  /// Runs to the end, once; a cancelled run ends where it is.
  package func run(watch: Watch = Watch(), tracing: Tracing = .usual) -> RunResult {
    let trafficEnd = Instant.start + scenario.duration
    if let sampling = tracing.sampling(of: replication, world.calibration) {
      world.trace(sampling)
    }
    world.start()
    var goesOn = true
    if scenario.warmUp > .zero {
      goesOn = advance(to: .start + scenario.warmUp, watch)
      if goesOn { world.restartInstruments() }
    }
    var readings: [Usage] = []
    for moment in quietMoments where goesOn {
      // What happens at the moment itself is after it, as a disturbance that begins then.
      goesOn = advance(to: moment - TimeSpan(nanoseconds: 1), watch)
      readings.append(usage(until: moment))
    }
    goesOn = goesOn && advance(to: trafficEnd, watch)
    let drained = goesOn ? drain(until: trafficEnd + scenario.drain, watch) : nil
    var advice: [UInt32: [Advice]] = [:]
    for node in world.nodes { advice[node.number] = node.recommendations(in: world) }
    world.finish()
    var result = self.result(
      trafficEnd: trafficEnd, drained: drained, advice)
    if scenario.month != nil, goesOn { result.quiet = quiet(readings, of: result, watch) }
    return result
  }

  // MARK: Quiet time

  /// When the run is read for what a month costs; never where nobody asks.
  private var quietMoments: [Instant] {
    scenario.month == nil ? [] : QuietTime.moments(of: architecture.design, scenario)
  }

  /// What is used until a moment before which nothing more happens.
  private func usage(until moment: Instant) -> Usage {
    Usage(
      of: shownNodes().map { ($0.label, $0.charges(until: moment)) }, messages: messages(),
      until: moment)
  }

  /// What quiet time is like, from this run or from one of its own.
  private func quiet(_ readings: [Usage], of result: RunResult, _ watch: Watch) -> QuietTime? {
    let design = architecture.design
    return QuietTime(readings, of: result, baseRate: design.baseRate)
      ?? QuietTime.apart(from: design, scenario, replication: replication, catalogue, watch)
  }

  // MARK: Time

  /// Lets time pass in steps; false where somebody wants it to end.
  private func advance(to end: Instant, _ watch: Watch) -> Bool {
    var step = max(TimeSpan(nanoseconds: (end - world.now).nanoseconds / 1_000), .milliseconds(1))
    while world.now < end {
      let before = world.calendar.taken
      world.run(until: min(world.now + step, end))
      let events = world.calendar.taken - before
      if events > 2 * Self.eventsBetweenLooks, step > .microseconds(1) {
        step = TimeSpan(nanoseconds: step.nanoseconds / 2)
      } else if events < Self.eventsBetweenLooks / 2 {
        step = TimeSpan(nanoseconds: min(step.nanoseconds * 2, TimeSpan.days(1).nanoseconds))
      }
      watch.progress(world.now)
      if watch.isCancelled() { return false }
    }
    return true
  }

  /// Goes on until nothing is held that could still move; the moment at which that was so.
  private func drain(until limit: Instant, _ watch: Watch) -> Instant? {
    let ledger = Ledger(of: world)
    var blocking = 0
    var looks: UInt64 = 0
    while true {
      if let next = ledger.firstBlocking(from: blocking) {
        blocking = next
      } else if !world.nodes.contains(where: { $0.isBusy }) {
        return world.now
      }
      guard world.step(until: limit) else { break }
      looks += 1
      guard looks % Self.eventsBetweenLooks == 0 else { continue }
      watch.progress(world.now)
      if watch.isCancelled() { return nil }
    }
    world.run(until: limit)
    return nil
  }

  // MARK: Result

  private func result(
    trafficEnd: Instant, drained: Instant?, _ advice: [UInt32: [Advice]]
  ) -> RunResult {
    RunResult(
      design: architecture.design.name, seed: scenario.seed, replication: replication,
      trafficEnd: trafficEnd, end: world.now, drained: drained, nodes: nodes(advice),
      edges: Array(world.edges), consumers: Array(world.consumers),
      clients: Array(world.clients), arrivals: Array(world.arrivals),
      episodes: Array(world.episodes.episodes),
      fingerprint: world.fingerprint, calibration: world.calibration, parameters: parameters(),
      messages: messages(), events: world.calendar.taken,
      imbalances: Ledger(of: world).imbalances() + world.breaches,
      start: scenario.start ?? (world.readsDate ? world.almanac.start : nil),
      zoneData: world.readsZones ? world.almanac.zones.version : nil,
      triggers: architecture.design.triggers,
      disturbances: architecture.design.disturbances, faults: architecture.design.faults,
      traces: world.traces,
      notes: architecture.notes,
      resources: architecture.design.template.resources, levers: Array(world.levers))
  }

  private func nodes(_ advice: [UInt32: [Advice]]) -> [RunResult.NodeResult] {
    var instruments: [String: [Instrument]] = [:]
    for instrument in world.instruments {
      instruments[instrument.label, default: []].append(instrument)
    }
    return shownNodes().map { node in
      let declaration = node.card.declaration
      return RunResult.NodeResult(
        label: node.label, number: node.number, declaration: declaration,
        instruments: Self.ordered(instruments[node.label] ?? [], by: declaration),
        charges: node.charges(until: world.now).map { scenario.prices.applied(to: $0) },
        ceilings: node.ceilings(in: world),
        advice: advice[node.number] ?? [])
    }
  }

  /// The nodes in the order of the template, then endpoints, clients, what belongs to no resource,
  /// and pools.
  private func shownNodes() -> [any Node] {
    let design = architecture.design
    let labels =
      design.template.resources.map { $0.logicalID }
      + (design.outside + design.traffic).map { $0.name }
    var ranks: [String: Int] = [:]
    for (rank, label) in labels.enumerated() { ranks[label] = rank }
    func rank(_ node: any Node) -> Int {
      ranks[node.label] ?? (node is Pool ? labels.count + 1 : labels.count)
    }
    return world.nodes.filter { !architecture.isInjector($0) }.sorted {
      (rank($0), $0.number) < (rank($1), $1.number)
    }
  }

  /// Instruments in the order in which their measures are declared; others after them.
  private static func ordered(
    _ instruments: [Instrument], by declaration: Declaration
  ) -> [Instrument] {
    let names = declaration.measures.map { $0.name }
    return names.flatMap { name in instruments.filter { $0.measure.name == name } }
      + instruments.filter { !names.contains($0.measure.name) }
  }

  private func parameters() -> [Parameter] {
    Catalogue.distinct(
      world.nodes.flatMap { $0.usedParameters } + catalogue.parameters)
  }

  private func messages() -> Int64 {
    let clients = Set(world.clients).subtracting(world.origins)
    return world.edges.reduce(0) { clients.contains($1.from) ? $0 + $1.entered : $0 }
  }
}
