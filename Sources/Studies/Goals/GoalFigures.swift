import Blueprints
import Kernel
import Measures
import Scenarios

/// The figures that goals ask of one run.
struct GoalFigures {
  let result: RunResult
  private let scenario: Scenario
  private let design: Design

  init(_ result: RunResult, _ scenario: Scenario, _ design: Design) {
    self.result = result
    self.scenario = scenario
    self.design = design
  }

  /// The figure in the base of the goal's unit; nil where nothing was measured, infinite where it
  /// never happened.
  func figure(of goal: Goal) -> Double? {
    if let known = result.courseReadings?.figures[goal.text] { return known }
    switch goal.subject {
    case .latency(let route): return figure(of: goal, latencies(route))
    case .measure(let name, let labels):
      return figure(of: goal, labels.flatMap { instruments(name, at: $0) })
    case .ledger(let column, let route):
      return Double(LedgerFigures(result).sum(of: column, along: route))
    case .effect(let effect, let labels): return Double(count(effect, at: labels))
    case .amplification(let from, let to): return amplification(from: from, to: to)
    case .goodput(let client): return goodput(of: client)
    case .cost: return Double(RunCost(result).microdollars)
    case .costPerMonth:
      return scenario.month.map {
        Double(
          MonthlyBill(of: result, $0, of: scenario, baseRate: design.baseRate).microdollars)
      }
    case .drained(let moment): return Recovery(result).drained(after: moment)
    case .recovered(let moment): return Recovery(result).recovered(after: moment)
    }
  }

  // MARK: What is measured

  /// The instruments of a measure at a node.
  private func instruments(_ name: String, at label: String) -> [Instrument.Keeper] {
    result.nodes.filter { $0.label == label }.flatMap { $0.instruments }
      .filter { $0.measure.name == name }.map { $0.keeper }
  }

  private func latencies(_ route: Goal.Route) -> [Instrument.Keeper] {
    let clients = result.clients.indices
    switch route {
    case .everywhere: return result.consumers.flatMap { latencies($0, from: Array(clients)) }
    case .at(let label):
      return result.consumers.filter { $0.label == label }
        .flatMap { latencies($0, from: Array(clients)) }
    case .from(let label):
      let client = clients.filter { result.clients[$0] == label }
      return result.consumers.flatMap { latencies($0, from: client) }
    case .between(let from, let to):
      let client = clients.filter { result.clients[$0] == from }
      let found = result.consumers.filter { $0.label == to }
        .flatMap { latencies($0, from: client) }
      if !client.isEmpty, result.consumers.contains(where: { $0.label == to }) { return found }
      return result.edges.filter { $0.from == from && $0.to == to }
        .map { .samples($0.hop) }
    }
  }

  private func latencies(_ consumer: Consumer, from clients: [Int]) -> [Instrument.Keeper] {
    clients.compactMap { consumer.latency(from: $0).map { .samples($0) } }
  }

  private func count(_ effect: Goal.Effect, at labels: [String]) -> Int64 {
    result.consumers.filter { labels.contains($0.label) }.reduce(0) { sum, consumer in
      switch effect {
      case .completed: sum + consumer.completed
      case .repeated: sum + consumer.repeated
      case .suppressed: sum + consumer.suppressed
      case .swallowed: sum + consumer.swallowed
      }
    }
  }

  /// Attempts for each call from one node to another; nil where none was meant to be made.
  private func amplification(from: String, to: String) -> Double? {
    let edges = result.edges.filter { $0.from == from && $0.ends.contains(to) && $0.isCalled }
    let calls = edges.reduce(0) { $0 + $1.entered }
    return calls > 0 ? Double(edges.reduce(0) { $0 + $1.attempts }) / Double(calls) : nil
  }

  /// The share of what a client offered that it got in time; nil where it offered nothing.
  private func goodput(of client: String) -> Double? {
    let measured = result.nodes.filter { $0.label == client }.flatMap { $0.instruments }
    let offered = measured.filter { $0.measure.role == .offered }
      .reduce(0) { $0 + ($1.keeper.count?.total ?? 0) }
    let served = measured.filter { $0.measure.role == .response }
      .reduce(0) { $0 + ($1.keeper.samples?.histogram.count ?? 0) }
    return offered > 0 ? Double(served) / Double(offered) : nil
  }

  // MARK: How values become a figure

  private func figure(of goal: Goal, _ keepers: [Instrument.Keeper]) -> Double? {
    guard let statistic = goal.statistic, !keepers.isEmpty else { return nil }
    if goal.lasting != nil || goal.asCloudWatchSees {
      return IntervalFigures(keepers, goal, statistic).figure
    }
    switch keepers[0] {
    case .count: return Double(keepers.reduce(Int64(0)) { $0 + ($1.count?.total ?? 0) })
    case .gauge(let gauge): return Self.figure(statistic, of: gauge.gauge, end: result.end)
    case .samples:
      var all = Histogram()
      for keeper in keepers { if let samples = keeper.samples { all.merge(samples.histogram) } }
      return Self.figure(statistic, of: all)
    }
  }

  private static func figure(
    _ statistic: Goal.Statistic, of gauge: Gauge, end: Instant
  ) -> Double? {
    switch statistic {
    case .mean: gauge.mean(upTo: end)
    case .maximum: Double(gauge.maximum)
    case .minimum: Double(gauge.minimum)
    case .sum, .quantile, .shareOver: nil
    }
  }

  private static func figure(_ statistic: Goal.Statistic, of values: Histogram) -> Double? {
    switch statistic {
    case .mean: values.mean
    case .maximum: values.maximum.map { Double($0) }
    case .minimum: values.minimum.map { Double($0) }
    case .sum: values.mean.map { $0 * Double(values.count) } ?? 0
    case .quantile(let share): values.quantile(share).map { Double($0) }
    case .shareOver(let bound): values.share(over: bound)
    }
  }
}

extension Instrument.Keeper {
  /// The count, if it is one.
  var count: CountMeasure? { if case .count(let measure) = self { measure } else { nil } }
  /// The level, if it is one.
  var gauge: GaugeMeasure? { if case .gauge(let measure) = self { measure } else { nil } }
  /// The samples, if it takes them.
  var samples: SampleMeasure? { if case .samples(let measure) = self { measure } else { nil } }
}
